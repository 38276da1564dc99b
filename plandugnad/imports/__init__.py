"""From a municipality's own table to plans: mapping, preview, mending, writing and undoing."""
