"""`make drill`: random changes, kills and an engine that fails; in the end the index is the database."""
