"""Who is asked for their view while a planning strategy is made, and what they said (pbl. § 10-1 second paragraph)."""
