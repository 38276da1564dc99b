"""The base page, its components, the front page, search and the pages about the installation itself."""
