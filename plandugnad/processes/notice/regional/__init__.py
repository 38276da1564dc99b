"""The region's own list of whom its members notify."""
