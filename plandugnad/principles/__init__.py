"""How a collaboration is doing by the eight principles: what those who work in it say, and what may be shown of it."""
