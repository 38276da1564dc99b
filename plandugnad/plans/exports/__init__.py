"""Plans out again: a spreadsheet, a text table, JSON for machines, and everything at once."""
