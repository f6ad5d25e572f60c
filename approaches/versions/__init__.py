"""What was on the site before: a permalink per published version, with what changed."""
