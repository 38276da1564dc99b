"""Plandugnad: a shared workspace where municipalities, county councils and state administrators plan together."""
