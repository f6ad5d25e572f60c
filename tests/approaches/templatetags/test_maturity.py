"""A hit says how far its approach is, and since when as far as that is known."""

import pytest

from approaches.templatetags.maturity import maturity


@pytest.mark.parametrize(
    ("display", "said"),
    [
        ({"maturity": "Ingebed", "started": "2021"}, "ingebed, sinds 2021"),
        ({"maturity": "Idee", "started": ""}, "idee"),
        ({"maturity": "", "started": "2021"}, ""),
        ({}, ""),
    ],
)
def test_it_says_how_far_it_is_and_since_when(display: dict[str, str], said: str) -> None:
    assert maturity(display) == said
