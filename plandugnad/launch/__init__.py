"""What starts the product: the data folder, the embedded database, the supervisor and the command line."""
