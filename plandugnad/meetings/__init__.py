"""Councils, committees and collaborations meeting: calendars, series, agendas, minutes, what was promised; feeds."""
