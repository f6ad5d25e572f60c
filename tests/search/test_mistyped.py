"""Which beginning of a name was meant by somebody who mistyped it."""

import pytest

from search.mistyped import nearest

STARTS = ("kraamzorg in de wijk", "kraamkamer", "geldzorgen", "gezond zwanger")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("kraamzrog", "kraamzorg"),
        ("kraamzrog in d", "kraamzorg in d"),
        ("kraamkmaer", "kraamkamer"),
        ("geldzrg", "geldzorg"),
        ("gezondzwang", "gezond zwang"),
    ],
)
def test_the_nearest_beginning_is_meant(typed: str, meant: str) -> None:
    assert nearest(typed, STARTS) == meant


@pytest.mark.parametrize("typed", ["krxxmz", "wiegenlied", "geldxxxgen"])
def test_nothing_is_meant_when_nothing_is_near(typed: str) -> None:
    assert nearest(typed, STARTS) == ""


def test_of_a_short_word_one_letter_may_be_wrong() -> None:
    assert nearest("kramka", ["kraamkamer"]) == "kraamka"
    assert nearest("krmka", ["kraamkamer"]) == ""
