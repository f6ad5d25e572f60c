"""What counts as quoted, and what is an apostrophe."""

import pytest

from search.question.quotations import quotations, quoted, unquoted
from tests.growing import grows_with_length_only


@pytest.mark.parametrize(
    "text",
    [
        '"hulp bij"',
        "“hulp bij”",
        "„hulp bij”",
        "”hulp bij”",
        "«hulp bij»",
        "＂hulp bij＂",
        "‘hulp bij’",
        "‚hulp bij’",
        "‚hulp bij‘",
        "'hulp bij'",
        "‹hulp bij›",
        "›hulp bij‹",
    ],
)
def test_every_kind_of_quotes_counts(text: str) -> None:
    for asked in (text, f"schulden {text}", f"({text}), schulden"):
        assert quoted(asked) == ["hulp bij"]
        ((start, end),) = quotations(asked)
        assert asked[start:end] == text
        assert unquoted(asked) == asked.replace(text, "hulp bij")


@pytest.mark.parametrize(
    "text",
    [
        "'s-Hertogenbosch",
        "'s-Hertogenbosch en 's-Gravenhage",
        "’s ochtends en ’s avonds",
        "‘s ochtends en ‘s avonds bij oma’s",
        "'s avonds bij Hans' moeder",
        "'S avonds bij Hans' moeder",
        "'t Gooi, 'n kind in de jaren '90'",
        "rock 'n' roll",
        "baby's en mama's",
        "foto’s van baby’s",
        "foto‘s en video‘s",
        "Hans' huis en Frans' huis",
        "een ' los ' teken",
        "''",
        '"',
        "\"'",
    ],
)
def test_an_apostrophe_quotes_nothing(text: str) -> None:
    assert quoted(text) == []
    assert unquoted(text) == text


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("‘foto’s van baby’s’ delen", "foto’s van baby’s"),
        ("'baby's en mama's'", "baby's en mama's"),
        ("'hulp in 's-Hertogenbosch' vragen", "hulp in 's-Hertogenbosch"),
        ("\"mama's 's ochtends\"", "mama's 's ochtends"),
    ],
)
def test_an_apostrophe_within_a_quotation_stays_in_it(text: str, inside: str) -> None:
    assert quoted(text) == [inside]


@pytest.mark.parametrize("piece", ["'", "‘a", " 'a", "'a ", "a'", "' ", "'s ", "‘", '"a', "'a'b ", " 'a's"])
def test_the_time_grows_with_the_length_only(piece: str) -> None:
    assert grows_with_length_only(quoted, piece, length=8_000, floor=0.005)
