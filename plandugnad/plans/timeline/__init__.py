"""The plans of a municipality along the years."""
