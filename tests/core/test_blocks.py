"""The blocks of a body: clean whatever the way in, rendered alone, and silent about what may not be seen."""

import json
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.template.loader import get_template
from django.test import RequestFactory
from wagtail.blocks import RawHTMLBlock, StaticBlock
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.embeds.blocks import EmbedBlock
from wagtail.models import Page, PageViewRestriction

from accounts.models import User
from core.blocks import BodyBlock, CleanRichTextBlock, LinkCardBlock
from tests.factories.core import ImageFactory
from tests.factories.pages import StandardPageFactory
from tests.xss import BLOCKS, CORPUS, assert_harmless

KINDS = ["paragraph", "quote", "picture", "list", "callout", "link_card"]


def body(*blocks: tuple[str, Any]) -> Any:
    return BodyBlock().to_python([{"type": kind, "value": value, "id": f"id-{kind}"} for kind, value in blocks])


def render(kind: str, value: Any, request: HttpRequest | None = None) -> str:
    return str(body((kind, value)).render_as_block({"request": request} if request else {})).strip()


def request_of(user: Any) -> HttpRequest:
    request = RequestFactory().get("/")
    request.user = user
    request.session = {}  # type: ignore[assignment]
    return request


def card(**fields: Any) -> dict[str, Any]:
    return {"page": None, "url": "", "title": "Kaart", "text": "Toelichting", **fields}


def test_there_are_these_blocks_and_no_raw_html_table_or_embed() -> None:
    assert list(BodyBlock().child_blocks) == KINDS
    for block in BodyBlock().child_blocks.values():
        for part in (block, *getattr(block, "child_blocks", {}).values()):
            assert not isinstance(part, RawHTMLBlock | TableBlock | EmbedBlock | StaticBlock)


@pytest.mark.parametrize("kind", KINDS)
def test_each_block_has_a_dutch_label_an_icon_and_a_template_of_its_own(kind: str) -> None:
    block = BodyBlock().child_blocks[kind]

    assert block.label[0].isupper() and block.label.lower().replace(" ", "_") != kind
    assert block.meta.icon not in ("", "placeholder")
    assert block.meta.template == f"blocks/{kind}.html"
    source = get_template(block.meta.template).template.source  # type: ignore[attr-defined]
    assert "style=" not in source and "<script" not in source


def values(text: str) -> dict[str, Any]:
    """Each block with this text in every place that takes text."""
    return {
        "paragraph": text,
        "quote": {"text": text, "attribution": text},
        "picture": {"image": {"image": None, "alt_text": text, "decorative": False}, "caption": text},
        "list": [{"type": "item", "value": text, "id": "x"}],
        "callout": {"title": text, "text": text},
        "link_card": card(url=text, title=text, text=text),
    }


@pytest.mark.parametrize("attack", CORPUS)
@pytest.mark.parametrize("kind", KINDS)
def test_an_attack_in_stored_data_is_clean_before_it_is_stored_again(kind: str, attack: str) -> None:
    prepared = BodyBlock().get_prep_value(body((kind, values(attack)[kind])))[0]["value"]

    if kind == "paragraph":
        assert_harmless(prepared)
    if kind == "callout":
        assert_harmless(prepared["text"])
    if kind == "link_card":
        assert prepared["url"] == ""


@pytest.mark.django_db
@pytest.mark.usefixtures("media")
@pytest.mark.parametrize("attack", CORPUS)
@pytest.mark.parametrize("kind", KINDS)
def test_an_attack_never_reaches_a_reader(kind: str, attack: str) -> None:
    value = values(attack)[kind]
    if kind == "picture":
        # No form takes a NUL in a plain field, and PostgreSQL stores none.
        value["image"]["image"] = ImageFactory(credit=attack.replace("\x00", "")).pk
    stored = BodyBlock().get_prep_value(body((kind, value)))

    assert_harmless(str(BodyBlock().to_python(stored).render_as_block({})), BLOCKS)


def test_rich_text_is_clean_from_a_form_too() -> None:
    block = CleanRichTextBlock()

    assert block.value_from_form("<p onclick=x>a<script>b</script></p>").source == "<p>a</p>"
    assert block.get_prep_value(block.normalize("<p onclick=x>a</p>")) == "<p>a</p>"


