"""What pages of the archive show, read into small values."""
