"""Measures the search against judged collections: what went right, and what did not."""
