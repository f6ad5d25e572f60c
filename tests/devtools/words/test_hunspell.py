"""A dictionary for hunspell gives every form that its flags allow."""

from devtools.words.hunspell import Form, parse
from tests.devtools.words.dictionary import small

FORMS = tuple(small().forms())


def forms_of(base: str) -> set[str]:
    return {form.text for form in FORMS if form.base == base}


def test_a_flag_makes_the_forms_of_its_rule() -> None:
    assert forms_of("gezin") == {"gezin", "gezinnen"}


def test_a_rule_holds_only_where_what_it_takes_off_is_there() -> None:
    assert forms_of("taal") == {"taal", "talen"}
    assert {form.text for form in FORMS if form.base == "planeet"} == {"planeet", "planeten"}


def test_a_rule_holds_only_under_its_condition() -> None:
    aff = "SFX Yb Y 2\nSFX Yb 0 je [^m]\nSFX Yb 0 pje m"
    assert [form.text for form in parse(aff, "2\nboom/Yb\nhuis/Yb").forms()] == ["boom", "boompje", "huis", "huisje"]


def test_a_prefix_comes_before_each_form() -> None:
    assert {"aanmeld", "aanmeldt", "aanmeldde"} <= forms_of("meld")


def test_a_form_tells_how_it_was_made_and_what_it_may_do() -> None:
    assert Form("gezinnen", "gezin", "Ze", "", frozenset({"Ca", "Cb", "Cp"})) in FORMS


def test_a_forbidden_word_is_no_word() -> None:
    assert "wetfout" not in {form.text for form in FORMS}


def test_a_rule_without_condition_and_with_a_comment_is_read() -> None:
    (_, form) = parse("SFX Za Y 1\nSFX Za 0 s # plural", "1\nteam/Za").forms()
    assert form.text == "teams"
