"""The workshop engine: worksheets that a collaboration fills in together, and what becomes of them."""
