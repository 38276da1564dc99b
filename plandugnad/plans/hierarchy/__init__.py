"""Plans placed under each other, and the drawing of it."""
