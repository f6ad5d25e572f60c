"""Measures the search of the site against judged questions."""
