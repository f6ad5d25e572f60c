"""Of who tells a story nothing is kept that leads to their computer."""

from pathlib import Path

import pytest

from stories.models import State
from tests.stories.intake.teller import Teller
from tests.stories.sweep import places_of

ADDRESS = "203.0.113.77"
BROWSER = "Herkenbaar/7.1"


@pytest.mark.django_db
def test_neither_address_nor_browser_is_kept_with_a_story(tmp_path: Path) -> None:
    teller = Teller(REMOTE_ADDR=ADDRESS, HTTP_USER_AGENT=BROWSER)
    told = teller.tell_all()
    assert told.state == State.SENT
    teller.post("/vertel/code/", code="abcd efgh")
    assert places_of(told.code_hash, tmp_path), "the sweep finds what is there"
    assert [*places_of(ADDRESS, tmp_path), *places_of(BROWSER, tmp_path)] == []
