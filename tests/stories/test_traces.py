"""What could lead to a person is pointed out, and what couldn't is left alone."""

from pathlib import Path

import pytest

from places import reference
from places.rules import fold
from stories.traces import TraceKind, find, find_in_public_name, is_bsn, is_iban, pieces


def found(text: str, *, in_small_place: bool = False) -> list[tuple[TraceKind, str]]:
    return [(trace.kind, text[trace.start : trace.end]) for trace in find(text, in_small_place=in_small_place)]


@pytest.mark.parametrize(
    ("text", "kind", "passage"),
    [
        ("mijn bsn is 111222333.", TraceKind.BSN, "111222333"),
        ("nummer 1112.22.333 dus", TraceKind.BSN, "1112.22.333"),
        ("over naar NL91 ABNA 0417 1643 00 en daarna", TraceKind.IBAN, "NL91 ABNA 0417 1643 00"),
        ("op be68539007547034", TraceKind.IBAN, "be68539007547034"),
        ("bel 06 - 12 34 56 78 even", TraceKind.PHONE, "06 - 12 34 56 78"),
        ("of +31 (0)20 123 45 67", TraceKind.PHONE, "+31 (0)20 123 45 67"),
        ("mail a.b+c@voorbeeld.nl!", TraceKind.MAIL, "a.b+c@voorbeeld.nl"),
        ("zie @mijnaccount daar", TraceKind.WEB, "@mijnaccount"),
        ("in 1012 AB ergens", TraceKind.POSTCODE, "1012 AB"),
        ("wij wonen op Lange Dorpsweg 12a daar", TraceKind.ADDRESS, "Lange Dorpsweg 12a"),
        ("in de Kerkstraat was het stil", TraceKind.ADDRESS, "Kerkstraat"),
        ("op 3 maart 2021 kwam", TraceKind.DATE, "3 maart 2021"),
        ("op 01-02-2020 12:30 uur", TraceKind.DATE, "01-02-2020"),
        ("toen zei dokter van den Berg dat", TraceKind.PROFESSIONAL, "dokter van den Berg"),
        ("mijn zoontje Xerxes sliep", TraceKind.NAME, "mijn zoontje Xerxes"),
        ("toen kwam fatima binnen", TraceKind.NAME, "fatima"),
        ("met Anoek de Wit samen", TraceKind.NAME, "Anoek de Wit"),
        ("in ziekenhuis De Wolken lag", TraceKind.PLACE, "ziekenhuis De Wolken"),
        ("een 17-jarige moeder", TraceKind.AGE, "17-jarige"),
        ("Mijn verloskundige Fatima de Boer belde", TraceKind.PROFESSIONAL, "Mijn verloskundige Fatima de Boer"),
        ("bij dr. El Amrani was het", TraceKind.PROFESSIONAL, "dr. El Amrani"),
        ("toen belde dokter A.J. van ’t Hof terug", TraceKind.PROFESSIONAL, "dokter A.J. van ’t Hof"),
        ("dat zei mevrouw Van Dijk-de Boer toen", TraceKind.NAME, "mevrouw Van Dijk-de Boer"),
        ("met Jan-Willem van der Meer samen", TraceKind.NAME, "Jan-Willem van der Meer"),
        ("Van den Berg belde elke week", TraceKind.NAME, "Van den Berg"),
        ("Van der Burg belde elke week", TraceKind.NAME, "Van der Burg"),
        ("daar kwam van der Hammen", TraceKind.NAME, "van der Hammen"),
        ("van den Burgt en ik", TraceKind.NAME, "van den Burgt"),
        ("Van der Haagen bleef", TraceKind.NAME, "Van der Haagen"),
        ("de huisarts van Fatima belde", TraceKind.NAME, "Fatima"),
        ("dat was mijn zoontje, Xerxes.", TraceKind.NAME, "mijn zoontje, Xerxes"),
        ("en mijn zus, Xena de Wit, bleef", TraceKind.NAME, "mijn zus, Xena de Wit,"),
        ("mijn zoontje, Xerxes", TraceKind.NAME, "mijn zoontje, Xerxes"),
        ("daar stond mijn man, Jan de Wit met hem", TraceKind.NAME, "mijn man, Jan de Wit"),
        ("Burgemeester Jansen van Zaanstad zegt hallo", TraceKind.PROFESSIONAL, "Burgemeester Jansen van Zaanstad"),
        ("zaaknummer 2020/123-A lag er", TraceKind.NUMBER, "zaaknummer 2020/123-A"),
    ],
)
def test_a_passage_is_pointed_out(text: str, kind: TraceKind, passage: str) -> None:
    assert found(text) == [(kind, passage)]


