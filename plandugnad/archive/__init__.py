"""Rooms where a collaboration or an organisation keeps files: folders, versions, names, rights, dates to delete by."""
