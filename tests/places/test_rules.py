import pytest

from places.rules import fold, municipalities_of_today, municipality_code, names_in, without_prefix


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Súdwest-Fryslân", "sudwest-fryslan"),
        ("sudwest fryslan", "sudwest-fryslan"),
        ("'s-Gravenhage", "s-gravenhage"),
        ("Bergen (NH.)", "bergen-nh"),
        ("Aa & Hunze", "aa-en-hunze"),
        ("Groningen/Regio Noord", "groningen-regio-noord"),
        ("  \t ", ""),
        ("x\x00y", "xy"),
    ],
)
def test_names_are_compared_without_case_accents_and_punctuation(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_a_text_too_long_for_a_name_is_no_name() -> None:
    assert fold("Utrecht " * 1000) == ""


def test_the_word_gemeente_before_a_name_does_not_count() -> None:
    assert without_prefix("gemeente-utrecht") == "utrecht"
    assert without_prefix("utrecht-gemeente") == "utrecht-gemeente"


@pytest.mark.parametrize("text", ["GM0363", "gm0363", " 0363 "])
def test_a_code_has_one_form(text: str) -> None:
    assert municipality_code(text) == "GM0363"


@pytest.mark.parametrize("text", ["", "363", "GM363", "GM03633", "Amsterdam", "GM٠٣٦٣"])
def test_what_is_not_a_code_gives_none(text: str) -> None:
    assert municipality_code(text) == ""


BECAME = {"Liesveld": ["Molenwaard"], "Molenwaard": ["Molenlanden"], "Haaren": ["Oisterwijk", "Vught"]}


def test_a_chain_of_mergers_leads_to_the_municipality_of_today() -> None:
    assert municipalities_of_today("Liesveld", BECAME, {"Molenlanden"}) == ("Molenlanden",)


def test_a_divided_municipality_leads_to_all_its_successors_the_main_one_first() -> None:
    assert municipalities_of_today("Haaren", BECAME, {"Vught", "Oisterwijk"}) == ("Oisterwijk", "Vught")


def test_a_chain_that_ends_nowhere_is_an_error_that_names_its_steps() -> None:
    with pytest.raises(ValueError, match="Liesveld > Molenwaard > Molenlanden"):
        municipalities_of_today("Liesveld", BECAME, set())


def test_a_chain_in_a_circle_is_an_error() -> None:
    with pytest.raises(ValueError, match="A > B > A"):
        municipalities_of_today("A", {"A": ["B"], "B": ["A"]}, set())


def test_a_question_holds_every_run_of_its_words_the_longest_first() -> None:
    assert names_in("Aanpak West-Betuwe & geld") == (
        "aanpak-west-betuwe-en-geld", "aanpak-west-betuwe-en", "west-betuwe-en-geld", "aanpak-west-betuwe",
        "west-betuwe-en", "en-geld", "aanpak", "west-betuwe", "en", "geld",
    )  # fmt: skip


def test_a_flood_of_words_holds_a_bounded_number_of_names() -> None:
    assert names_in(" ?! ") == ()
    assert len(names_in(" ".join(map(str, range(5000))))) <= 5 * 100
