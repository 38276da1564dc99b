"""A worksheet in a collaboration's own words: what may be said anew, how it is read, kept and put together."""
