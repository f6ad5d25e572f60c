"""What happens to a story, from the first word to its last trace. Keyword-only, one transaction each."""
