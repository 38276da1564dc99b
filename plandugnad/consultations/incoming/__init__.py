"""Statements that do not come by the form: e-mails that are read in, and what is written in from paper."""
