"""What people do in the archive. Each is one transaction with its line of history; the caller has asked `access`."""
