"""The only writer of the index: build, push, rebuild, check."""
