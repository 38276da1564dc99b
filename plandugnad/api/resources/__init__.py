"""What can be read and written: a module per kind of thing, thin as a view is."""
