"""What `make` runs: set-up, demo, tests, checks. Tooling only; the site never imports it."""
