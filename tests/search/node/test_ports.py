"""Tests of search.node.ports."""

import socket
from collections.abc import Iterator

import pytest

from search.node import ports


@pytest.fixture
def taken() -> Iterator[int]:
    """A port on which somebody listens."""
    with socket.create_server((ports.HOST, 0)) as server:
        yield server.getsockname()[1]


def test_a_port_on_which_somebody_listens_is_not_free(taken: int) -> None:
    assert not ports.is_free(taken)


def test_a_port_is_free_again_when_its_server_went(taken: int) -> None:
    with socket.create_server((ports.HOST, 0)) as server:
        port = server.getsockname()[1]
    assert ports.is_free(port)


def test_a_port_that_is_bound_but_does_not_answer_is_not_free() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as silent:
        silent.bind((ports.HOST, 0))
        assert not ports.is_free(silent.getsockname()[1])


def test_the_first_free_port_passes_over_taken_ones(taken: int) -> None:
    with socket.create_server((ports.HOST, 0)) as server:
        free = server.getsockname()[1]
    assert ports.first_free([taken, free]) == free
    assert ports.first_free([taken]) is None
