"""One line becomes one page, wholly or not at all, and what people did to it since stays."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Page, PageLogEntry
from wagtail.signals import page_published

from accounts.models import User
from approaches.models import ApproachPage
from coalitions.models import NationalPage
from core.text import sections
from exchange.faults import Fault
from exchange.models import ImportedPage
from exchange.reference import Reference
from exchange.rules import ImportItem, parse
from exchange.services import Importer, Taken
from exchange.summary import Outcome
from pages.models import KnowledgePage
from stories.keeping.retention import expire_consents
from stories.models import StoryPage
from tests.exchange.lines import line
from tests.factories.coalitions import CoalitionPageFactory
from tests.factories.places import FormerMunicipalityFactory, MunicipalityFactory
from tests.factories.themes import ThemeFactory

pytestmark = [pytest.mark.django_db, pytest.mark.every_example]


@pytest.fixture(autouse=True)
def known() -> None:
    """A theme and a municipality that lines may name."""
    ThemeFactory(name="Geldzorgen")
    MunicipalityFactory(name="Zaanstad")


def item(**fields: Any) -> ImportItem:
    parsed = parse(3, line(**fields))
    assert isinstance(parsed, ImportItem), parsed
    return parsed


def take(*, dry_run: bool = False, **fields: Any) -> Taken | list[Fault]:
    return Importer(Reference(), dry_run=dry_run).take(item(**fields))


def outcome(**fields: Any) -> Outcome:
    taken = take(**fields)
    assert isinstance(taken, Taken), taken
    return taken.outcome


def notices(**fields: Any) -> list[str]:
    taken = take(**fields)
    assert isinstance(taken, Taken), taken
    return [str(notice) for notice in taken.notices]


def faults(**fields: Any) -> list[str]:
    refused = take(**fields)
    assert isinstance(refused, list), refused
    return [str(fault) for fault in refused]


def imported(external_id: str = "nl-1") -> Any:
    return ImportedPage.objects.get(external_id=external_id).page.specific


def text_of(page: Any, field: str = "body") -> str:
    return " ".join(section.text for section in sections(getattr(page, field)))


def edit(page: Any, **values: Any) -> None:
    """What a user does in the admin: save and publish."""
    for name, value in values.items():
        setattr(page, name, value)
    page.save_revision().publish()


def test_a_line_becomes_a_published_page_with_all_that_it_says() -> None:
    assert outcome(
        kind="research", title="Onderzoek", text="Zin.", themes=["geldzorgen", "budget"], gemeente="Zaanstad",
        date="2021-03", url="https://rivm.nl/x",
    ) is Outcome.NEW  # fmt: skip
    page = KnowledgePage.objects.get(external_id="nl-1")
    assert page.live and page.first_published_at and not page.has_unpublished_changes
    assert (page.title, page.kind, page.content_date, page.source_url) == (
        "Onderzoek", "onderzoek", "2021-03", "https://rivm.nl/x",
    )  # fmt: skip
    assert text_of(page) == "Zin."
    assert page.theme_slugs == ("geldzorgen",)
    assert [tag.name for tag in page.tags.all()] == ["budget"]
    assert page.municipality_names == ("Zaanstad",)
    assert not page.is_example


@pytest.mark.parametrize(
    ("kind", "model", "field"),
    [("approach", ApproachPage, "what_we_do"), ("story", StoryPage, "body"), ("page", KnowledgePage, "body")],
)
def test_the_kind_decides_the_type_of_page(kind: str, model: type[Page], field: str) -> None:
    take(kind=kind, text="Een zin.", url="https://x.nl/")
    page = imported()
    assert type(page) is model
    assert text_of(page, field) == "Een zin."
    assert page.source_url == "https://x.nl/"


def test_another_kind_is_a_knowledge_page_that_shows_the_word() -> None:
    take(kind="Column")
    assert imported().shown_kind == "Column"


def test_a_new_page_is_as_wagtail_publishes_one() -> None:
    heard: list[int] = []

    def hear(instance: Page, **kwargs: Any) -> None:
        heard.append(instance.pk)

    page_published.connect(hear)
    try:
        take(kind="approach", title="Aanpak", themes=["geldzorgen"])
    finally:
        page_published.disconnect(hear)
    page = imported()
    assert heard == [page.pk]
    assert page.live_revision == page.latest_revision == page.revisions.get()
    assert page.latest_revision_created_at == page.latest_revision.created_at
    restored = page.get_latest_revision_as_object()
    assert restored.title == "Aanpak" and restored.theme_slugs == ("geldzorgen",) and restored.live
    actions = PageLogEntry.objects.filter(page=page.pk).order_by("pk").values_list("action", flat=True)
    assert list(actions) == ["wagtail.create", "wagtail.publish"]
    assert Page.find_problems() == ([], [], [], [], [])


def test_the_same_line_again_changes_nothing() -> None:
    take(themes=["geldzorgen"])
    before = Page.objects.values().get(pk=imported().pk)
    assert outcome(themes=["geldzorgen"]) is Outcome.UNCHANGED
    assert Page.objects.values().get(pk=imported().pk) == before
    assert imported().revisions.count() == 1


def test_a_changed_line_makes_a_revision_and_publishes_it() -> None:
    take(title="Eerst", themes=["geldzorgen", "budget"], gemeente="Zaanstad", date="2020")
    assert outcome(title="Daarna", text="Nieuwe tekst.") is Outcome.CHANGED
    page = imported()
    assert (page.title, text_of(page), page.content_date) == ("Daarna", "Nieuwe tekst.", "")
    assert page.theme_slugs == () and page.municipality_names == () and not page.tags.all()
    assert page.revisions.count() == 2 and page.live_revision == page.latest_revision
    assert page.slug == "eerst"  # an address that is known stays
    assert outcome(title="Daarna", text="Nieuwe tekst.") is Outcome.UNCHANGED


def test_what_the_format_does_not_know_of_stays() -> None:
    take(kind="approach", title="Aanpak")
    edit(imported(), phases=["zwangerschap"], maturity="loopt")
    take(kind="approach", title="Anders")
    page = imported()
    assert (page.title, page.phases, page.maturity) == ("Anders", ["zwangerschap"], "loopt")


def test_an_edit_by_hand_is_replaced_stays_in_the_history_and_is_told() -> None:
    take(title="Eerst")
    edit(imported(), title="Met de hand")
    assert notices(title="Daarna") == [
        "3: let op: id: de pagina is hier bewerkt; de tekst uit het bestand komt erover, "
        "de bewerking staat in de geschiedenis"
    ]
    titles = [revision.content["title"] for revision in imported().revisions.order_by("pk")]
    assert titles == ["Eerst", "Met de hand", "Daarna"]
    assert notices(title="Nog eens") == []


def test_an_edit_by_hand_stays_when_the_line_is_the_same() -> None:
    take(title="Eerst")
    edit(imported(), title="Met de hand")
    assert outcome(title="Eerst") is Outcome.UNCHANGED
    assert imported().title == "Met de hand"


def test_an_unpublished_page_gets_the_text_as_a_draft_and_stays_off_the_site() -> None:
    take(title="Eerst")
    imported().unpublish()
    [notice] = notices(title="Daarna")
    assert "van de site gehaald en blijft dat" in notice
    page = imported()
    assert not page.live
    assert page.get_latest_revision_as_object().title == "Daarna"
    assert outcome(title="Daarna") is Outcome.UNCHANGED


def test_the_draft_of_an_unpublished_page_keeps_what_an_editor_wrote_in_it() -> None:
    take(kind="approach", title="Eerst")
    imported().unpublish()
    draft = imported()
    draft.phases = ["zwangerschap"]
    draft.save_revision()
    take(kind="approach", title="Daarna")
    draft = imported().get_latest_revision_as_object()
    assert (draft.title, draft.phases) == ("Daarna", ["zwangerschap"])


def test_a_moved_page_stays_where_it_is() -> None:
    take(title="Eerst")
    elsewhere = CoalitionPageFactory(title="Zaanstad")
    imported().move(elsewhere, pos="last-child")
    [notice] = notices(title="Daarna")
    assert "blijft daar" in notice
    assert imported().get_parent().pk == elsewhere.pk and imported().title == "Daarna"


def test_a_page_that_somebody_locked_is_not_touched() -> None:
    take(title="Eerst")
    Page.objects.filter(pk=imported().pk).update(locked=True)
    assert faults(title="Daarna") == ["3: id: een redacteur heeft de pagina met dit id op slot gezet"]
    assert imported().title == "Eerst"
    assert outcome(title="Eerst") is Outcome.UNCHANGED


def test_what_an_editor_planned_stays_planned() -> None:
    take(title="Eerst")
    page = imported()
    page.title, page.go_live_at = "Gepland", timezone.now() + timedelta(days=2)
    page.save_revision().publish()
    [fault] = faults(title="Daarna")
    assert "staat een versie klaar die op " in fault
    assert imported().title == "Eerst" and imported().scheduled_revision is not None
    assert outcome(title="Eerst") is Outcome.UNCHANGED


def test_a_page_that_was_deleted_comes_back_as_a_new_one() -> None:
    take()
    imported().delete()
    assert outcome() is Outcome.NEW


def test_a_story_whose_permission_is_over_stays_away_whatever_the_line_calls_it(settings: Any, tmp_path: Path) -> None:
    settings.ERASURE_LOG = tmp_path / "erasure.log"
    take(kind="story")
    StoryPage.objects.update(consent_until=timezone.localdate() - timedelta(days=1))
    assert expire_consents(timezone.now()) == 1
    for dry_run, kind in ((True, "story"), (False, "story"), (False, "page")):
        [fault] = faults(kind=kind, dry_run=dry_run)
        assert fault == "3: id: de pagina met dit id is gewist en komt niet terug"
    # No row tells it, which an older backup wouldn't have, and nobody reads in the list what it was.
    assert not ImportedPage.objects.exists() and "nl-1" not in settings.ERASURE_LOG.read_text()
    assert outcome(kind="story", id="nl-2") is Outcome.NEW


def test_a_copy_of_an_imported_page_is_left_alone() -> None:
    take(title="Eerst")
    copy = imported().copy(update_attrs={"slug": "kopie", "title": "Kopie"})
    assert outcome(title="Daarna") is Outcome.CHANGED
    copy.refresh_from_db()
    assert copy.title == "Kopie" and imported().title == "Daarna"


def test_an_older_version_that_is_put_back_does_not_mislead() -> None:
    take(title="Eerst")
    take(title="Daarna")
    page = imported()
    page.revisions.order_by("pk").first().publish()
    assert outcome(title="Daarna") is Outcome.UNCHANGED
    assert outcome(title="Eerst") is Outcome.CHANGED


def test_another_type_of_page_for_the_same_id_is_a_fault() -> None:
    take(kind="approach")
    assert faults(kind="story") == [
        "3: kind: de pagina met dit id is een aanpak, geen verhaal: geef de regel een ander id"
    ]
    assert outcome(kind="approach", title="Nog steeds") is Outcome.CHANGED


def test_another_kind_of_knowledge_is_a_change() -> None:
    take(kind="news")
    assert outcome(kind="column") is Outcome.CHANGED
    assert (imported().kind, imported().kind_label) == ("", "column")


def test_an_unknown_municipality_is_a_fault_and_nothing_is_written() -> None:
    assert faults(gemeente="Nergenshuizen") == ["3: gemeente: onbekende gemeente “Nergenshuizen”"]
    assert not ImportedPage.objects.exists()


def test_of_an_unknown_municipality_those_like_it_are_named() -> None:
    for name in ("Bergen (NH.)", "Bergen (L.)", "Bergen op Zoom", "Heerlen"):
        MunicipalityFactory(name=name)
    [fault] = faults(gemeente="Bergen")
    assert fault.endswith("bedoelt u Bergen (L.), Bergen (NH.) of Bergen op Zoom?")
    [fault] = faults(gemeente="Herlen")
    assert fault.endswith("“Herlen”; bedoelt u Heerlen?")


def test_what_was_divided_is_all_that_it_went_on_in_and_told() -> None:
    places = [MunicipalityFactory(name=name) for name in ("Oisterwijk", "Boxtel")]
    FormerMunicipalityFactory(name="Haaren", successors=places)
    assert notices(gemeente="Haaren") == ["3: let op: gemeente: “Haaren” hoort bij Oisterwijk en Boxtel"]
    assert [place.name for place in imported().municipalities.all()] == ["Boxtel", "Oisterwijk"]


@pytest.mark.parametrize("name", ["'s-Gravenhage", "gemeente Den Haag", "GM0518", "0518"])
def test_a_name_of_today_is_no_notice(name: str) -> None:
    MunicipalityFactory(name="'s-Gravenhage", code="GM0518", aliases=["Den Haag"])
    assert notices(gemeente=name) == []


def test_an_unknown_theme_is_a_tag_and_told_once() -> None:
    assert notices(themes=["Budgetcoach", "geldzorgen", "BUDGETCOACH"]) == [
        "3: let op: themes: onbekend thema “Budgetcoach” wordt een trefwoord"
    ]


def test_a_theme_by_slug_and_by_name_counts_once() -> None:
    take(themes=["geldzorgen", "Geldzorgen"])
    assert imported().theme_slugs == ("geldzorgen",)


def test_a_page_goes_below_the_coalition_of_its_municipality() -> None:
    coalition = CoalitionPageFactory(title="Zaanstad", municipalities=[MunicipalityFactory(name="Zaanstad")])
    take(kind="story", gemeente="Zaanstad")
    assert imported().get_parent().pk == coalition.pk


def test_pages_of_the_same_title_get_addresses_of_their_own() -> None:
    for number in range(8):
        take(id=f"nl-{number}", title="Nieuws")
    slugs = [imported(f"nl-{number}").slug for number in range(8)]
    assert slugs[:5] == ["nieuws", "nieuws-2", "nieuws-3", "nieuws-4", "nieuws-5"]
    assert len(set(slugs)) == 8


@pytest.mark.parametrize(
    ("title", "external_id", "slug"),
    [
        ("Súdwest-Fryslân & één", "a", "sudwest-fryslan-een"),
        ("!!!", "NL 9", "nl-9"),
        ("مرحبا", "؟", "pagina"),
        ("woord " * 40, "a", "woord-" * 9 + "woord"),
        ("Tien " + "x" * 80, "a", "tien"),
        ("x" * 80, "a", "x" * 60),
    ],
)
def test_an_address_is_readable_and_short(title: str, external_id: str, slug: str) -> None:
    take(id=external_id, title=title)
    assert imported(external_id).slug == slug


@pytest.mark.parametrize("field", ["title", "text"])
def test_html_in_a_field_never_runs(field: str) -> None:
    take(**{field: "<b>Vet</b> <script>alert(1)</script>"})
    page = imported()
    assert "<script" not in str(page.body) or field == "title"
    assert "script" not in text_of(page)


def test_a_dry_run_says_the_same_and_writes_nothing(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    cases: list[dict[str, Any]] = [
        {"id": "nieuw", "themes": ["onbekend"]}, {"id": "oud", "title": "Anders"}, {"id": "gelijk"},
        {"id": "fout", "gemeente": "Nergens"}, {"id": "oud", "kind": "story"},
    ]  # fmt: skip
    take(id="oud")
    take(id="gelijk")
    before = list(Page.objects.values())
    said = [take(dry_run=True, **case) for case in cases]
    assert list(Page.objects.values()) == before and ImportedPage.objects.count() == 2
    assert [take(**case) for case in cases] == said


def test_a_line_that_fails_halfway_leaves_nothing(monkeypatch: pytest.MonkeyPatch, django_db_blocker: Any) -> None:
    def fail(*args: Any, **kwargs: Any) -> None:
        raise IntegrityError("de rij bestaat al")

    monkeypatch.setattr(ImportedPage.objects, "create", fail)
    pages = Page.objects.count()
    assert faults() == ["3: iets anders schrijft steeds op dezelfde plaats; probeer het later opnieuw"]
    assert Page.objects.count() == pages
    assert Page.find_problems() == ([], [], [], [], [])


@pytest.mark.parametrize("alike", [0, 5])
def test_a_line_that_another_import_took_meanwhile_is_looked_at_again(alike: int) -> None:
    """Also where so many have this title that the address is one of its id, and taken with it."""
    for number in range(alike):
        take(id=f"nl-1{number}", title="Eerst")
    importer = Importer(Reference())
    fresh = item(title="Eerst")
    plan: Callable[[ImportItem], Any] = importer._plan
    overtaken: list[bool] = []

    def overtake(planned: ImportItem) -> Any:
        """Between looking and writing, another import takes the same line."""
        result = plan(planned)
        if not overtaken:
            overtaken.append(True)
            take(title="Eerst")
        return result

    importer._plan = overtake  # type: ignore[method-assign]
    taken = importer.take(fresh)
    assert isinstance(taken, Taken) and taken.outcome is Outcome.UNCHANGED
    assert KnowledgePage.objects.filter(external_id="nl-1").count() == 1


def test_importing_one_more_line_costs_a_fixed_number_of_queries(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    importer = Importer(Reference())
    importer.take(item(id="eerste", themes=["geldzorgen"], gemeente="Zaanstad"))
    with django_assert_max_num_queries(85):
        importer.take(item(id="tweede", themes=["geldzorgen"], gemeente="Zaanstad"))
    with django_assert_max_num_queries(1):
        importer.take(item(id="tweede", themes=["geldzorgen"], gemeente="Zaanstad"))


def test_the_owner_of_a_page_and_its_parent_are_not_touched() -> None:
    user = User.objects.create_user("redacteur@voorbeeld.test")
    before = NationalPage.objects.get().latest_revision
    take(title="Eerst")
    Page.objects.filter(pk=imported().pk).update(owner=user)
    take(title="Daarna")
    assert imported().owner == user
    assert NationalPage.objects.get().latest_revision == before
