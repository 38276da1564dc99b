"""What is agreed, read for pages and for other features."""
