"""`make load`: fifty visitors at once on a site as it runs in production, for two minutes."""
