"""What a step of the drill does to the index is seen on the node that all tests share."""

from tests.search.conftest import engine_index

__all__ = ["engine_index"]
