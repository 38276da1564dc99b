"""Choosing one plan among many: which come first, and the short list they stand in."""
