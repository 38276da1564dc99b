"""Innsigelser: what a public body objects to, on what ground, and what becomes of it (pbl §§ 5-4 to 5-6)."""
