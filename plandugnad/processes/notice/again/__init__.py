"""Letters one by one: what came back, and what was sent again with a deadline of its own."""
