"""What people do with meetings. Each is one transaction with its line of history; the caller has asked `access`."""
