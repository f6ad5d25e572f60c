"""Hints stand in the preview of every type of page, among Wagtail's checks, and nowhere else."""

import json
from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse
from wagtail.models import Comment

from approaches.models import ApproachPage
from core.plain_language import HintKind
from core.writing import hints_on, words_on
from editorial.content_checks import HELP, PlainLanguageItem, rule_id
from tests.factories.approaches import ApproachPageFactory, block
from tests.factories.coalitions import CoalitionPageFactory, editor
from tests.factories.core import ImageFactory
from tests.factories.pages import KnowledgePageFactory
from tests.factories.stories import StoryPageFactory

pytestmark = pytest.mark.django_db

JARGON = "Wij implementeren dit."


def body(*blocks: tuple[str, Any]) -> str:
    return json.dumps([{"type": kind, "value": value} for kind, value in blocks])


def paragraph(html: str = f"<p>{JARGON}</p>") -> str:
    return body(("paragraph", html))


def draft_of(desk: Client, page: Any) -> str:
    """The page as its preview shows it."""
    page.save_revision()
    return desk.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk])).content.decode()


PAGES = {
    "approach": lambda: ApproachPageFactory(what_we_do=paragraph()),
    "story": lambda: StoryPageFactory(body=paragraph()),
    "coalition": lambda: CoalitionPageFactory(ambitions=paragraph()),
    "knowledge": lambda: KnowledgePageFactory(body=paragraph()),
}


@pytest.mark.parametrize("kind", PAGES)
def test_every_type_has_hints_in_its_preview_and_none_on_the_site(desk: Client, kind: str) -> None:
    page = PAGES[kind]()
    shown = draft_of(desk, page)
    assert "Tips voor deze tekst" in shown
    assert 'data-hint="jargon" title="Liever: invoeren."' in shown
    for reader in (desk, Client()):
        public = reader.get(page.url).content.decode()
        assert JARGON in public
        assert "data-hint" not in public
        assert "wagtail-userbar" not in public


def test_a_plain_page_has_none(desk: Client) -> None:
    shown = draft_of(desk, StoryPageFactory(body=paragraph("<p>Wij drinken koffie.</p>")))
    assert "Tips voor deze tekst" not in shown


def test_hints_stop_nobody(desk: Client) -> None:
    page = StoryPageFactory(body=paragraph())
    page.save_revision().publish()
    assert type(page).objects.get(pk=page.pk).live


def test_a_hint_says_in_which_field_it_is() -> None:
    page = ApproachPageFactory(title="Implementatie", what_we_do=paragraph("<p>Outreachend werken.</p>"))
    assert [(hint.found, hint.where) for hint in hints_on(page)] == [
        ("Implementatie", "Titel"), ("Outreachend", "Wat u doet"),
    ]  # fmt: skip


def test_the_parts_of_a_page_are_read_too() -> None:
    page = ApproachPageFactory(
        building_blocks=[
            block(needs_people="Stakeholders."),
            block("Twee", pitfalls=[("Geen draagvlak.", "Commitment.")]),
        ]
    )
    assert {hint.found for hint in hints_on(page)} == {"Stakeholders", "draagvlak", "Commitment"}


def test_two_blocks_of_one_name_are_told_apart() -> None:
    page = ApproachPageFactory(building_blocks=[block("Belroute"), block("Bellen"), block(" belroute"), block("")])
    assert [(hint.kind, hint.found, hint.where) for hint in hints_on(page)] == [
        (HintKind.SAME_NAME, "belroute", "Bouwsteen")
    ]


def test_the_same_word_is_one_hint() -> None:
    page = ApproachPageFactory(need=paragraph(), what_we_do=paragraph(), results=paragraph())
    assert len(hints_on(page)) == 1


def test_links_and_pictures_in_the_text() -> None:
    bare, described = ImageFactory(title="foto.jpg"), ImageFactory(credit="GGD", people="niemand")
    page = StoryPageFactory(
        body=body(
            ("paragraph", '<p>Zie <a href="https://rivm.nl">klik hier</a>.</p>'),
            ("picture", {"image": {"image": bare.pk, "decorative": False, "alt_text": ""}, "caption": ""}),
            ("picture", {"image": {"image": described.pk, "decorative": False, "alt_text": "Een box"}, "caption": ""}),
        )
    )
    assert [(hint.kind, hint.found) for hint in hints_on(page)] == [
        (HintKind.LINK, "klik hier"),
        (HintKind.ALT, "foto.jpg"),
        (HintKind.CREDIT, "foto.jpg"),
        (HintKind.CONSENT, "foto.jpg"),
    ]


def test_the_picture_of_the_page() -> None:
    page = StoryPageFactory(picture=ImageFactory(title="foto.jpg", description=""))
    assert [hint.kind for hint in hints_on(page)] == [HintKind.ALT, HintKind.CREDIT, HintKind.CONSENT]
    page.picture_alt = "Een box"
    assert HintKind.ALT not in [hint.kind for hint in hints_on(page)]


def test_what_somebody_wrote_is_shown_as_text(desk: Client) -> None:
    page = StoryPageFactory(title='<script>implementatie</script>"', slug="xss")
    shown = draft_of(desk, page)
    assert "<script>implementatie" not in shown


def test_each_kind_of_hint_is_a_rule_with_words_of_ours() -> None:
    configuration = PlainLanguageItem(in_editor=True).get_axe_configuration(RequestFactory().get("/"))
    rules = {rule["id"]: rule for rule in configuration["spec"]["rules"]}
    for kind in HintKind:
        assert rules[rule_id(kind)]["selector"] == f'[data-hint="{kind.slug}"]'
        assert rule_id(kind) in configuration["options"]["runOnly"]
        assert configuration["messages"][rule_id(kind)] == {"error_name": kind.label, "help_text": HELP[kind]}
    assert "alt-text-quality" in configuration["options"]["runOnly"]  # Wagtail's own are still there


def test_the_editor_is_given_these_rules(desk: Client) -> None:
    page = StoryPageFactory()
    content = desk.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert rule_id(HintKind.JARGON) in content


def test_the_words_that_count_are_those_of_the_writer(desk: Client) -> None:
    page = ApproachPageFactory(
        title="Eén loket",
        summary="Drie hele woorden.",
        what_we_do=paragraph("<p>Wij bellen 74 ouders &amp; <b>luisteren</b>.</p>"),
        building_blocks=[block(title="Nooit", description="", needs_people="Eén coach.")],
    )
    assert words_on(page) == 3 + 5 + 2
    assert 'data-written-words="10"' in draft_of(desk, page)
    assert words_on(ApproachPage()) == 0


def test_what_an_editor_remarks_on_a_page_is_not_what_its_writer_wrote() -> None:
    page = StoryPageFactory(title="Box", summary="", body=paragraph("<p>Wij drinken koffie.</p>"))
    page.wagtail_admin_comments.add(Comment(user=editor(), text=JARGON, contentpath="summary"))
    assert words_on(page) == 3
    assert hints_on(page) == []
