"""What a coalition says back: by whom, what a change demands, who checks it, and being asked half a year later."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from accounts.models import User
from coalitions.models import CoalitionPage
from mail.models import Message
from mail.outbox import send_due
from stories.models import CoalitionAnswer, CoalitionResponse, StoryPage
from stories.responding.reading import promises_due
from stories.services import withdrawing
from stories.services.following_up import AlreadySaid, ask_what_became, follow_up
from stories.services.responding import Response, check_response, respond
from tests.factories.approaches import ApproachPageFactory
from tests.factories.coalitions import CoalitionPageFactory, coordinator_of, member_of
from tests.factories.coalitions import editor as national_editor
from tests.factories.stories import StoryPageFactory
from tests.factories.submissions import published

pytestmark = pytest.mark.django_db

HALF_A_YEAR = timedelta(days=184)


@pytest.fixture(autouse=True)
def _own_files(settings: Any, tmp_path: Path) -> None:
    settings.ERASURE_LOG = tmp_path / "erasure.log"
    settings.STORY_FILES_ROOT = tmp_path / "stories"


@pytest.fixture
def coalition() -> CoalitionPage:
    return CoalitionPageFactory(title="Van ons", slug="ons")


@pytest.fixture
def story(coalition: CoalitionPage) -> StoryPage:
    return StoryPageFactory(parent=coalition, title="De nacht", voice="professional")


@pytest.fixture
def coordinator(coalition: CoalitionPage, client: Client) -> User:
    user = coordinator_of(coalition, email="nadia@voorbeeld.test")
    client.force_login(user)
    return user


def address(story: StoryPage) -> str:
    return f"/coalitie/ons/verhalen/{story.pk}/"


def promised(
    story: StoryPage, coalition: CoalitionPage, author: User, *, now: datetime | None = None
) -> CoalitionResponse:
    told = {"what": "Wij bellen voortaan terug.", "without_approach": "Nieuw."}
    response = Response(CoalitionAnswer.WILL_CHANGE, **told)
    made = respond(story=story, coalition=coalition, author=author, response=response, now=now)
    return check_response(response=made, editor=national_editor(), now=now)


class TestAnswering:
    def test_a_change_says_what(self, client: Client, coordinator: User, story: StoryPage) -> None:
        text = client.post(address(story), {"answer": "veranderd"}).content.decode()
        assert "Schrijf op wat er verandert" in text and "<title>Fout: " in text
        assert not CoalitionResponse.objects.exists()

    def test_a_change_shows_in_an_approach_or_says_to_the_editors_why_not(
        self, client: Client, coordinator: User, story: StoryPage
    ) -> None:
        change = {"answer": "veranderd", "what": "Wij bellen terug."}
        text = client.post(address(story), change).content.decode()
        assert "Kies de aanpak waarin u dit doet" in text and "<title>Fout: " in text
        assert not CoalitionResponse.objects.exists()
        client.post(address(story), {**change, "without_approach": "Wij beschrijven dit nog."})
        made = CoalitionResponse.objects.get()
        client.force_login(national_editor())
        assert "Wij beschrijven dit nog." in client.get("/redactie/verhalen/reacties/").content.decode()
        client.post(f"/redactie/verhalen/reacties/{made.pk}/", {"mag": "ja"})
        shown = Client().get(story.url).content.decode()
        assert "Wij bellen terug." in shown and "Wij beschrijven dit nog." not in shown

    def test_sent_twice_it_is_one_and_other_words_are_another(
        self, client: Client, coordinator: User, story: StoryPage
    ) -> None:
        form = client.get(address(story)).context["form"]
        once = form["once"].value()
        assert f'name="once" value="{once}"' in str(form["once"])
        for text in ("Dank u wel.", "Dank u wel.", "Dank u zeer."):
            answer = client.post(address(story), {"answer": "gelezen", "text": text, "once": once})
            assert answer["Location"] == "/coalitie/ons/verhalen/"
        assert [one.text for one in CoalitionResponse.objects.all()] == ["Dank u wel.", "Dank u zeer."]

    def test_thanks_need_no_approach(self, client: Client, coordinator: User, story: StoryPage) -> None:
        client.post(address(story), {"answer": "gelezen", "text": "Dank u wel."})
        assert CoalitionResponse.objects.get().approach is None

    def test_readers_see_it_once_an_editor_checked_it(
        self, client: Client, coordinator: User, coalition: CoalitionPage, story: StoryPage
    ) -> None:
        approach = ApproachPageFactory(parent=coalition, title="Terugbellen")
        values = {"answer": "veranderd", "what": "Wij bellen terug.", "approach": approach.pk}
        client.post(address(story), values)
        assert "Wij bellen terug." not in Client().get(story.url).content.decode()
        client.force_login(national_editor())
        made = CoalitionResponse.objects.get()
        assert "Wij bellen terug." in client.get("/redactie/verhalen/reacties/").content.decode()
        client.post(f"/redactie/verhalen/reacties/{made.pk}/", {"mag": "ja"})
        text = Client().get(story.url).content.decode()
        assert "Wij bellen terug." in text and "Terugbellen" in text
        approach.unpublish()
        assert "Terugbellen" not in Client().get(story.url).content.decode()

    def test_an_editor_may_turn_it_down_before_and_not_after(
        self, client: Client, coordinator: User, coalition: CoalitionPage, story: StoryPage
    ) -> None:
        checked = promised(story, coalition, coordinator)
        client.post(address(story), {"answer": "gelezen", "text": "Dank."})
        other = CoalitionResponse.objects.exclude(pk=checked.pk).get()
        client.force_login(national_editor())
        for response in (checked, other):
            client.post(f"/redactie/verhalen/reacties/{response.pk}/", {"mag": "nee"})
        assert list(CoalitionResponse.objects.all()) == [checked]

    def test_only_whoever_leads_it_and_only_about_what_is_near(
        self, client: Client, coordinator: User, coalition: CoalitionPage, story: StoryPage
    ) -> None:
        elsewhere = StoryPageFactory(parent=CoalitionPageFactory(), voice="professional")
        assert client.get(address(elsewhere)).status_code == 404
        client.force_login(coordinator_of(CoalitionPageFactory()))
        assert client.get(address(story)).status_code == 404
        client.force_login(member_of(coalition))
        assert client.get(address(story)).status_code == 404

    def test_its_page_in_the_admin_leads_there_who_speaks_for_it_alone(
        self, client: Client, coordinator: User, coalition: CoalitionPage
    ) -> None:
        explorer, way = f"/admin/pages/{coalition.pk}/", 'href="/coalitie/ons/verhalen/"'
        assert way in client.get(explorer).content.decode()
        client.force_login(member_of(coalition))
        assert way not in client.get(explorer).content.decode()

    def test_a_story_about_their_approach_is_near(
        self, client: Client, coordinator: User, coalition: CoalitionPage
    ) -> None:
        about = StoryPageFactory(title="Ver weg", approaches=[ApproachPageFactory(parent=coalition)])
        assert "Ver weg" in client.get("/coalitie/ons/verhalen/").content.decode()
        assert client.get(address(about)).status_code == 200


class TestHalfAYearLater:
    def test_the_coordinators_are_asked_once(
        self, settings: Any, coordinator: User, coalition: CoalitionPage, story: StoryPage
    ) -> None:
        promised(story, coalition, coordinator)
        later = timezone.now() + HALF_A_YEAR
        assert ask_what_became(now=timezone.now()) == 0
        assert (ask_what_became(now=later), ask_what_became(now=later)) == (1, 0)
        send_due()
        sent = mail.outbox[0]
        assert (sent.to, len(mail.outbox)) == ([coordinator.email], 1)
        assert "/coalitie/ons/verhalen/" in sent.body and "De nacht" not in sent.body

    def test_the_mail_is_not_sent_when_the_story_is_gone_by_then(
        self, coordinator: User, coalition: CoalitionPage
    ) -> None:
        row, page = published()
        promised(page, coalition, coordinator)
        ask_what_became(now=timezone.now() + HALF_A_YEAR)
        assert Message.objects.exclude(composer="").exists()
        withdrawing.withdraw(submission=row)
        send_due()
        assert mail.outbox == []
        assert not CoalitionResponse.objects.exists()

    def test_what_became_of_it_is_a_response_of_its_own(
        self, client: Client, coordinator: User, coalition: CoalitionPage, story: StoryPage
    ) -> None:
        earlier = promised(story, coalition, coordinator, now=timezone.now() - HALF_A_YEAR)
        assert "Hoe is het nu?" in client.get("/coalitie/ons/verhalen/").content.decode()
        values = {"answer": "veranderd", "what": "Nu bellen wij terug.", "without_approach": "Nieuw."}
        client.post(f"/coalitie/ons/beloofd/{earlier.pk}/", values)
        assert promises_due(coalition, timezone.localdate()) == []
        assert story.responses.to_check().get().what == "Nu bellen wij terug."
        again = client.post(f"/coalitie/ons/beloofd/{earlier.pk}/", values, follow=True)
        assert "staat al bij de redactie" in again.content.decode()
        assert CoalitionResponse.objects.count() == 2

    @pytest.mark.parametrize(("judged", "open_again"), [("nee", True), ("ja", False)])
    def test_it_is_asked_again_when_an_editor_turns_that_down(
        self,
        judged: str,
        open_again: bool,
        client: Client,
        coordinator: User,
        coalition: CoalitionPage,
        story: StoryPage,
    ) -> None:
        earlier = promised(story, coalition, coordinator, now=timezone.now() - HALF_A_YEAR)
        ask_what_became()
        way = f"/coalitie/ons/beloofd/{earlier.pk}/"
        client.post(way, {"answer": "gelezen"})
        client.force_login(national_editor())
        client.post(f"/redactie/verhalen/reacties/{story.responses.to_check().get().pk}/", {"mag": judged})
        assert list(client.get("/redactie/verhalen/reacties/").context["silent"]) == [earlier] * open_again
        client.force_login(coordinator)
        assert (way in client.get("/coalitie/ons/verhalen/").content.decode()) == open_again
        assert client.get(way).status_code == (200 if open_again else 404)

    def test_no_mail_asks_after_what_was_said_meanwhile(
        self, settings: Any, coordinator: User, coalition: CoalitionPage, story: StoryPage
    ) -> None:
        earlier = promised(story, coalition, coordinator, now=timezone.now() - HALF_A_YEAR)
        assert ask_what_became() == 1
        said = {"earlier": earlier, "author": coordinator, "response": Response(CoalitionAnswer.THANKS)}
        follow_up(**said)
        send_due()
        assert mail.outbox == []
        with pytest.raises(AlreadySaid):  # the second of two clicks at once: the story is still there
            follow_up(**said)


def test_an_approach_that_cant_be_is_refused(client: Client, coordinator: User, story: StoryPage) -> None:
    answer = client.post(address(story), {"answer": "veranderd", "what": "Wij bellen terug.", "approach": "9" * 30})
    assert answer.status_code == 200 and "approach" in answer.context["form"].errors
    assert not CoalitionResponse.objects.exists()
