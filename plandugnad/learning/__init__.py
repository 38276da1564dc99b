"""Short training modules kept as files, each with a check at its end. Who has gone through which, only she knows."""
