"""Ids, dates, audit, files, mail and the installation's own mark. Knows nothing about planning."""
