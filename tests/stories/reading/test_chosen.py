"""What a reader chose stands in the address, and nonsense there chooses nothing."""

import pytest
from django.http import QueryDict

from stories.reading.chosen import Chosen, Layout


def test_the_address_says_what_is_chosen_and_how_it_is_read() -> None:
    chosen = Chosen.of(QueryDict("theme=geldzorgen&phase=zwangerschap&weergave=naast-elkaar"))
    assert dict(chosen) == {"theme": "geldzorgen", "phase": "zwangerschap"}
    assert chosen.layout == Layout.BESIDE
    assert chosen.query == "?theme=geldzorgen&phase=zwangerschap&weergave=naast-elkaar"


def test_a_choice_is_taken_away_alone() -> None:
    chosen = Chosen.of(QueryDict("theme=geldzorgen&voice=ouder")).without("theme")
    assert chosen.query == "?voice=ouder"
    assert Chosen().query == ""


@pytest.mark.parametrize("nonsense", ["theme=" + "x" * 101, "theme=a%00b", "weergave=niets", "q=1&q=2", "theme=%0a"])
def test_nonsense_chooses_nothing(nonsense: str) -> None:
    assert Chosen.of(QueryDict(nonsense)) == Chosen()
