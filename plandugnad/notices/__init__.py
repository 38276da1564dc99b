"""What people are told by mail: a digest of what happened and what is due, to each as she wishes."""
