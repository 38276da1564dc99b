"""A strategy after it is adopted: what was promised, what has become of it, and who has said so."""
