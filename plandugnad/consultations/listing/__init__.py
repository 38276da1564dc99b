"""The statements of one consultation as a list: found, sorted, and shared out among those who work with them."""
