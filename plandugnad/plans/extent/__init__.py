"""A plan's map extent: read from GeoJSON, drawn as an outline."""
