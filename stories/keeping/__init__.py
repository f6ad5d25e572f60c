"""How what people tell is kept: encrypted, under a code that only they have, and no longer than needed."""
