"""Who in a region plans the same at the same time, or has just done it: found by `candidates`, pure, and asked about
with one press. A yes changes nothing by itself: the plan is made joint by those who own it (docs/decisions/0017)."""
