"""What is said of plans, in one place: each module is what it says something of."""
