"""Sheets that only those who are in them may know of: who is, what each answers alone, and when it is shown.

See docs/decisions/0030.
"""
