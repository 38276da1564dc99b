"""The example region: one invented county with six invented municipalities, their plans and one person in each role."""
