"""Which token each form gets, and which forms the list must hold."""

from collections.abc import Mapping

from devtools.words.tokens import listed, tokens
from search.analysis.splitter import Splitter

NONE: frozenset[str] = frozenset()
NO_PARTS = Splitter(NONE, NONE, NONE, NONE, NONE)


def common(word: str) -> float:
    return 4.0


def made(heads: Mapping[str, str], apart: tuple[str, ...] = ()) -> dict[str, str]:
    return tokens(heads, NO_PARTS, common, apart)


def test_all_forms_of_a_word_have_the_stem_of_its_head() -> None:
    assert made({"gezin": "gezin", "gezinnen": "gezin"}) == {"gezin": "gezin", "gezinnen": "gezin"}


def test_the_word_that_is_the_stem_keeps_it() -> None:
    assert made({"zorg": "zorg", "zorgen": "zorgen"}) == {"zorg": "zorg", "zorgen": "zorgen"}


def test_a_rare_word_takes_no_token_from_another() -> None:
    found = tokens({"persoon": "persoon", "personen": "personen"}, NO_PARTS, lambda word: 1.0)
    assert found["personen"] == found["persoon"]


def test_a_noun_in_ing_or_heid_shares_the_stem_that_it_is_made_from() -> None:
    heads = {word: word for word in ("begeleiden", "begeleiding", "kwetsbaar", "kwetsbaarheid")}
    found = made(heads)
    assert found["begeleiden"] == found["begeleiding"]
    assert found["kwetsbaar"] == found["kwetsbaarheid"]


def test_unless_it_was_listed_as_apart() -> None:
    heads = {word: word for word in ("regelen", "regeling")}
    assert made(heads)["regeling"] == made(heads)["regelen"]
    apart = made(heads, apart=("regeling",))
    assert apart["regeling"] != apart["regelen"]


def test_a_word_that_only_ends_as_one_keeps_its_stem_to_itself() -> None:
    found = made({word: word for word in ("afscheid", "afscheidt")})
    assert found["afscheid"] != found["afscheidt"]


def test_the_list_holds_only_what_does_not_come_out_by_itself() -> None:
    heads = {"gezin": "gezin", "gezinnen": "gezin", "ouder": "ouder", "ouders": "ouder"}
    assert listed(made(heads), heads, NO_PARTS, common) == {"gezinnen": "gezin"}


def test_a_compound_needs_no_line_where_its_last_part_has_one() -> None:
    splitter = Splitter(frozenset({"buurt"}), NONE, frozenset({"gezin", "gezinnen"}), NONE, NONE)
    heads = {"gezin": "gezin", "gezinnen": "gezin", "buurtgezin": "buurtgezin", "buurtgezinnen": "buurtgezin"}
    token_of = tokens(heads, splitter, common)
    assert token_of["buurtgezinnen"] == "buurtgezin"
    assert listed(token_of, heads, splitter, common) == {"gezinnen": "gezin"}


def test_of_a_common_word_all_forms_have_a_line() -> None:
    heads = {"gezin": "gezin", "gezinnen": "gezin"}
    assert listed(made(heads), heads, NO_PARTS, {"gezin": 5.0, "gezinnen": 0.0}.__getitem__) == {"gezinnen": "gezin"}


def test_a_form_that_nobody_writes_needs_no_line() -> None:
    heads = {"gezin": "gezin", "gezinnen": "gezin"}
    assert listed(made(heads), heads, NO_PARTS, lambda word: 0.0) == {}
