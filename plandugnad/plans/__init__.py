"""The plan portfolio of each municipality: plans, their hierarchy, documents, links, history and own plan system."""
