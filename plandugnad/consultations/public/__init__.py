"""What everybody sees of a consultation without signing in, and the form they answer in."""
