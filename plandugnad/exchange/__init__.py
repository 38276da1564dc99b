"""What leaves for other systems in forms that are agreed upon: open data, and the official codes."""
