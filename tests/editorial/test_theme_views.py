"""A theme on many pages at once: as versions, drafts stay drafts, each page by its own right."""

from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from accounts.models import User
from approaches.confirmation.services import give_up, open_request
from approaches.models import ApproachPage
from coalitions.models import CoalitionPage
from editorial import theme_undo, theme_views
from editorial.services import Outcome, ThemeChange, change_theme
from search.api import SearchRequest, build_due, search
from stories.models import StoryPage
from tests.factories.approaches import ApproachPageFactory
from tests.factories.coalitions import CoalitionPageFactory, coordinator_of, editor, member_of
from tests.factories.marks import published, years_ago
from tests.factories.stories import StoryPageFactory
from tests.factories.themes import ThemeFactory
from themes.models import FormerTheme, Theme

pytestmark = pytest.mark.django_db


@pytest.fixture
def _small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """A few pages are several steps."""
    monkeypatch.setattr(theme_views, "PAGES_PER_STEP", 5)


@pytest.fixture
def theme() -> Theme:
    return ThemeFactory(name="Geldzorgen")


def themes_of(page: Any) -> list[str]:
    return [theme.slug for theme in page.themes.all()]


def fresh(page: Any) -> Any:
    return type(page).objects.get(pk=page.pk)


def change(desk: Client, about: Theme, kind: str = "aanpakken", query: str = "", **form: Any) -> Any:
    """Send the form below the list, and go on until it is done."""
    form = {"theme": about.slug, "action": "add", "scope": "chosen", **form}
    response = desk.post(f"{reverse('editorial_change_themes', args=[kind])}?{query}", form)
    while b"data-go-on" in response.content:
        response = desk.post(reverse("editorial_continue_change"))
    return response


def said(response: Any) -> str:
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def test_chosen_pages_get_the_theme_as_a_version(desk: Client, redactie: User, theme: Theme) -> None:
    chosen, other = ApproachPageFactory(title="Gekozen"), ApproachPageFactory(title="Niet gekozen")
    response = change(desk, theme, page=[chosen.pk])
    assert themes_of(fresh(chosen)) == ["geldzorgen"]
    assert themes_of(fresh(other)) == []
    latest = fresh(chosen).latest_revision
    assert (latest.user, latest.content["themes"]) == (redactie, [theme.pk])
    assert PageLogEntry.objects.filter(page=chosen.pk, user=redactie, action="wagtail.publish").exists()
    assert "“Geldzorgen” is toegevoegd aan 1 pagina (“Gekozen”)" in said(response)


def test_the_index_follows(desk: Client, theme: Theme) -> None:
    page = ApproachPageFactory(title="Gekozen")
    build_due()
    change(desk, theme, page=[page.pk])
    build_due()
    assert search(SearchRequest(chosen={"theme": frozenset({"geldzorgen"})})).total == 1
    change(desk, theme, page=[page.pk], action="remove")
    build_due()
    assert search(SearchRequest(chosen={"theme": frozenset({"geldzorgen"})})).total == 0


@pytest.mark.usefixtures("_small_steps")
def test_the_whole_list_is_what_its_filters_leave(desk: Client, theme: Theme) -> None:
    running = [ApproachPageFactory(maturity="loopt") for _ in range(12)]
    idea = ApproachPageFactory(maturity="idee")
    response = change(desk, theme, query="maturity=loopt", scope="all")
    assert all(themes_of(fresh(page)) == ["geldzorgen"] for page in running)
    assert themes_of(fresh(idea)) == []
    assert "12 pagina’s" in said(response)
    assert "en 2 andere" in said(response)
    assert response["Location"].endswith("?maturity=loopt")


@pytest.mark.usefixtures("_small_steps")
def test_long_work_says_how_far_it_is(desk: Client, theme: Theme) -> None:
    pages = [ApproachPageFactory().pk for _ in range(7)]
    response = desk.post(
        reverse("editorial_change_themes", args=["aanpakken"]),
        {"theme": theme.slug, "action": "add", "scope": "chosen", "page": pages},
    )
    assert "5 van 7" in response.content.decode()
    assert ApproachPage.objects.filter(themes=theme).count() == 5


