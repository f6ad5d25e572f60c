"""What stands on the card fits, however much there is."""

import pytest

from approaches.card.rules import LEVELS, Block, Level, lines, needs, shorten

LEVEL = Level(name=10, text=20, need=30, parts=2)


def block(title: str = "Intake", *, core: bool = True, **fields: str) -> Block:
    return Block(title, core=core, **{"description": "", "people": "", "agreements": "", "tools": "", **fields})


@pytest.mark.parametrize(
    ("text", "limit", "shown"),
    [
        ("kort", 10, "kort"),
        ("precies tien", 12, "precies tien"),
        ("een twee drie vier", 12, "een twee…"),
        ("  veel\n\n  wit  ", 10, "veel wit"),
        ("Levensloopbegeleiding", 10, "Levensloo…"),
        ("a bbbbbbbbbbbbbbb", 10, "a bbbbbbb…"),
        ("", 10, ""),
    ],
)
def test_a_text_is_cut_between_words(text: str, limit: int, shown: str) -> None:
    assert shorten(text, limit) == shown
    assert len(shorten(text, limit)) <= limit


def test_what_must_stay_and_what_may_differ_are_apart() -> None:
    blocks = [block("Een"), block("Twee", core=False), block("Drie")]
    assert [line.title for line in lines(blocks, LEVEL, core=True).lines] == ["Een", "Drie"]
    assert [line.title for line in lines(blocks, LEVEL, core=False).lines] == ["Twee"]


def test_what_does_not_fit_is_counted() -> None:
    shown = lines([block(str(number)) for number in range(200)], LEVEL, core=True)
    assert (len(shown.lines), shown.more) == (2, 198)


def test_needs_of_all_blocks_are_one_line_per_kind() -> None:
    blocks = [block(people="1 coach."), block(people="2 vrijwilligers", tools="een telefoon")]
    assert [(need.label, need.text) for need in needs(blocks, LEVEL)] == [
        ("Mensen", "1 coach; 2 vrijwilligers"),
        ("Middelen", "een telefoon"),
    ]


def test_each_level_shows_less_than_the_one_before() -> None:
    for generous, strict in zip(LEVELS, LEVELS[1:], strict=False):
        assert strict.name < generous.name and strict.text < generous.text
        assert strict.need < generous.need and strict.parts <= generous.parts
