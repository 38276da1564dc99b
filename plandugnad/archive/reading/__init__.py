"""Text out of files that may be hostile. `child` runs in a process of its own, within limits."""
