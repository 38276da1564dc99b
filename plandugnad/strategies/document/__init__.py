"""The document of a planning strategy: own text that is kept, and all else that is laid out from what is known."""