def test_words_of_a_draft_stay_off_the_site(desk: Client, theme: Theme) -> None:
    page = ApproachPageFactory(title="Zoals het is")
    page.title = "Nog niet af"
    page.save_revision()
    change(desk, theme, page=[page.pk])
    live = fresh(page)
    assert (live.title, themes_of(live), live.has_unpublished_changes) == ("Zoals het is", ["geldzorgen"], True)
    draft = live.get_latest_revision_as_object()
    assert (draft.title, themes_of(draft)) == ("Nog niet af", ["geldzorgen"])


def test_a_page_that_was_never_published_stays_a_draft(desk: Client, theme: Theme) -> None:
    page = StoryPageFactory(live=False)
    page.save_revision()
    change(desk, theme, kind="verhalen", page=[page.pk])
    assert not fresh(page).live
    assert themes_of(fresh(page).get_latest_revision_as_object()) == ["geldzorgen"]


def test_what_was_so_already_gets_no_version(desk: Client, theme: Theme) -> None:
    page = ApproachPageFactory(title="Al zo", themes=[theme])
    response = change(desk, theme, page=[page.pk])
    assert fresh(page).latest_revision is None
    assert "had het al zo" in said(response)
    assert "Er is niets veranderd" in said(response)


def test_a_locked_page_is_left_alone(desk: Client, redactie: User, theme: Theme) -> None:
    page = ApproachPageFactory(locked=True, locked_by=User.objects.create_user("ander@voorbeeld.test"))
    assert "is vergrendeld" in said(change(desk, theme, page=[page.pk]))
    assert themes_of(fresh(page)) == []


def test_a_story_that_lacks_an_answer_about_people_holds_up_no_other(desk: Client, theme: Theme) -> None:
    """As one of an import does, which asks nobody."""
    unasked, asked = StoryPageFactory(title="Niet gevraagd", people=""), StoryPageFactory(people="niemand")
    told = said(change(desk, theme, "verhalen", page=[unasked.pk, asked.pk]))
    assert "mist het antwoord of mensen erin te herkennen zijn" in told and "Niet gevraagd" in told
    assert (themes_of(fresh(unasked)), themes_of(fresh(asked))) == ([], [theme.slug])


def test_a_draft_that_can_no_longer_be_kept_holds_up_no_other(desk: Client, theme: Theme) -> None:
    """Since another page took the address that it has in mind."""
    coalition = CoalitionPageFactory()
    stuck, other = ApproachPageFactory(parent=coalition, title="Zit vast"), ApproachPageFactory()
    stuck.slug = "een-loket"
    stuck.save_revision()
    ApproachPageFactory(parent=coalition, slug="een-loket")
    told = said(change(desk, theme, page=[stuck.pk, other.pk]))
    assert "kan zo niet bewaard worden" in told and "Zit vast" in told
    assert (themes_of(fresh(stuck)), themes_of(fresh(other))) == ([], ["geldzorgen"])


def test_a_copy_that_follows_another_page_holds_up_none_either(desk: Client, theme: Theme) -> None:
    copied = ApproachPageFactory(title="Eén loket")
    alias = copied.create_alias(update_slug="kopie")
    assert "kopie" in said(change(desk, theme, page=[alias.pk]))
    assert themes_of(fresh(alias)) == []
    change(desk, theme, page=[copied.pk])
    assert themes_of(fresh(alias)) == ["geldzorgen"]


def test_a_page_that_waits_for_somebodys_yes_goes_on_waiting(desk: Client, theme: Theme) -> None:
    coalition = CoalitionPageFactory()
    coordinator_of(coalition)
    user = member_of(coalition)
    page = ApproachPageFactory(parent=coalition, live=False)
    page.save_revision(user=user)
    page.get_workflow().start(fresh(page), user)
    assert "wacht op iemands akkoord" in said(change(desk, theme, page=[page.pk]))
    assert fresh(page).workflow_in_progress
    assert themes_of(fresh(page).get_latest_revision_as_object()) == []


def test_a_theme_of_the_editors_is_no_word_of_the_coalition(desk: Client, theme: Theme) -> None:
    page = published(at=years_ago(2))
    asked = open_request(page_id=page.pk, now=years_ago(0.5))
    give_up(request=asked, now=years_ago(0.2))
    change(desk, theme, page=[page.pk])
    page = fresh(page)
    assert themes_of(page) == ["geldzorgen"]
    assert page.last_published_at < years_ago(1.5)
    assert page.marks[-1].short.startswith("geen reactie sinds")


