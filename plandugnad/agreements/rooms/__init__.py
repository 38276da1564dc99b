"""From the rooms a collaboration has agreed on to rooms in its archive: what they would be, made, and held in step."""
