"""A coalition that goes on within another takes everything along; a new name holds everywhere."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks
from wagtail.models import Page, PageLogEntry, PageViewRestriction

from accounts.models import User
from approaches.models import ApproachPage
from coalitions.membership import coalitions_of, is_coordinator
from coalitions.merging import Merged, SeenByOthers, merge_coalitions
from coalitions.models import CoalitionPage, CoalitionTeam
from coalitions.publication import PublicationTaskState
from coalitions.services import ensure_team
from search.models import IndexEntry
from tests.factories.approaches import ApproachPageFactory
from tests.factories.coalitions import CoalitionPageFactory, coordinator_of, editor, member_of
from tests.factories.core import ImageFactory
from tests.factories.places import MunicipalityFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def source() -> CoalitionPage:
    return CoalitionPageFactory(title="Wormerland", slug="wormerland")


@pytest.fixture
def target() -> CoalitionPage:
    return CoalitionPageFactory(title="Zaanstreek", slug="zaanstreek")


def merge(source: CoalitionPage, target: CoalitionPage) -> Merged:
    return merge_coalitions(
        source=CoalitionPage.objects.get(pk=source.pk), target=CoalitionPage.objects.get(pk=target.pk)
    )


class TestPages:
    def test_they_move_with_their_history_and_their_old_address_leads_on(
        self, client: Client, source: CoalitionPage, target: CoalitionPage
    ) -> None:
        page = ApproachPageFactory(parent=source, title="Eén loket", slug="een-loket")
        page.save_revision().publish()
        revisions = page.revisions.count()
        old = ApproachPage.objects.get(pk=page.pk).url
        assert merge(source, target).pages == 1
        moved = ApproachPage.objects.get(pk=page.pk)
        assert moved.get_parent().pk == target.pk
        assert (moved.revisions.count(), moved.live) == (revisions, True)
        assert client.get(old)["Location"].endswith("/coalities/zaanstreek/een-loket/")
        assert PageLogEntry.objects.filter(page=page.pk, action="wagtail.move").exists()

    def test_two_of_one_name_both_stay(
        self,
        client: Client,
        source: CoalitionPage,
        target: CoalitionPage,
        django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    ) -> None:
        ApproachPageFactory(parent=target, slug="een-loket", title="Van ons")
        page = ApproachPageFactory(parent=source, slug="een-loket", title="Van hen")
        old = ApproachPage.objects.get(pk=page.pk).url
        page.save_revision()
        with django_capture_on_commit_callbacks(execute=True):
            merge(source, target)
        moved = ApproachPage.objects.get(pk=page.pk)
        assert moved.slug == moved.get_latest_revision_as_object().slug == "een-loket-1"
        assert client.get(old)["Location"].endswith("/een-loket-1/")

    def test_the_index_follows(self, source: CoalitionPage, target: CoalitionPage) -> None:
        page = ApproachPageFactory(parent=source)
        before = IndexEntry.objects.get(type="approach", object_id=page.pk).version
        merge(source, target)
        assert IndexEntry.objects.get(type="approach", object_id=page.pk).version > before

    def test_what_waits_waits_for_the_coordinator_there(self, source: CoalitionPage, target: CoalitionPage) -> None:
        page = ApproachPageFactory(parent=source, live=False)
        page.save_revision()
        page.get_workflow().start(page, None)
        theirs = coordinator_of(target)
        merge(source, target)
        assert PublicationTaskState.objects.waiting_for(theirs).count() == 1

    def test_the_address_of_the_coalition_itself_leads_to_the_other(
        self, client: Client, source: CoalitionPage, target: CoalitionPage
    ) -> None:
        merge(source, target)
        assert not CoalitionPage.objects.get(pk=source.pk).live
        assert client.get(f"/coalities/{source.slug}/")["Location"].endswith("/coalities/zaanstreek/")


class TestTeam:
    def test_people_go_along_in_their_role_and_lose_none(self, source: CoalitionPage, target: CoalitionPage) -> None:
        leads, writes = coordinator_of(source), member_of(source)
        both = coordinator_of(target)
        both.groups.add(ensure_team(source).groups[1])
        assert merge(source, target).people == 3
        assert [is_coordinator(user, target) for user in (leads, writes, both)] == [True, False, True]
        assert all(coalitions_of(user) == [target] for user in (leads, writes, both))

    def test_the_old_groups_are_gone(self, source: CoalitionPage, target: CoalitionPage) -> None:
        coordinator_of(source)
        merge(source, target)
        assert not Group.objects.filter(name__contains="Wormerland").exists()
        assert not CoalitionTeam.objects.filter(coalition=source).exists()

    def test_pictures_go_along(self, source: CoalitionPage, target: CoalitionPage) -> None:
        image = ImageFactory(collection=ensure_team(source).collection)
        assert merge(source, target).files == 1
        image.refresh_from_db()
        assert image.collection == ensure_team(target).collection


class TestPlaces:
    @pytest.fixture(autouse=True)
    def places(self, source: CoalitionPage, target: CoalitionPage) -> None:
        oostzaan, wormerland, zaanstad = (MunicipalityFactory(name=name) for name in ("Oost", "Wormer", "Zaan"))
        source.municipalities = [oostzaan, wormerland]
        source.save()
        target.municipalities = [wormerland, zaanstad]
        target.save()

    def test_the_other_works_in_the_municipalities_of_both(self, source: CoalitionPage, target: CoalitionPage) -> None:
        assert merge(source, target).municipalities == 1
        assert CoalitionPage.objects.get(pk=target.pk).municipality_names == ("Oost", "Wormer", "Zaan")

    def test_a_draft_that_is_published_later_takes_none_away(
        self, source: CoalitionPage, target: CoalitionPage
    ) -> None:
        target.title = "Zaanstreek nieuw"
        target.save_revision()
        merge(source, target)
        CoalitionPage.objects.get(pk=target.pk).latest_revision.publish()
        published = CoalitionPage.objects.get(pk=target.pk)
        assert (published.title, len(published.municipality_names)) == ("Zaanstreek nieuw", 3)

    def test_a_publication_that_is_planned_takes_none_away(self, source: CoalitionPage, target: CoalitionPage) -> None:
        planned = target.save_revision(approved_go_live_at=timezone.now() + timedelta(days=1))
        target.save_revision()
        merge(source, target)
        planned.refresh_from_db()
        planned.publish()
        assert len(CoalitionPage.objects.get(pk=target.pk).municipality_names) == 3


def test_not_with_itself(source: CoalitionPage) -> None:
    with pytest.raises(ValueError, match="zichzelf"):
        merge(source, source)


@pytest.mark.parametrize("hidden", ["source", "target"])
def test_not_with_one_that_others_see(hidden: str, request: pytest.FixtureRequest) -> None:
    """Else its pages would be in the open, or gone from the site, without anybody having decided that."""
    source, target = request.getfixturevalue("source"), request.getfixturevalue("target")
    page = ApproachPageFactory(parent=source)
    restrict(request.getfixturevalue(hidden))
    with pytest.raises(SeenByOthers):
        merge(source, target)
    assert ApproachPage.objects.get(pk=page.pk).get_parent().pk == source.pk


def test_with_one_that_the_same_people_see(source: CoalitionPage, target: CoalitionPage) -> None:
    some, others = Group.objects.create(name="Enkelen"), Group.objects.create(name="Anderen")
    restrict(source, some)
    restriction = restrict(target, others)
    with pytest.raises(SeenByOthers):
        merge(source, target)
    restriction.groups.set([some])
    page = ApproachPageFactory(parent=source)
    merge(source, target)
    assert not ApproachPage.objects.public().filter(pk=page.pk).exists()


@pytest.mark.parametrize("role", [0, 1])
def test_what_only_the_team_saw_the_same_people_see(
    role: int, client: Client, source: CoalitionPage, target: CoalitionPage
) -> None:
    page = ApproachPageFactory(parent=source)
    restrict(page, ensure_team(source).groups[role])
    leads, writes = coordinator_of(source), member_of(source)
    merge(source, target)
    url = ApproachPage.objects.get(pk=page.pk).url
    seen = []
    for user in (leads, writes):
        client.force_login(user)
        seen.append(client.get(url).status_code)
    assert seen == ([200, 404] if role == 0 else [404, 200])
    assert Client().get(url).status_code == 404


def restrict(page: Page, *groups: Group) -> PageViewRestriction:
    """Let a page be seen by these groups, or else by who is logged in."""
    kind = PageViewRestriction.GROUPS if groups else PageViewRestriction.LOGIN
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=kind)
    restriction.groups.set(groups)
    return restriction


class TestScreen:
    def url(self, coalition: CoalitionPage) -> str:
        return reverse("merge_coalition", args=[coalition.pk])

    def test_an_editor_merges(self, client: Client, source: CoalitionPage, target: CoalitionPage) -> None:
        client.force_login(editor())
        ApproachPageFactory(parent=source)
        assert "Wormerland" in client.get(self.url(source)).content.decode()
        assert ApproachPage.objects.get().get_parent().pk == source.pk
        client.post(self.url(source), {"target": target.pk})
        assert ApproachPage.objects.get().get_parent().pk == target.pk

    def test_it_says_what_happens_and_that_there_is_no_way_back(
        self, client: Client, source: CoalitionPage, target: CoalitionPage
    ) -> None:
        source.municipalities = [MunicipalityFactory(name="Oostzaan")]
        source.save()
        client.force_login(editor())
        html = client.get(self.url(source)).content.decode()
        assert "werkt daarna ook in: Oostzaan" in html
        assert "Er is geen knop om dit terug te draaien" in html
        done = client.post(self.url(source), {"target": target.pk}, follow=True).content.decode()
        assert "0 pagina&#x27;s, 0 personen, 0 bestanden, 1 gemeente." in done

    @pytest.mark.parametrize("choice", ["", "0", "onzin", "itself"])
    def test_nonsense_is_said(self, choice: str, client: Client, source: CoalitionPage, target: CoalitionPage) -> None:
        client.force_login(editor())
        response = client.post(self.url(source), {"target": source.pk if choice == "itself" else choice})
        assert response.context["form"].errors.keys() == {"target"}

    def test_it_says_what_to_do_when_others_see_the_one_than_the_other(
        self, client: Client, source: CoalitionPage, target: CoalitionPage
    ) -> None:
        restrict(source)
        client.force_login(editor())
        html = client.post(self.url(source), {"target": target.pk}).content.decode()
        assert "Zet eerst bij beide dezelfde zichtbaarheid" in html
        assert CoalitionPage.objects.get(pk=source.pk).live

    def test_a_coordinator_merges_nothing(self, client: Client, source: CoalitionPage, target: CoalitionPage) -> None:
        client.force_login(coordinator_of(source, target))
        assert client.post(self.url(source), {"target": target.pk}).status_code == 302
        assert CoalitionPage.objects.get(pk=source.pk).live

    def test_the_buttons_are_there_for_who_may(self, client: Client, source: CoalitionPage) -> None:
        explore = reverse("wagtailadmin_explore", args=[source.pk])
        for user, team, merging in (
            (editor(), True, True),
            (coordinator_of(source), True, False),
            (member_of(source), False, False),
        ):
            client.force_login(user)
            html = client.get(explore).content.decode()
            assert (f"/coalitie/{source.slug}/team/" in html, self.url(source) in html) == (team, merging), user


class TestRenaming:
    def test_groups_collection_and_addresses_follow(
        self,
        client: Client,
        source: CoalitionPage,
        django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    ) -> None:
        ensure_team(source)
        page = ApproachPageFactory(parent=source, slug="een-loket")
        old = ApproachPage.objects.get(pk=page.pk).url
        client.force_login(editor())
        form = {
            "title": "Waterland",
            "slug": "waterland",
            "summary": "In één zin.",
            "ambitions-count": "0",
            "trying_now-count": "0",
        }
        with django_capture_on_commit_callbacks(execute=True):
            client.post(reverse("wagtailadmin_pages:edit", args=[source.pk]), form | {"action-publish": "1"})
        team = CoalitionTeam.objects.get(coalition=source)
        names = {team.group.name, team.groups[1].name, team.collection.name}
        assert names == {"Coalitiecoördinatoren Waterland", "Coalitieleden Waterland", "Coalitie Waterland"}
        visitor = Client()
        assert visitor.get("/coalities/wormerland/")["Location"].endswith("/coalities/waterland/")
        assert visitor.get(old)["Location"].endswith("/coalities/waterland/een-loket/")

    def test_a_name_that_a_script_publishes_holds_too(self, source: CoalitionPage) -> None:
        user: User = coordinator_of(source)
        source = CoalitionPage.objects.get(pk=source.pk)
        source.title = "Waterland"
        source.save_revision().publish()
        assert [group.name for group in user.groups.all()] == ["Coalitiecoördinatoren Waterland"]