def test_a_page_that_went_away_meanwhile_is_told(desk: Client, theme: Theme) -> None:
    assert "bestaat niet meer" in said(change(desk, theme, page=[999_999]))


def test_a_page_of_another_type_is_none_of_this_list(desk: Client, theme: Theme) -> None:
    story = StoryPageFactory()
    assert "bestaat niet meer" in said(change(desk, theme, kind="aanpakken", page=[story.pk]))
    assert themes_of(StoryPage.objects.get(pk=story.pk)) == []


def test_each_page_asks_for_the_right_to_it(theme: Theme) -> None:
    mine, theirs = CoalitionPageFactory(), CoalitionPageFactory()
    user = coordinator_of(mine)
    own, other = ApproachPageFactory(parent=mine), ApproachPageFactory(parent=theirs)
    asked = ThemeChange(theme, True, user)
    assert change_theme(change=asked, model=ApproachPage, pk=own.pk) == Outcome.CHANGED
    assert change_theme(change=asked, model=ApproachPage, pk=other.pk) == Outcome.NOT_ALLOWED
    member = ThemeChange(ThemeFactory(), True, member_of(mine))
    assert change_theme(change=member, model=ApproachPage, pk=own.pk) == Outcome.NOT_ALLOWED
    assert themes_of(fresh(other)) == []


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ({"page": []}, "Kruis eerst aan"),
        ({"theme": "", "page": ["1"]}, "Kies een thema"),
        ({"page": ["1", "x"]}, "x"),
    ],
)
def test_what_is_missing_is_said(desk: Client, theme: Theme, form: dict[str, Any], expected: str) -> None:
    ApproachPageFactory()
    response = change(desk, theme, **form)
    assert response.status_code == 302
    assert expected in said(response)
    assert not ApproachPage.objects.filter(themes=theme).exists()


def test_only_editors_change_and_only_by_sending_the_form(client: Client, theme: Theme) -> None:
    coalition: CoalitionPage = CoalitionPageFactory()
    page = ApproachPageFactory(parent=coalition)
    client.force_login(coordinator_of(coalition))
    change(client, theme, page=[page.pk])
    assert themes_of(fresh(page)) == []
    assert client.get(reverse("editorial_change_themes", args=["aanpakken"])).status_code == 405


def test_there_are_no_other_lists(desk: Client, theme: Theme) -> None:
    assert change(desk, theme, kind="gebruikers").status_code == 404


def undo(desk: Client) -> Any:
    response = desk.post(reverse("editorial_undo_change"))
    while b"data-go-on" in response.content:
        response = desk.post(reverse("editorial_continue_change"))
    return response


