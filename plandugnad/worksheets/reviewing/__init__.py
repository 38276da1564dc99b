"""Professional plan reviews: what an owner asks for, a panel from elsewhere, what is taken, and whether it helped."""
