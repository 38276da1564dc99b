"""Puts the parts together: settings, addresses, and the doors that servers enter by."""
