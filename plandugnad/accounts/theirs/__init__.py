"""What we use of the sign-in package, which ships no types. Each class is declared here as far as we lean on it."""
