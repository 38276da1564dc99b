"""One statement: what it says, split into points with tags, and the municipality's answers to them."""
