"""What coalitions say back to a published story, and being asked half a year later what became of it."""
