"""What editors do about the search: its vocabulary, what stands first, why, what was asked in vain, and the index."""
