"""Comments on a page: written and answered in the editor, mailed to who may edit it and to nobody else."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Comment, CommentReply, Page, PageSubscription

from accounts.models import User
from approaches.models import ApproachPage
from coalitions.merging import merge_coalitions
from coalitions.models import CoalitionPage
from coalitions.services import remove_member
from mail.models import Message, Wish
from mail.preferences import choose
from tests.factories.approaches import ApproachPageFactory
from tests.factories.coalitions import CoalitionPageFactory, coordinator_of, editor, member_of
from tests.factories.stories import StoryPageFactory
from tests.forms import approach_form

pytestmark = pytest.mark.django_db

WORDS = "Wat kost dit per gezin?"
ANSWER = "Ongeveer tachtig euro."


@pytest.fixture(autouse=True)
def _outbox(settings: Any) -> None:
    settings.EMAIL_BACKEND = "mail.backend.OutboxBackend"


@pytest.fixture
def coalition() -> CoalitionPage:
    return CoalitionPageFactory(title="Zaanstad")


@pytest.fixture
def coordinator(coalition: CoalitionPage) -> User:
    return coordinator_of(coalition, email="coordinator@voorbeeld.test")


@pytest.fixture
def redactie() -> User:
    return editor(email="redactie@voorbeeld.test", first_name="Ria", last_name="Redacteur")


@pytest.fixture
def page(coalition: CoalitionPage) -> ApproachPage:
    return ApproachPageFactory(parent=coalition, title="Warme belroute", live=False)


def follow(user: User, *pages: Page) -> None:
    """As who makes a page in the admin does."""
    for page in pages:
        PageSubscription.objects.create(user=user, page=page, comment_notifications=True)


def sent(page: ApproachPage, *comments: dict[str, Any]) -> dict[str, Any]:
    """What the browser sends of an approach and its comments."""
    data = approach_form(title=page.title, slug=page.slug, summary="Kort")
    known = [comment for comment in comments if comment.get("id")]
    data |= {"comments-TOTAL_FORMS": len(comments), "comments-INITIAL_FORMS": len(known)}
    for place, comment in enumerate(comments):
        replies = comment.get("replies", ())
        shown = {"contentpath": "summary", "position": "", "DELETE": "", "resolved": "", **comment}
        shown |= {"replies-TOTAL_FORMS": len(replies), "replies-INITIAL_FORMS": 0}
        shown |= {f"replies-{number}-text": text for number, text in enumerate(replies)}
        data |= {f"comments-{place}-{name}": value for name, value in shown.items() if name != "replies"}
    return data


def say(client: Client, user: User, page: ApproachPage, *comments: dict[str, Any]) -> None:
    client.force_login(user)
    answer = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), sent(page, *comments))
    assert answer.status_code == 302, answer.content.decode()


def seen(client: Client, user: User, page: Page) -> str:
    client.force_login(user)
    return client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()


def mails() -> list[str]:
    return [message.to[0] for message in Message.objects.order_by("pk")]


class TestInTheEditor:
    @pytest.mark.parametrize("make", [ApproachPageFactory, StoryPageFactory, CoalitionPageFactory])
    def test_every_page_has_them(self, make: Any, client: Client, redactie: User) -> None:
        assert "comments-data" in seen(client, redactie, make())

    def test_what_the_editors_ask_the_coordinator_reads_and_answers(
        self, client: Client, coordinator: User, redactie: User, page: ApproachPage
    ) -> None:
        say(client, redactie, page, {"text": WORDS})
        comment = Comment.objects.get()
        assert (comment.text, comment.user, comment.page_id) == (WORDS, redactie, page.pk)
        assert WORDS in seen(client, coordinator, page)
        say(client, coordinator, page, {"id": comment.pk, "text": WORDS, "replies": [ANSWER]})
        assert CommentReply.objects.get().text == ANSWER
        assert ANSWER in seen(client, redactie, page)

    def test_a_reader_of_the_page_sees_none(
        self, client: Client, coalition: CoalitionPage, redactie: User, coordinator: User
    ) -> None:
        page = ApproachPageFactory(parent=coalition)
        say(client, redactie, page, {"text": WORDS})
        client.logout()
        assert WORDS not in client.get(page.url).content.decode()


class TestMail:
    def test_who_follows_the_page_gets_one_with_the_words(
        self, client: Client, coordinator: User, redactie: User, page: ApproachPage
    ) -> None:
        follow(coordinator, page)
        follow(redactie, page)
        say(client, redactie, page, {"text": WORDS})
        assert mails() == [coordinator.email]
        message = Message.objects.get()
        assert message.subject == "Opmerkingen bij: Warme belroute"
        assert "Ria Redacteur schreef bij “Warme belroute”." in message.text
        assert f"Nieuwe opmerking: “{WORDS}”" in message.text
        assert f"/admin/pages/{page.pk}/edit/" in message.text

    def test_saving_again_mails_nothing(
        self, client: Client, coordinator: User, redactie: User, page: ApproachPage
    ) -> None:
        follow(coordinator, page)
        say(client, redactie, page, {"text": WORDS})
        say(client, redactie, page, {"id": Comment.objects.get().pk, "text": WORDS})
        assert len(mails()) == 1

    @pytest.mark.parametrize(("wish", "count"), [(Wish.ALL, 1), (Wish.TODO, 0), (Wish.NONE, 0)])
    def test_as_they_wish(
        self, wish: Wish, count: int, client: Client, coordinator: User, redactie: User, page: ApproachPage
    ) -> None:
        follow(coordinator, page)
        choose(coordinator, wish)
        say(client, redactie, page, {"text": WORDS})
        assert len(mails()) == count

    def test_who_took_part_hears_of_their_thread_only(
        self, client: Client, coalition: CoalitionPage, coordinator: User, redactie: User, page: ApproachPage
    ) -> None:
        say(client, redactie, page, {"text": WORDS})
        comment = Comment.objects.get()
        Message.objects.all().delete()
        say(
            client, coordinator, page,
            {"id": comment.pk, "text": WORDS, "replies": [ANSWER]}, {"text": "Een tweede vraag"},
        )  # fmt: skip
        message = Message.objects.get()
        assert message.to == [redactie.email]
        assert f"Antwoord op “{WORDS}”: “{ANSWER}”" in message.text
        assert "Een tweede vraag" not in message.text

    def test_who_took_part_hears_that_it_is_settled(
        self, client: Client, coordinator: User, redactie: User, page: ApproachPage
    ) -> None:
        say(client, redactie, page, {"text": WORDS})
        say(client, coordinator, page, {"id": Comment.objects.get().pk, "text": WORDS, "resolved": "on"})
        assert mails() == [redactie.email]
        assert f"Afgehandeld: “{WORDS}”" in Message.objects.get().text


class TestAnotherCoalition:
    """Whoever may not edit the page never gets the words, however they came to follow it."""

    def test_who_follows_without_rights_gets_nothing(
        self, client: Client, coordinator: User, redactie: User, page: ApproachPage
    ) -> None:
        follow(coordinator_of(CoalitionPageFactory()), page)
        say(client, redactie, page, {"text": WORDS})
        assert mails() == []

    def test_who_took_part_and_lost_their_rights_gets_nothing(
        self, client: Client, coalition: CoalitionPage, coordinator: User, redactie: User, page: ApproachPage
    ) -> None:
        say(client, coordinator, page, {"text": WORDS})
        coordinator.groups.clear()
        say(client, redactie, page, {"id": Comment.objects.get().pk, "text": WORDS, "replies": [ANSWER]})
        assert mails() == []

    def test_a_page_that_moves_is_followed_by_who_may_edit_it_there(
        self, coalition: CoalitionPage, coordinator: User, redactie: User, page: ApproachPage
    ) -> None:
        theirs = CoalitionPageFactory()
        both = member_of(coalition, theirs)
        for user in (coordinator, redactie, both):
            follow(user, page)
        page.move(theirs, pos="last-child")
        followers = PageSubscription.objects.filter(page=page.pk)
        assert {follower.user for follower in followers} == {redactie, both}

    def test_a_merge_takes_its_followers_along(
        self, coalition: CoalitionPage, coordinator: User, page: ApproachPage
    ) -> None:
        follow(coordinator, page)
        target = CoalitionPageFactory()
        merge_coalitions(source=CoalitionPage.objects.get(pk=coalition.pk), target=target)
        assert ApproachPage.objects.child_of(CoalitionPage.objects.get(pk=target.pk)).get() == page
        assert PageSubscription.objects.get(page=page.pk).user == coordinator

    def test_who_leaves_follows_nothing_there_any_more(
        self, coalition: CoalitionPage, coordinator: User, page: ApproachPage
    ) -> None:
        elsewhere = ApproachPageFactory(parent=CoalitionPageFactory())
        member = member_of(coalition, elsewhere.get_parent().specific)
        follow(member, page, elsewhere)
        remove_member(coalition, member)
        assert [follower.page_id for follower in PageSubscription.objects.filter(user=member)] == [elsewhere.pk]
