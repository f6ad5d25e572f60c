"""Three marks, never mixed; what is not known is said."""

from datetime import UTC, date, datetime

import pytest

from approaches.marks.rules import CHECKLIST, Evidence, Facts, Mark, aged, check_current, marks, no_answer

QUOTE = Evidence("Goed onderbouwd", "RIVM", "3 maart 2024", "https://voorbeeld.test/erkend")


def texts(**facts: object) -> list[str]:
    return [mark.text for mark in marks(Facts(**facts))]  # type: ignore[arg-type]


def test_of_an_approach_nothing_is_known_of_all_three_are_honest() -> None:
    found = marks(Facts())
    assert [mark.text for mark in found] == [
        "Nog niet gecontroleerd door de redactie",
        "Geen bewijsniveau bekend",
        "Nog niet bevestigd door de coalitie",
    ]
    assert all(mark.is_open for mark in found)


def test_all_three() -> None:
    found = marks(Facts(checked="1 mei 2026", evidence=(QUOTE,), confirmed="2 mei 2026"))
    assert [mark.text for mark in found] == [
        "Gecontroleerd door de redactie op 1 mei 2026",
        "Bewijsniveau “Goed onderbouwd” volgens RIVM (3 maart 2024)",
        "Bevestigd door de coalitie op 2 mei 2026",
    ]
    assert not any(mark.is_open for mark in found)
    assert len({mark.icon for mark in found}) == 3
    assert [mark.url for mark in found] == ["", QUOTE.url, ""]


def test_a_check_of_an_earlier_version_is_shown_as_that() -> None:
    text = texts(checked="1 mei 2026", changed_since=True)[0]
    assert text == "Gecontroleerd door de redactie op 1 mei 2026, daarna gewijzigd"


@pytest.mark.parametrize(
    ("changed", "text"),
    [
        (False, "Bekeken door de redactie op 1 mei 2026; de redactie vroeg om een aanpassing"),
        (True, "Bekeken door de redactie op 1 mei 2026, daarna gewijzigd"),
    ],
)
def test_a_check_that_ended_badly_is_said_as_it_is(changed: bool, text: str) -> None:
    mark = marks(Facts(checked="1 mei 2026", asked_to_change=True, changed_since=changed))[0]
    assert (mark.text, mark.is_open) == (text, True)
    assert "gecontroleerd" not in mark.text.lower() + mark.short


def test_without_a_check_a_change_since_says_nothing() -> None:
    assert texts(changed_since=True)[0] == "Nog niet gecontroleerd door de redactie"


def test_every_level_that_was_quoted_is_shown() -> None:
    assert len(marks(Facts(evidence=(QUOTE, QUOTE)))) == 4


def test_silence_is_shown_with_what_was_confirmed_before() -> None:
    mark = marks(Facts(confirmed="2 mei 2025", no_answer="3 mei 2026"))[2]
    assert mark.text == "De coalitie reageerde niet op ons verzoek van 3 mei 2026"
    assert mark.note == "Eerder bevestigd op 2 mei 2025."
    assert mark.is_open


def confirmed_in_may(today: date) -> Mark:
    return aged(marks(Facts(confirmed="2 mei 2025", confirmed_on=date(2025, 5, 2)))[2], today)


def test_a_confirmation_is_fresh_for_a_year() -> None:
    mark = confirmed_in_may(date(2026, 5, 1))
    assert (mark.icon, mark.is_open) == ("vink", False)
    assert (mark.text, mark.short) == ("Bevestigd door de coalitie op 2 mei 2025", "bevestigd op 2 mei 2025")


def test_past_a_year_a_confirmation_looks_otherwise_and_says_how_old_it_is() -> None:
    mark = confirmed_in_may(date(2026, 5, 2))
    assert (mark.icon, mark.is_open) == ("klok", True)
    assert mark.text == "Bevestigd door de coalitie op 2 mei 2025, een jaar of langer geleden"
    assert mark.short == "bevestigd op 2 mei 2025, een jaar of langer geleden"


def test_nothing_else_grows_old() -> None:
    for facts in (Facts(), Facts(checked="1 mei 2016", evidence=(QUOTE,), no_answer="3 mei 2016")):
        assert [aged(mark, date(2026, 5, 2)) for mark in marks(facts)] == list(marks(facts))


@pytest.mark.parametrize(
    ("checked", "latest", "current"), [(3, 3, True), (2, 3, False), (None, 3, False), (None, None, True)]
)
def test_a_check_is_of_one_version(checked: int | None, latest: int | None, current: bool) -> None:
    assert check_current(checked_version=checked, latest_version=latest) is current


def test_a_question_without_an_answer_counts_until_something_happens() -> None:
    asked, before, after = (datetime(2026, month, 1, tzinfo=UTC) for month in (5, 4, 6))
    assert no_answer(asked, before, None)
    assert not no_answer(asked, before, after)
    assert not no_answer(None)


def test_the_checklist_asks_each_thing_once() -> None:
    assert len({question.key for question in CHECKLIST}) == len(CHECKLIST)