class TestUndo:
    """One button gives back exactly the themes of before."""

    def test_who_had_the_theme_already_keeps_it(self, desk: Client, theme: Theme) -> None:
        other = ThemeFactory(name="Ander")
        had, lacked = ApproachPageFactory(themes=[theme]), ApproachPageFactory(themes=[other])
        change(desk, theme, page=[had.pk, lacked.pk])
        assert "Maak dit ongedaan" in desk.get(reverse("editorial_approaches")).content.decode()
        response = undo(desk)
        assert (themes_of(fresh(had)), themes_of(fresh(lacked))) == (["geldzorgen"], ["ander"])
        assert "“Geldzorgen” is weer weggehaald bij 1 pagina" in said(response)
        assert "Maak dit ongedaan" not in desk.get(reverse("editorial_approaches")).content.decode()

    @pytest.mark.usefixtures("_small_steps")
    def test_what_was_taken_away_comes_back(self, desk: Client, theme: Theme) -> None:
        pages = [ApproachPageFactory(themes=[theme]) for _ in range(7)]
        never = ApproachPageFactory()
        change(desk, theme, action="remove", page=[page.pk for page in (*pages, never)])
        undo(desk)
        assert all(themes_of(fresh(page)) == ["geldzorgen"] for page in pages)
        assert themes_of(fresh(never)) == []

    def test_a_draft_and_what_is_on_the_site_each_get_back_their_own(self, desk: Client, theme: Theme) -> None:
        page = ApproachPageFactory()
        page.themes = [theme]
        page.save_revision()  # the draft has it, the site hasn't
        change(desk, theme, page=[page.pk])
        assert themes_of(fresh(page)) == ["geldzorgen"]
        undo(desk)
        assert themes_of(fresh(page)) == []
        assert themes_of(fresh(page).get_latest_revision_as_object()) == ["geldzorgen"]

    def test_a_draft_that_was_published_meanwhile_loses_it_on_the_site(self, desk: Client, theme: Theme) -> None:
        page = ApproachPageFactory(live=False)
        page.save_revision()
        change(desk, theme, page=[page.pk])
        fresh(page).latest_revision.publish()
        undo(desk)
        assert themes_of(fresh(page)) == []

    def test_it_is_there_for_an_hour(self, desk: Client, theme: Theme, monkeypatch: pytest.MonkeyPatch) -> None:
        page = ApproachPageFactory()
        change(desk, theme, page=[page.pk])
        now = timezone.now()
        monkeypatch.setattr(timezone, "now", lambda: now + theme_undo.VALID)
        assert "Maak dit ongedaan" not in desk.get(reverse("editorial_approaches")).content.decode()
        assert "te lang geleden" in said(undo(desk))
        assert themes_of(fresh(page)) == ["geldzorgen"]

    def test_twice_is_once(self, desk: Client, theme: Theme) -> None:
        page = ApproachPageFactory()
        change(desk, theme, page=[page.pk])
        undo(desk)
        change_theme(change=ThemeChange(theme, True, editor()), model=ApproachPage, pk=page.pk)
        assert "al gedaan" in said(undo(desk))
        assert themes_of(fresh(page)) == ["geldzorgen"]

    def test_it_is_for_who_did_it_and_only_while_they_may(
        self, desk: Client, redactie: User, theme: Theme, client_of_another: Client
    ) -> None:
        page = ApproachPageFactory()
        change(desk, theme, page=[page.pk])
        assert "Maak dit ongedaan" not in client_of_another.get(reverse("editorial_approaches")).content.decode()
        undo(client_of_another)
        assert themes_of(fresh(page)) == ["geldzorgen"]
        redactie.groups.clear()
        undo(desk)
        assert themes_of(fresh(page)) == ["geldzorgen"]
        assert desk.get(reverse("editorial_undo_change")).status_code != 200

    @pytest.fixture
    def client_of_another(self) -> Client:
        client = Client()
        client.force_login(editor())
        return client


class TestMerge:
    def test_the_form_at_a_theme_lets_it_go_up_in_another(self, desk: Client, theme: Theme) -> None:
        into = ThemeFactory(name="Bestaan")
        page = ApproachPageFactory(themes=[theme])
        address = reverse("editorial_merge_theme", args=[theme.pk])
        assert address in desk.get(reverse("wagtailsnippets_themes_theme:list")).content.decode()
        assert "ongedaan" in desk.get(address).content.decode()
        response = desk.post(address, {"into": into.pk, "sure": "on"})
        assert themes_of(fresh(page)) == ["bestaan"]
        assert "“Geldzorgen” is opgegaan in “Bestaan”" in said(response)

    def test_first_it_is_said_what_goes_along(self, desk: Client, theme: Theme) -> None:
        into = ThemeFactory(name="Bestaan")
        for _ in range(2):
            ApproachPageFactory(themes=[theme])
        address = reverse("editorial_merge_theme", args=[theme.pk])
        asked = desk.post(address, {"into": into.pk}).content.decode()
        assert "oudere versies: 2 aanpakken." in asked
        assert "Laat “Geldzorgen” opgaan in “Bestaan”" in asked
        assert Theme.objects.filter(pk=theme.pk).exists()

    @pytest.mark.parametrize("into", ["", "999999"])
    def test_without_another_theme_nothing_happens(self, desk: Client, theme: Theme, into: str) -> None:
        response = desk.post(reverse("editorial_merge_theme", args=[theme.pk]), {"into": into})
        assert response.status_code == 200
        assert not FormerTheme.objects.exists()

    def test_it_is_not_offered_itself(self, desk: Client, theme: Theme) -> None:
        response = desk.post(reverse("editorial_merge_theme", args=[theme.pk]), {"into": theme.pk})
        assert response.status_code == 200
        assert Theme.objects.filter(pk=theme.pk).exists()

    def test_nobody_else_may(self, client: Client, theme: Theme) -> None:
        client.force_login(coordinator_of(CoalitionPageFactory()))
        client.post(reverse("editorial_merge_theme", args=[theme.pk]), {"into": ThemeFactory().pk})
        assert Theme.objects.filter(pk=theme.pk).exists()
