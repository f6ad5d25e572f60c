"""Approaches that were taken away: their page stays, and says so and why."""
