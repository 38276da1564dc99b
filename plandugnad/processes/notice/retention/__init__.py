"""How long names and addresses of private recipients are kept, and how they are erased."""
