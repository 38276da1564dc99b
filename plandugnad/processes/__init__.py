"""How a plan is made: its steps, their dates, and what the law demands when. Counting is `engines.statute`'s."""
