"""Who logs into the admin sees what waits for them: numbers, the first five, and a friendly word when nothing does."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupApprovalTask, Page, Workflow, WorkflowTask

from accounts.models import User
from approaches.confirmation.services import confirm, open_request
from coalitions.models import NationalPage
from coalitions.services import add_member, remove_member
from core.models import ExportLog, JobRun
from editorial.desk import Waiting, admin_desk, editors_desk, own_desk
from editorial.panels import panels_of
from mail.models import Message
from search.models import IndexEntry
from stories.models import CoalitionAnswer, StoryPage
from stories.services.responding import Response, respond
from stories.services.withdrawing import withdraw
from tests.editorial.conftest import Country
from tests.factories.approaches import ApproachPageFactory
from tests.factories.coalitions import CoalitionPageFactory, coordinator_of, editor, member_of
from tests.factories.marks import checked, published, republish, years_ago
from tests.factories.stories import StoryPageFactory
from tests.factories.submissions import published as told
from tests.factories.themes import ThemeFactory

pytestmark = pytest.mark.django_db


def named(desk: list[Waiting], key: str) -> Waiting:
    return next(waiting for waiting in desk if waiting.key == key)


def labels(waiting: Waiting) -> list[str]:
    return [entry.label for entry in waiting.entries]


def draft(user: User, title: str, parent: Page) -> Any:
    page = ApproachPageFactory(title=title, parent=parent, live=False, has_unpublished_changes=True)
    page.save_revision(user=user)
    return page


def submit(page: Page, by: User, to: User) -> None:
    """Let a page wait for the yes of a group, the way Wagtail itself knows."""
    task = GroupApprovalTask.objects.create(name="Nakijken")
    task.groups.set(to.groups.all())
    workflow = Workflow.objects.create(name="Nakijken")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    page.save_revision(user=by)
    workflow.start(page, by)


class TestOfACoalitionThatEverybodyLeft:
    def test_what_is_due_there_is_a_to_do_of_the_editors_that_leads_to_its_team(self) -> None:
        coalition = CoalitionPageFactory(title="Wormerland")
        remove_member(coalition, coordinator_of(coalition))
        page = published(at=years_ago(2), title="Eén loket", parent=coalition, contact_email="")
        published(at=years_ago(2), parent=CoalitionPageFactory(contact_email="bureau@voorbeeld.test"), contact_email="")
        published(title="Nog geen jaar", parent=coalition, contact_email="")
        waiting = named(editors_desk(editor()), "nobody")
        (entry,) = waiting.entries
        assert (waiting.total, entry.label, entry.note) == (1, page.title, "Wormerland")
        assert entry.url == reverse("coalitions:team", args=[coalition.slug])

    def test_a_coalition_that_is_not_on_the_site_itself_is_no_exception(self, client: Client) -> None:
        coalition = CoalitionPageFactory(title="Wormerland", live=False)
        published(at=years_ago(2), parent=coalition, contact_email="")
        user = editor()
        (entry,) = named(editors_desk(user), "nobody").entries
        assert entry.note == "Wormerland"
        client.force_login(user)
        assert "Wormerland" in client.get(entry.url).content.decode()

    def test_it_is_gone_when_somebody_leads_it_again(self) -> None:
        coalition = CoalitionPageFactory()
        published(at=years_ago(2), parent=coalition, contact_email="")
        coordinator_of(coalition)
        assert "nobody" not in [waiting.key for waiting in editors_desk(editor())]


class TestOfACoalition:
    def test_own_drafts_are_those_somebody_wrote_in_their_coalitions(self) -> None:
        ours, theirs = CoalitionPageFactory(), CoalitionPageFactory()
        user, colleague = member_of(ours), member_of(ours)
        draft(user, "Van mij", ours)
        draft(colleague, "Van een collega", ours)
        draft(user, "Waar ik niet meer schrijf", theirs)
        ApproachPageFactory(title="Op de site", parent=ours)
        waiting = named(own_desk(user), "drafts")
        assert (waiting.total, labels(waiting)) == (1, ["Van mij"])

    def test_what_was_submitted_waits_for_another(self) -> None:
        ours = CoalitionPageFactory()
        user, leader = member_of(ours), coordinator_of(ours)
        page = draft(user, "Ingediend stuk", ours)
        submit(page, user, leader)
        assert labels(named(own_desk(user), "submitted")) == ["Ingediend stuk"]
        decide = named(own_desk(leader), "decide")
        assert decide.total == 1
        assert decide.entries[0].label == "Ingediend stuk"
        assert decide.entries[0].url == reverse("wagtailadmin_pages:edit", args=[page.pk])
        assert named(own_desk(leader), "submitted").total == 0

    def test_a_coordinator_sees_the_stories_near_it_that_it_did_not_answer(self) -> None:
        ours, theirs = CoalitionPageFactory(), CoalitionPageFactory()
        leader = coordinator_of(ours)
        StoryPageFactory(title="Van de buren", parent=theirs)
        story = StoryPageFactory(title="De nacht", parent=ours)
        waiting = named(own_desk(leader), "answer")
        assert (waiting.total, labels(waiting)) == (1, ["De nacht"])
        assert waiting.entries[0].url == reverse("responding:answer", args=[ours.slug, story.pk])
        assert waiting.all_url == reverse("responding:stories", args=[ours.slug])
        respond(story=story, coalition=ours, author=leader, response=Response(CoalitionAnswer.THANKS))
        assert named(own_desk(leader), "answer").total == 0

    def test_who_leads_several_is_led_to_those_that_have_stories_to_answer(self) -> None:
        coalitions = [CoalitionPageFactory(title="Een"), CoalitionPageFactory(title="Twee")]
        leader = coordinator_of(coalitions[0])
        add_member(coalitions[1], leader, as_coordinator=True)
        StoryPageFactory(parent=coalitions[1])
        waiting = named(own_desk(leader), "answer")
        assert waiting.total == 1
        (way,) = waiting.entries
        assert (way.label, way.note) == ("Twee", "1")
        assert way.url == reverse("responding:stories", args=[coalitions[1].slug])

    def test_a_coordinator_is_asked_whether_their_own_approaches_still_hold(self) -> None:
        ours, theirs = CoalitionPageFactory(), CoalitionPageFactory()
        due = published(title="Al twee jaar", parent=ours, at=years_ago(2))
        published(title="Van de buren", parent=theirs, at=years_ago(2))
        published(title="Net nieuw", parent=ours)
        leader = coordinator_of(ours)
        assert labels(named(own_desk(leader), "confirm")) == ["Al twee jaar"]
        open_request(page_id=due.pk, now=timezone.now())
        assert labels(named(own_desk(leader), "confirm")) == ["Al twee jaar"]
        confirm(page_id=due.pk, user=leader)
        assert labels(named(own_desk(leader), "confirm")) == []

    def test_a_member_has_nothing_to_say_yes_to(self) -> None:
        assert [waiting.key for waiting in own_desk(member_of(CoalitionPageFactory()))] == ["drafts", "submitted"]

    def test_it_shows_nothing_of_other_coalitions(self, client: Client, settings: Any) -> None:
        ours, theirs = CoalitionPageFactory(), CoalitionPageFactory(title="Andere coalitie")
        draft(member_of(theirs), "Geheim concept", theirs)
        client.force_login(coordinator_of(ours))
        content = client.get(reverse("wagtailadmin_home"), follow=True).content.decode()
        assert "Geheim concept" not in content
        assert "Thema’s zonder aanpak" not in content


class TestAPlanThatFailed:
    @pytest.fixture
    def page(self) -> Page:
        """A page of a coalition that should have been on the site an hour ago."""
        page: Page = ApproachPageFactory(title="Te laat", parent=CoalitionPageFactory(), live=False)
        page.save_revision(approved_go_live_at=timezone.now() - timedelta(hours=1))
        return page

    def test_is_shown_to_editors_and_to_the_team_of_the_page(self, page: Page) -> None:
        ours = page.get_parent().specific
        for waiting in (named(desk, "overdue") for desk in (editors_desk(editor()), own_desk(member_of(ours)))):
            assert (waiting.total, labels(waiting)) == (1, ["Te laat"])
            assert waiting.entries[0].url == reverse("wagtailadmin_pages:edit", args=[page.pk])

    def test_says_first_to_take_the_plan_back_or_to_ask_who_may(self, page: Page, client: Client) -> None:
        ours = page.get_parent().specific
        leading, writing = coordinator_of(ours), member_of(ours)
        remarks = [named(own_desk(user), "overdue").remark for user in (leading, writing)]
        assert remarks[0] == named(editors_desk(editor()), "overdue").remark
        assert remarks[0].startswith("Moest een pagina online? Annuleer eerst de geplande publicatie")
        assert remarks[1].startswith("Vraag uw coördinator om de geplande publicatie te annuleren")
        form = reverse("wagtailadmin_pages:edit", args=[page.pk])
        take_back = reverse("wagtailadmin_pages:revisions_unschedule", args=[page.pk, page.latest_revision_id])
        for user, may in ((leading, True), (writing, False)):
            client.force_login(user)
            assert (take_back in client.get(form).content.decode()) is may

    def test_is_nobody_elses(self, page: Page) -> None:
        assert "overdue" not in [waiting.key for waiting in own_desk(member_of(CoalitionPageFactory()))]

    def test_is_no_panel_when_all_went_well(self, page: Page) -> None:
        page.get_latest_revision().publish()
        assert "overdue" not in [waiting.key for waiting in editors_desk(editor())]


class TestAStoryThatIsErasedSoon:
    @pytest.fixture
    def day(self) -> date:
        return timezone.localdate() + timedelta(days=30)

    @pytest.fixture
    def story(self, day: date) -> StoryPage:
        story: StoryPage = StoryPageFactory(title="De nacht", parent=CoalitionPageFactory(), consent_until=day)
        return story

    def test_is_shown_a_month_before_with_its_last_day_to_editors_and_to_its_team(
        self, story: StoryPage, day: date
    ) -> None:
        team = member_of(story.get_parent().specific)
        for waiting in (named(desk, "leaving") for desk in (editors_desk(editor()), own_desk(team))):
            (entry,) = waiting.entries
            assert (waiting.total, entry.label, entry.note) == (1, "De nacht", f"tot en met {day:%d-%m-%Y}")
            assert entry.url == reverse("wagtailadmin_pages:edit", args=[story.pk])

    def test_is_nobody_elses(self, story: StoryPage) -> None:
        assert "leaving" not in [waiting.key for waiting in own_desk(member_of(CoalitionPageFactory()))]

    def test_the_first_to_go_comes_first_and_what_nobody_erases_is_not_among_them(self, day: date) -> None:
        ours = CoalitionPageFactory()
        StoryPageFactory(title="Blijft nog", parent=ours, consent_until=day + timedelta(days=1))
        StoryPageFactory(title="Blijft", parent=ours)
        StoryPageFactory(title="Stond er nooit", parent=ours, consent_until=day, live=False, first_published_at=None)
        StoryPageFactory(title="Later", parent=ours, consent_until=day)
        StoryPageFactory(title="Eerst", parent=ours, consent_until=timezone.localdate())
        assert labels(named(own_desk(member_of(ours)), "leaving")) == ["Eerst", "Later"]

    def test_is_no_panel_when_there_is_none(self) -> None:
        assert "leaving" not in [waiting.key for waiting in editors_desk(editor())]


class TestOfEditors:
    def test_what_waits_for_their_yes(self, redactie: User) -> None:
        ours = CoalitionPageFactory()
        user = member_of(ours)
        submit(draft(user, "Verhaal van een ouder", ours), user, redactie)
        assert labels(named(editors_desk(redactie), "decide")) == ["Verhaal van een ouder"]

    def test_a_story_of_a_parent_waits_for_them_and_not_for_its_coordinator(self, redactie: User) -> None:
        ours = CoalitionPageFactory()
        user, leader = member_of(ours), coordinator_of(ours)
        story = StoryPageFactory(title="Van een moeder", parent=ours, live=False, voice="ouder")
        story.save_revision(user=user)
        story.get_workflow().start(story, user)
        assert labels(named(editors_desk(redactie), "decide")) == ["Van een moeder"]
        assert labels(named(own_desk(leader), "decide")) == []
        assert labels(named(own_desk(user), "submitted")) == ["Van een moeder"]

    def test_what_was_never_checked_or_changed_since(self, redactie: User, desk: Client) -> None:
        published(title="Nooit")
        checked(published(title="In orde"))
        changed = published(title="Daarna gewijzigd")
        checked(changed)
        republish(changed, summary="Nu anders.")
        waiting = named(editors_desk(redactie), "check")
        assert sorted(labels(waiting)) == ["Daarna gewijzigd", "Nooit"]
        assert desk.get(waiting.entries[0].url).status_code == 200
        shown = desk.get(waiting.all_url).content.decode()
        assert all(title in shown for title in labels(waiting)) and "In orde" not in shown

    def test_of_what_a_coalition_has_to_confirm_all_are_one_click_away(self, redactie: User, desk: Client) -> None:
        for number in range(7):
            published(title=f"Oud {number}", at=years_ago(2))
        published(title="Nieuw")
        waiting = named(editors_desk(redactie), "confirm")
        shown = desk.get(waiting.all_url).content.decode()
        assert waiting.total == 7
        assert all(f"Oud {number}" in shown for number in range(7)) and "Nieuw" not in shown

    def test_they_are_led_to_the_approach_where_they_may_not_say_yes_for_its_owner(
        self, redactie: User, desk: Client
    ) -> None:
        ours = published(title="Van een coalitie", at=years_ago(2))
        national = published(title="Landelijk", at=years_ago(1.5), parent=NationalPage.objects.get())
        entries = named(editors_desk(redactie), "confirm").entries
        assert [entry.url for entry in entries] == [
            reverse("wagtailadmin_pages:edit", args=[ours.pk]),
            reverse("approach_confirm", args=[national.pk]),
        ]
        assert all(desk.get(entry.url).status_code == 200 for entry in entries)

    def test_an_editor_is_asked_to_check_the_work_of_others_only(self, redactie: User) -> None:
        published(title="Van een ander")
        ours = published(title="Van mijzelf").get_parent().specific
        add_member(ours, redactie, as_coordinator=False)
        assert labels(named(editors_desk(redactie), "check")) == ["Van een ander"]

    def test_approaches_without_a_theme(self, redactie: User, desk: Client) -> None:
        ApproachPageFactory(title="Nergens over")
        ApproachPageFactory(title="Ergens over", themes=[ThemeFactory()])
        ApproachPageFactory(title="Concept", live=False)
        waiting = named(editors_desk(redactie), "themeless")
        assert (waiting.total, labels(waiting)) == (1, ["Nergens over"])
        listed = desk.get(waiting.all_url).content.decode()
        assert "Nergens over" in listed
        assert "Ergens over" not in listed

    def test_themes_and_regions_without_an_approach(self, redactie: User, country: Country) -> None:
        ThemeFactory(name="Slapen")
        ApproachPageFactory(themes=[ThemeFactory(name="Geldzorgen")], municipalities=[country.almelo])
        found = editors_desk(redactie)
        assert labels(named(found, "gap-themes")) == ["Slapen"]
        assert labels(named(found, "gap-regions")) == ["Zeeland"]

    def test_of_many_the_first_five_are_shown_with_the_number_of_all(self, desk: Client) -> None:
        for number in range(7):
            ApproachPageFactory(title=f"Zonder {number}")
        content = desk.get(reverse("wagtailadmin_home")).content.decode()
        assert "Aanpakken zonder thema (7)" in content
        assert "Zonder 4" in content
        assert "Zonder 5" not in content

    def test_nothing_is_said_kindly(self, desk: Client) -> None:
        content = desk.get(reverse("wagtailadmin_home")).content.decode()
        assert "Aanpakken zonder thema (0)" in content
        assert "Niets. Mooi." in content

    def test_what_went_wrong_is_not_theirs(self, redactie: User) -> None:
        assert "waiting_mail" not in [panel.name for panel in panels_of(redactie)]


class TestOfBeheer:
    def test_who_should_have_a_second_factor_and_has_none(self, redactie: User) -> None:
        leader = coordinator_of(CoalitionPageFactory(), email="aan@voorbeeld.test")
        member_of(CoalitionPageFactory(), email="lid@voorbeeld.test")
        safe = coordinator_of(CoalitionPageFactory(), email="veilig@voorbeeld.test")
        Authenticator.objects.create(user=safe, type=Authenticator.Type.TOTP, data={})
        coordinator_of(CoalitionPageFactory(), email="weg@voorbeeld.test", is_active=False)
        waiting = named(admin_desk(), "factor")
        assert labels(waiting) == [str(leader), str(redactie)]
        Authenticator.objects.create(user=leader, type=Authenticator.Type.RECOVERY_CODES, data={})
        assert named(admin_desk(), "factor").total == 2

    def test_what_went_wrong_by_itself(self) -> None:
        Message.objects.create(message_id="<1@v.test>", subject="Welkom", state=Message.State.DEAD, last_error="550")
        Message.objects.create(message_id="<2@v.test>", subject="Onderweg")
        JobRun.objects.create(name="opruimen", next_due=timezone.now(), failures=3, last_error="ValueError")
        JobRun.objects.create(name="gezond", next_due=timezone.now())
        IndexEntry.objects.create(
            type="approach", object_id=7, changed_at=timezone.now(), attempts=50, error="bouwen: ValueError"
        )
        found = admin_desk()
        assert [(entry.label, entry.note) for waiting in found for entry in waiting.entries] == [
            ("Welkom", "550"), ("opruimen", "ValueError"), ("approach:7", "bouwen: ValueError"),
        ]  # fmt: skip

    def test_what_waits_stands_before_what_does_not(self, admin_client: Client) -> None:
        ApproachPageFactory(title="Nergens over")
        content = admin_client.get(reverse("wagtailadmin_home")).content.decode()
        assert content.index("Aanpakken zonder thema (1)") < content.index("E-mail die niet aankwam (0)")

    def test_it_stands_before_what_editors_see(self, admin_client: Client) -> None:
        content = admin_client.get(reverse("wagtailadmin_home")).content.decode()
        assert content.index("E-mail die niet aankwam") < content.index("Aanpakken zonder thema")


def test_the_number_of_queries_does_not_depend_on_how_much_waits(redactie: User, country: Country) -> None:
    ours = CoalitionPageFactory()
    user = coordinator_of(ours)

    def fill() -> None:
        for number in range(8):
            draft(user, f"Concept {number}", ours)
            ApproachPageFactory(municipalities=[country.almelo])
            StoryPageFactory(parent=ours, consent_until=timezone.localdate())
            ThemeFactory()

    def queries(somebody: User) -> int:
        somebody = User.objects.get(pk=somebody.pk)
        with CaptureQueriesContext(connection) as captured:
            panels_of(somebody)
        return len(captured)

    ApproachPageFactory()
    StoryPageFactory(parent=ours, consent_until=timezone.localdate())
    queries(user)  # content types are remembered from here on
    few = {somebody: queries(somebody) for somebody in (user, redactie)}
    fill()
    assert {somebody: queries(somebody) for somebody in (user, redactie)} == few
    assert max(few.values()) <= 30


def test_editors_hear_who_still_has_a_story_that_was_taken_back() -> None:
    user = User.objects.create_user("wie@voorbeeld.test")
    row, page = told()
    page.approaches.add(ApproachPageFactory(title="Bezoek"))
    page.save()
    ExportLog.objects.create(user=user, name="verhalen", kind="csv", rows=1)
    ExportLog.objects.create(user=user, name="aanpakken", kind="csv", rows=1)
    withdraw(submission=row)
    (entry,) = named(editors_desk(user), "taken-back").entries
    assert entry.note.count("wie@voorbeeld.test") == 1
    assert "stond bij Bezoek" in entry.note
    assert page.title not in str(entry)


def test_it_is_said_that_of_the_public_file_of_a_search_nobody_knows_who_has_it(client: Client) -> None:
    """Nothing is kept of visitors: so the list of who took a story along can't be whole."""
    row, page = told()
    page.approaches.add(ApproachPageFactory())
    page.save()
    client.get("/zoeken.csv")
    withdraw(submission=row)
    assert not ExportLog.objects.exists()
    client.force_login(editor())
    html = client.get("/admin/").content.decode()
    assert "Openbare bestanden van het zoeken houden we niet per ontvanger bij." in html


