"""Plandugnad: a shared workspace where Norwegian municipalities, county councils and state administrators plan together."""
