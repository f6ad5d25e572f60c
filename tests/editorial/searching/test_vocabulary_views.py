"""Editors keep the vocabulary: find, write, try out, and see who changed what."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.log_actions import registry as log_registry

from search.api import build_due
from search.models import AskedInVain, HandledQuestion, VocabularyRule
from search.vocabulary.entries import Kind
from tests.factories.coalitions import CoalitionPageFactory, coordinator_of
from tests.search.content import approach, coalition

pytestmark = [pytest.mark.django_db, pytest.mark.every_example, pytest.mark.usefixtures("embedded")]

ADD = {"kind": "synonyms", "said": "zwaluw\r\nvink", "reason": ""}


@pytest.fixture
def embedded(settings: Any) -> None:
    settings.OPENSEARCH_URL = ""


def rule(kind: Kind = Kind.SYNONYMS, said: str = "zwaluw\nvink", means: str = "") -> VocabularyRule:
    return VocabularyRule.objects.create(kind=kind, said=said, means=means)


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_the_list_finds_a_rule_by_any_of_its_words_and_by_kind(desk: Client) -> None:
    rule()
    rule(Kind.EVERYDAY, "rondkomen", "schulden")
    address = reverse("vocabulary:index")
    assert "rondkomen =&gt; schulden" in text(desk.get(address))
    found = text(desk.get(address, {"q": "SCHULD"}))
    assert "rondkomen" in found and "zwaluw" not in found
    assert "rondkomen" not in text(desk.get(address, {"kind": "synonyms"}))


def test_the_list_takes_the_same_queries_however_long_it_is(desk: Client, django_assert_max_num_queries: Any) -> None:
    for number in range(40):
        rule(said=f"woord{number}\nander{number}")
    desk.get(reverse("vocabulary:index"))
    with django_assert_max_num_queries(20):
        desk.get(reverse("vocabulary:index"))


@pytest.mark.parametrize("kind", Kind)
def test_each_kind_has_a_form_with_help_and_an_example(desk: Client, kind: Kind) -> None:
    page = text(desk.get(reverse("vocabulary:add"), {"kind": kind.value}))
    assert "Bijvoorbeeld:" in page
    assert ('name="means"' in page) == kind.has_means


def test_a_rule_that_was_written_is_stored_and_who_did_it_is_kept(desk: Client, redactie: Any) -> None:
    answer = desk.post(reverse("vocabulary:add"), ADD, follow=True)
    row = VocabularyRule.objects.get()
    assert (row.kind, row.said) == ("synonyms", "zwaluw\nvink")
    assert "Binnen een minuut zoekt iedereen ermee" in text(answer)
    desk.post(reverse("vocabulary:edit", args=[row.pk]), {"said": "zwaluw\nvink\nmees", "reason": "gehoord"})
    row.refresh_from_db()
    assert row.said == "zwaluw\nvink\nmees"
    logged = [(entry.action, entry.user) for entry in log_registry.get_logs_for_instance(row)]
    assert {("wagtail.create", redactie), ("wagtail.edit", redactie)} <= set(logged)
    assert desk.get(reverse("vocabulary:history", args=[row.pk])).status_code == 200
    desk.post(reverse("vocabulary:delete", args=[row.pk]))
    assert not VocabularyRule.objects.exists()


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"said": ""}, "Vul hier minstens één term in"),
        ({"said": "zwaluw"}, "minstens twee"),
        ({"said": "de\nzwaluw"}, "in elke tekst"),
        ({"said": "ooievaar\nmerel"}, "staat al in de groep"),
        ({"kind": "everyday", "means": ""}, "Vul hier minstens één term in"),
    ],
)
def test_what_can_not_be_is_said_beside_the_field(desk: Client, change: dict[str, str], expected: str) -> None:
    rule(said="merel\nlijster")
    assert expected in text(desk.post(reverse("vocabulary:add"), {**ADD, **change}))
    assert VocabularyRule.objects.count() == 1


def test_the_preview_shows_both_sides_and_stores_nothing(desk: Client) -> None:
    parent = coalition()
    approach(parent, "Zwaluwen")
    approach(parent, "Vinken")
    build_due()
    page = text(desk.post(reverse("vocabulary:preview"), {**ADD, "question": "zwaluwen"}))
    assert "Met deze wijziging" in page and "komt erbij" in page
    assert "1 gevonden, 1 met alle woorden" in page and "2 gevonden, 2 met alle woorden" in page
    assert "zwaluw\nvink" in page.replace("\r", ""), "what was typed is still there"
    assert not VocabularyRule.objects.exists()


def test_the_preview_of_a_change_stores_nothing_either(desk: Client) -> None:
    row = rule()
    approach(coalition(), "Vinken")
    build_due()
    address = reverse("vocabulary:preview_edit", args=[row.pk])
    page = text(desk.post(address, {"said": "zwaluw\nmees", "question": "zwaluwen"}))
    assert "valt weg" in page
    row.refresh_from_db()
    assert row.said == "zwaluw\nvink"


def test_without_a_question_the_first_term_is_tried(desk: Client) -> None:
    assert "Wat dit doet bij “zwaluw”" in text(desk.post(reverse("vocabulary:preview"), ADD))


def test_a_preview_of_a_wrong_rule_says_what_is_wrong(desk: Client) -> None:
    page = text(desk.post(reverse("vocabulary:preview"), {**ADD, "said": "x", "question": "zwaluw"}))
    assert "minstens twee" in page and "Met deze wijziging" not in page


def test_a_preview_that_is_loaded_again_leads_to_the_form(desk: Client) -> None:
    row = rule()
    assert desk.get(reverse("vocabulary:preview")).headers["Location"] == reverse("vocabulary:add")
    again = desk.get(reverse("vocabulary:preview_edit", args=[row.pk]))
    assert again.headers["Location"] == reverse("vocabulary:edit", args=[row.pk])
    nothing = desk.get(reverse("vocabulary:preview_edit", args=[0]), follow=True)
    assert nothing.status_code == 404


def test_a_rule_made_for_a_question_takes_that_off_the_list(desk: Client) -> None:
    AskedInVain.objects.create(day="2026-11-26", question="zwaluw")
    page = text(desk.get(reverse("vocabulary:add"), {"asked": "zwaluw"}))
    assert page.count("zwaluw") >= 3, "said, question to try, and where it came from"
    desk.post(reverse("vocabulary:add"), {"kind": "everyday", "said": "zwaluw", "means": "vink", "asked": "zwaluw"})
    assert HandledQuestion.objects.get().how == "synonym"


def test_nobody_of_a_coalition_reads_or_writes_it(client: Client) -> None:
    row = rule()
    client.force_login(coordinator_of(CoalitionPageFactory()))
    for name, args in (("index", []), ("add", []), ("edit", [row.pk]), ("delete", [row.pk]), ("preview", [])):
        answer = client.post(reverse(f"vocabulary:{name}", args=args), ADD)
        assert answer.status_code in (302, 403, 404, 405), name
    assert list(VocabularyRule.objects.values_list("said", flat=True)) == ["zwaluw\nvink"]


@pytest.mark.parametrize("asked", [{"kind": "bestaat-niet"}, {"asked": "x" * 9_000}, {"asked": "\x00"}])
def test_nonsense_in_the_address_is_no_error(desk: Client, asked: dict[str, str]) -> None:
    assert desk.get(reverse("vocabulary:add"), asked).status_code == 200
    assert desk.get(reverse("vocabulary:index"), {"q": "\x00", "p": "-1", "kind": "x"}).status_code == 200
