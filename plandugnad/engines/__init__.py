"""Calculation: pure Python, no Django, no database, no network, no clock. Results carry their reasons."""
