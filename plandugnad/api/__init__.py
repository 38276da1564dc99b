"""What other programs read and write, under /api/: who calls by which token, how often, and what is answered."""
