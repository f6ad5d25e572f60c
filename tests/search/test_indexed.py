"""What the engines keep of a document can be made again from its JSON alone."""

import json

from hypothesis import given
from hypothesis import strategies as st

from core.partial_date import PartialDate
from core.text import Section
from search.analysis.tokens import written
from search.document import Document, Parent
from search.fields import EXACT, GAP, grams
from search.indexed import MAX_SORT_TITLE, MAX_TEXT, digest, from_source, sort_title, source_of

DOCUMENT = Document(
    title="Warme belroute",
    url="/x/",
    summary="Samen bellen.",
    sections=(Section("Aanleiding", "Ouders schaamden zich."),),
    keywords=("schulden",),
    date=PartialDate(2021, 3),
    parent=Parent("approach:1", "Aanpak", "/a/"),
)


def test_headings_and_texts_are_searched() -> None:
    tokens = from_source(source_of(DOCUMENT, {})).tokens
    assert {"belroute" in tokens["title"] or "belrout" in tokens["title"], "aanleid" in tokens["body"]} == {True}
    assert tokens["keywords"] == ["schuld"]


def test_parts_of_compounds_and_letters_alike_have_fields_of_their_own() -> None:
    document = Document(title="Huisbezoek", url="/", summary="Hulp bij schuldhulpverlening.", keywords=("babypakket",))
    tokens = from_source(source_of(document, {})).tokens
    assert tokens["title_parts"] == ["huis", "bezoek"]
    assert tokens["keyword_parts"] == ["baby", "pakket"] and "schuld" in tokens["body_parts"]
    assert {"huisb", "uisbe"} <= set(tokens["grams"]) and len(tokens["grams"]) == len(set(tokens["grams"]))


def test_letters_alike_stand_once_and_in_the_order_of_the_text() -> None:
    text = "Huisbezoek, kraamzorg, bewindvoering, armoede, dakloosheid. Huisbezoek!"
    tokens = from_source(source_of(Document(title="Schulden", url="/", summary=text), {})).tokens
    in_order = [gram for token in (*tokens["title"], *tokens["body"][:-1]) for gram in grams(token)]
    assert tokens["grams"] == list(dict.fromkeys(in_order))
    assert tokens["grams"][:3] == ["schul", "chuld", "huisb"]


def test_words_are_kept_as_they_are_written_too() -> None:
    document = Document(title="Zij stopte", url="/", summary="Mét foto’s!", keywords=("Schulden",))
    tokens = from_source(source_of(document, {})).tokens
    assert tokens["title_exact"] == ["zij", "stopte"]
    assert tokens["body_exact"] == ["met", "fotos"]
    assert tokens["keywords_exact"] == ["schulden"]


def test_between_the_texts_of_a_field_stands_a_gap_that_nothing_scores() -> None:
    sections = (Section("Kop", "Tekst"), Section("", "Slot"))
    document = Document(title="Titel", url="/", summary="Kort", sections=sections, keywords=("een", "twee"))
    tokens = from_source(source_of(document, {})).tokens
    assert tokens["body_exact"] == ["kort", GAP, "kop", GAP, "tekst", GAP, "slot"]
    assert tokens["keywords_exact"] == ["een", GAP, "twee"]
    assert GAP not in {token for field, found in tokens.items() if field not in EXACT.values() for token in found}
    assert written(GAP) == [], "nobody can type it"


def test_of_a_document_without_end_its_beginning_is_searched() -> None:
    long = f"{'b' * 999} " * (MAX_TEXT // 1_000)
    document = Document(title="x", url="/", summary="a", sections=(Section("", long), Section("", "c")))
    words = from_source(source_of(document, {})).tokens["body_exact"]
    assert (words[0], len(words), words[-1][0]) == ("a", 2 + MAX_TEXT // 1_000, "b")


def test_the_json_survives_being_stored() -> None:
    source = source_of(DOCUMENT, {"theme": ("bereik",)})
    assert from_source(json.loads(json.dumps(source))) == from_source(source)


def test_the_same_document_has_the_same_fingerprint_and_another_word_another() -> None:
    source = source_of(DOCUMENT, {"theme": ("bereik",)})
    assert digest(source) == digest(json.loads(json.dumps(source)))
    assert digest(source) != digest({**source, "title": "Anders"})
    assert digest(source) != digest(source_of(DOCUMENT, {"theme": ("borging",)}))


@given(st.text(max_size=600))
def test_any_title_can_be_stored_and_sorted(title: str) -> None:
    source = source_of(Document(title=title, url="/"), {})
    assert "\x00" not in source["title"]
    source["title"].encode("utf-8")
    assert len(sort_title(title)) <= MAX_SORT_TITLE


def test_titles_are_sorted_without_the_quote_they_begin_with() -> None:
    assert sort_title("“Ik durfde niet”") == "ik durfde niet”"