class TestWaysOn:
    """From the start page a coalition's people reach what they do there, without a menu to unfold."""

    def ways(self, client: Client, user: User) -> dict[str, str]:
        client.force_login(user)
        panel = client.get("/admin/").content.decode().partition('id="my-coalitions-section"')[2]
        found = re.findall(r'<a\b[^>]*href="([^"]+)"[^>]*>([^<]+)</a>', panel.partition("</section>")[0])
        return {words: address for address, words in found}

    def test_a_coordinator_writes_leads_answers_and_looks(self, client: Client) -> None:
        coalition = CoalitionPageFactory(title="Zaanstad")
        ways = self.ways(client, coordinator_of(coalition))
        assert list(ways) == ["Zaanstad", "Schrijven", "Team", "Verhalen", "Pagina bekijken"]
        assert all(client.get(address).status_code == 200 for address in ways.values())

    def test_a_member_writes_and_looks(self, client: Client) -> None:
        ways = self.ways(client, member_of(CoalitionPageFactory(title="Zaanstad")))
        assert list(ways) == ["Zaanstad", "Schrijven", "Pagina bekijken"]

    def test_what_is_not_on_the_site_is_not_looked_at_there(self, client: Client) -> None:
        coalition = CoalitionPageFactory(title="Zaanstad", live=False)
        assert "Pagina bekijken" not in self.ways(client, coordinator_of(coalition))

    def test_the_working_screens_that_look_like_the_site_lead_back(self, client: Client) -> None:
        coalition = CoalitionPageFactory()
        of_coordinators = [reverse(name, args=[coalition.slug]) for name in ("coalitions:team", "responding:stories")]
        for user, addresses in (
            (coordinator_of(coalition), of_coordinators),
            (editor(), [reverse("moderation:queue")]),
        ):
            client.force_login(user)
            for address in addresses:
                assert f'<a href="{reverse("wagtailadmin_home")}">' in client.get(address).content.decode(), address
