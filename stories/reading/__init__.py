"""The stories as visitors read them: narrowed to what they look for, side by side, or counted in a table."""
