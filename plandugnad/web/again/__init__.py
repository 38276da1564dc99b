"""What was sent when the session had ended, or by somebody else than before: given back, with a button to send it."""
