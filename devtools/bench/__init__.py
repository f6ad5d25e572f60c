"""`make bench` and `make load`: how fast the site is, on seeded content in a place of its own.

Kept out of the test suite: a time says something only with its conditions (docs/performance.md).
"""
