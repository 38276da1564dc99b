"""A file of municipal boundaries, as a user downloads it → outlines to draw that share their edges, or why not."""
