"""People and how they sign in. Knows nothing about where they belong: that is `regions`."""