def test_headings_are_for_paragraphs_only() -> None:
    html = "<h2>Kop</h2>"
    prepared = BodyBlock().get_prep_value(body(("paragraph", html), ("callout", {"title": "T", "text": html})))

    assert prepared[0]["value"] == "<h2>Kop</h2>"
    assert prepared[1]["value"]["text"] == "<p>Kop</p>"


def test_storing_needs_no_query() -> None:  # there is no database in this test
    value = body(("picture", {"image": {"image": 1, "alt_text": "x", "decorative": False}, "caption": ""}))

    assert BodyBlock().get_prep_value(value)[0]["value"]["image"]["image"] == 1


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("raw", [None, 5, [], {"text": 5}])
def test_odd_stored_data_is_stored_without_an_error(kind: str, raw: Any) -> None:
    BodyBlock().get_prep_value(body((kind, raw)))


def test_a_block_that_no_longer_exists_is_dropped() -> None:
    assert len(body(("raw_html", "<script>"), ("paragraph", "<p>x</p>"))) == 1


def test_a_quote_names_who_said_it() -> None:
    html = render("quote", {"text": "Zo is het", "attribution": "een moeder"})

    assert html.startswith('<figure class="block-quote">')
    assert "<blockquote><p>Zo is het</p></blockquote>" in html and "<figcaption>een moeder</figcaption>" in html
    assert "figcaption" not in render("quote", {"text": "Zo is het", "attribution": ""})


def test_a_list_is_a_list() -> None:
    html = render("list", ["een", "twee & drie"])

    assert html.startswith('<ul class="block-list">')
    assert "<li>een</li>" in html and "<li>twee &amp; drie</li>" in html


def test_a_callout_has_its_title_and_text() -> None:
    html = render("callout", {"title": "Let op", "text": "<p>Bel <b>112</b></p>"})

    assert 'class="callout"' in html and "Let op" in html and "<b>112</b>" in html


@pytest.mark.django_db
@pytest.mark.usefixtures("media")
class TestPicture:
    def value(self, **fields: Any) -> dict[str, Any]:
        image = {"image": ImageFactory(credit="Een tekenaar").pk, "alt_text": "Twee handen", "decorative": False}
        return {"image": {**image, **fields}, "caption": "Bijschrift"}

    def test_it_has_the_alternative_text_of_this_place_and_its_maker(self) -> None:
        for html in (render("picture", self.value()), render("picture", self.value())):
            assert html.startswith('<figure class="block-picture">')
            assert 'alt="Twee handen"' in html and "Bijschrift" in html and "Beeld: Een tekenaar" in html
            assert 'loading="lazy"' in html and "image/webp" in html and "style=" not in html

    def test_a_decorative_one_has_an_empty_alternative_text(self) -> None:
        assert 'alt=""' in render("picture", self.value(decorative=True))

    def test_one_that_was_deleted_shows_nothing(self) -> None:
        assert render("picture", self.value(image=999_999)) == ""

    def test_it_must_have_an_alternative_text_or_be_decorative(self) -> None:
        block = BodyBlock().child_blocks["picture"]

        block.clean(block.to_python(self.value()))
        block.clean(block.to_python(self.value(alt_text="", decorative=True)))
        with pytest.raises(ValidationError):
            block.clean(block.to_python(self.value(alt_text="")))


class TestLinkCardForm:
    def errors(self, **fields: Any) -> list[str]:
        block = LinkCardBlock()
        try:
            block.clean(block.normalize(card(**fields)))
        except ValidationError as error:
            return list(error.block_errors)  # type: ignore[attr-defined]
        return []

    @pytest.mark.django_db
    def test_it_takes_one_page_or_one_address(self) -> None:
        page = Page.objects.get(depth=1)

        assert self.errors(url="https://www.voorbeeld.nl/") == []
        assert self.errors(page=page, title="") == []
        assert self.errors() == ["page"]
        assert self.errors(url="https://www.voorbeeld.nl/", title="") == ["title"]
        assert self.errors(page=page, url="https://www.voorbeeld.nl/") == ["url"]

    @pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://x.nl/", "/intern/", "geen adres"])
    def test_an_address_is_of_the_web(self, url: str) -> None:
        assert self.errors(url=url) == ["url"]

    def test_a_draft_may_be_unfinished(self) -> None:
        block = LinkCardBlock()
        block.defer_required_validation()

        block.clean(block.normalize(card(title="")))


