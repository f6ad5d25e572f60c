"""Makes the lists of Dutch words in search/analysis/lists/ from the dictionary of OpenTaal (`make word-lists`)."""
