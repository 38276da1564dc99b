"""Calendars as municipalities publish them → meetings, and what was not understood. Pure: no database, no clock."""