def test_a_card_to_an_address_links_there() -> None:
    html = render("link_card", card(url="https://www.voorbeeld.nl/?a=1&b=2"))

    assert html.startswith('<div class="link-card">')
    assert 'href="https://www.voorbeeld.nl/?a=1&amp;b=2"' in html and "Kaart" in html and "Toelichting" in html


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "", None])
def test_a_card_with_a_stored_address_that_is_none_shows_nothing(url: Any) -> None:
    assert render("link_card", card(url=url)) == ""


@pytest.mark.django_db
class TestCardToAPage:
    @pytest.fixture
    def page(self) -> Page:
        return StandardPageFactory(title="Over ons", slug="over-ons-kaart")

    @staticmethod
    def restrict(page: Page, kind: str) -> Group:
        group = Group.objects.create(name="Leden")
        restriction = PageViewRestriction.objects.create(page=page, restriction_type=kind)
        if kind == "groups":
            restriction.groups.add(group)
        return group

    @staticmethod
    def member(*groups: Group) -> User:
        user = User.objects.create_user("iemand@voorbeeld.test", "een-lang-wachtwoord")
        user.groups.set(groups)
        return user

    def test_everybody_sees_a_public_page(self, page: Page) -> None:
        for request in (None, request_of(AnonymousUser())):
            html = render("link_card", card(page=page.pk, title=""), request)
            assert "/over-ons-kaart/" in html and "Over ons" in html

    @pytest.mark.parametrize("kind", ["login", "groups"])
    def test_a_stranger_sees_nothing_of_a_private_page(self, page: Page, kind: str) -> None:
        self.restrict(page, kind)

        for request in (None, request_of(AnonymousUser())):
            assert render("link_card", card(page=page.pk), request) == ""

    def test_nor_of_a_page_below_a_private_one(self, page: Page) -> None:
        below = StandardPageFactory(parent=page)
        self.restrict(page, "login")

        assert render("link_card", card(page=below.pk), request_of(AnonymousUser())) == ""

    def test_somebody_of_another_group_sees_nothing(self, page: Page) -> None:
        self.restrict(page, "groups")

        assert render("link_card", card(page=page.pk), request_of(self.member())) == ""

    def test_a_member_sees_it(self, page: Page) -> None:
        group = self.restrict(page, "groups")

        assert "/over-ons-kaart/" in render("link_card", card(page=page.pk), request_of(self.member(group)))

    def test_a_draft_shows_nothing(self, page: Page) -> None:
        page.unpublish()

        assert render("link_card", card(page=page.pk), request_of(AnonymousUser())) == ""

    def test_a_deleted_page_shows_nothing(self, page: Page) -> None:
        number = page.pk
        page.delete()

        assert render("link_card", card(page=number), request_of(AnonymousUser())) == ""

    def test_cards_cost_no_more_than_a_query_each(self, page: Page, django_assert_max_num_queries: Any) -> None:
        request = request_of(AnonymousUser())
        render("link_card", card(page=page.pk), request)  # the paths of the sites are remembered
        many = body(*[("link_card", card(page=page.pk))] * 6)

        with django_assert_max_num_queries(1 + 6):
            many.render_as_block({"request": request})


def test_a_body_renders_its_blocks_one_after_the_other() -> None:
    html = str(body(("paragraph", "<p>een</p>"), ("list", ["twee"])).render_as_block({}))

    assert html.index("een") < html.index("twee")
    assert '<div class="block-paragraph"><p>een</p></div>' in html


def test_a_body_goes_through_the_database_unchanged() -> None:
    raw = json.loads(json.dumps([{"type": "paragraph", "value": "<p>een</p>", "id": "a"}]))

    assert BodyBlock().get_prep_value(BodyBlock().to_python(raw)) == raw
