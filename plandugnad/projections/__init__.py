"""What all features tell readers together: what can be found, what happens when, what needs whom, what has happened."""
