"""Tags for the templates of the search."""
