"""The municipalities of an area side by side: of a county, of a state administrator, of all Norway."""
