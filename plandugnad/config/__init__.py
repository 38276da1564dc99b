"""Puts the parts together: settings, addresses, wiring, and the doors that servers enter by."""