@pytest.mark.parametrize(
    "text",
    [
        "Het was een lange nacht en niemand kwam.",
        "In 2019 en 2020 was alles anders.",
        "Roos en storm hoorden bij die dag.",
        "We waren 5 jaar getrouwd en hadden 123456789 redenen.",
        "Onderweg was het stil.",
        "De verloskundige was lief. Zij bleef.",
        "De Boer was al dicht en bij De Boer was het druk.",
        "We reden van den Haag naar huis, en van den Burg naar den Helder.",
        "Ik werk als smid.",
        "Ik ging naar mijn moeder, Zij was lief.",
        "Mijn man, Turks van afkomst, ging mee.",
        "Order NL00 ABNA 1417 1643 00 bestaat niet.",
        "",
    ],
)
def test_what_leads_to_nobody_is_left_alone(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "name",
    [
        "Burgemeester Jansen van Zaanstad",
        "Noor de Wit",
        "de verloskundige",
        "noor@voorbeeld.nl",
        "noor uit zutphen",
        "Оксана Шевченко",
        "Oksana Шевченко",
        "مريم احمد",
        "مَريَم أَحمَد",
        "ማርታ ተስፋይ",
        "noor jansen",
        "Noor en Sam de Wit",
        "De Wit",
        "moeder van Noor Jansen",
    ],  # fmt: skip
)
def test_a_public_name_that_says_more_than_a_first_name_is_pointed_out_whole(name: str) -> None:
    (trace,) = find_in_public_name(name, towns={"zutphen"})
    assert (trace.kind, trace.start, trace.end) == (TraceKind.PUBLIC_NAME, 0, len(name))


@pytest.mark.parametrize(
    "name",
    [
        "Noor",
        "Anne-Fleur",
        "Noor B.",
        "Noor B.J.",
        "Een moeder van twee",
        "moeder van Noor",
        "een vader",
        "De moeder",
        "Noor en Sam",
        "mama Noor",
        "Zoë",
        "",
    ],  # fmt: skip
)
def test_a_first_name_or_one_that_was_made_up_is_left_alone(name: str) -> None:
    assert find_in_public_name(name) == []


def test_of_what_people_say_nothing_but_names_is_taken_for_one() -> None:
    towns = {fold(place.name) for place in reference.read().municipalities}
    files = [Path(__file__).with_name(f"danger_{name}.txt").read_text("utf-8") for name in ("rounds", "said", "unseen")]
    said = "\n".join(line for file in files for line in file.splitlines() if not line.startswith("#"))
    assert [
        said[trace.start : trace.end]
        for trace in find(said, towns=towns)
        if trace.kind in (TraceKind.PROFESSIONAL, TraceKind.NAME, TraceKind.TOWN)
    ] == ["dr. Jansen", "Van der Valk"]


@pytest.mark.parametrize(
    ("told", "after"),
    [
        ("Mijn verloskundige Fatima de Boer belde", "Mijn verloskundige belde"),
        ("ik belde dr. El Amrani nog", "ik belde de dokter nog"),
        ("Verloskundige Fatima bleef", "De verloskundige bleef"),
        ("toen kwam de dr. El Amrani", "toen kwam de dokter"),
        ("Mijn dr. Jansen bleef", "Mijn dokter bleef"),
        ("met die aardige mevr. Jansen erbij", "met die aardige mevrouw erbij"),
        ("toen kwam de heer Jansen", "toen kwam een meneer"),
        ("met onze lieve kraamverzorgster Xena erbij", "met onze lieve kraamverzorgster erbij"),
        ("dat zei mevrouw Van Dijk ook", "dat zei een mevrouw ook"),
        ("mijn man, Jan, ging mee", "mijn man ging mee"),
        ("oma Truus kwam", "mijn oma kwam"),
    ],
)
def test_what_is_advised_instead_of_a_name_fits_in_the_sentence(told: str, after: str) -> None:
    (trace,) = find(told)
    assert told[: trace.start] + trace.instead + told[trace.end :] == after
    assert trace.advice == f"Schrijf liever ‘{trace.instead}’."


def test_a_name_alone_gets_the_advice_of_all_names() -> None:
    (trace,) = find("Toen kwam Fatima de Boer.")
    assert trace.advice == TraceKind.NAME.advice


def test_a_word_that_is_a_name_too_counts_within_a_sentence_only() -> None:
    assert found("Roos bloeide. Ik zag Roos.") == [(TraceKind.NAME, "Roos")]


def test_rare_work_counts_in_a_small_place_only() -> None:
    assert found("Ik ben burgemeester.", in_small_place=True) == [(TraceKind.RARE, "burgemeester")]


@pytest.mark.parametrize(("digits", "right"), [("111222333", True), ("11122233", False), ("000000000", False)])
def test_the_eleven_test(digits: str, right: bool) -> None:
    assert is_bsn(digits) is right


@pytest.mark.parametrize(("account", "right"), [("NL91ABNA0417164300", True), ("NL91ABNA0417164301", False)])
def test_the_test_of_account_numbers(account: str, right: bool) -> None:
    assert is_iban(account) is right


@pytest.mark.parametrize("text", ["Ik heet Jan. Bel 06-12345678", "\ud800 Jan \0 ‮Fatima", "Jan", ""])
def test_the_pieces_are_the_text(text: str) -> None:
    assert "".join(piece.text for piece in pieces(text, find(text))) == text
