"""What a collaboration has agreed on, as typed rows that features read; worksheets publish them when adopted."""
