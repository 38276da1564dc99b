"""A municipality tidies its portfolio: what it should look at, what it chooses for each plan, and what is left."""
