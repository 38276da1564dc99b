"""Where municipalities end: the official file a user downloads, compared with the register, kept to be drawn."""
