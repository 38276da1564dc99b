"""Editing together as it happens: docs/decisions/0027. What is said over the wire is in `protocol`."""
