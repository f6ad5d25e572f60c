"""The parts of compound words."""


def parts(word: str) -> tuple[str, ...]:
    """The tokens of the parts of a compound, () when it is none."""
    return ()
