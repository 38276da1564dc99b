"""What private persons have said of themselves, and when it is erased."""
