"""What is erased leaves no mail of itself behind, and takes nobody else's mail along."""

from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.urls import reverse

from core.erasing import erasing
from mail import outbox
from mail.models import Message
from stories.models import StoryPage
from tests.factories.stories import StoryPageFactory
from tests.mail.transport import Server

pytestmark = pytest.mark.django_db

TITLE = "Kansrijke Start"
"""Of a story; all our mail is signed with it."""


@pytest.fixture
def server(settings: Any, monkeypatch: pytest.MonkeyPatch) -> type[Server]:
    settings.MAIL_TRANSPORT = "tests.mail.transport.Server"
    for name, value in (("taken", []), ("on_open", None), ("on_send", None)):
        monkeypatch.setattr(Server, name, value)
    return Server


@pytest.fixture
def story() -> StoryPage:
    return StoryPageFactory(title=TITLE)


def wait(text: str, subject: str = "Een nieuw wachtwoord") -> Message:
    """Mail that was put in the outbox."""
    outbox.store([EmailMessage(subject, text, to=["iemand@voorbeeld.test"])])
    return Message.objects.latest("pk")


def erase(story: StoryPage) -> None:
    erasing.send(sender=StoryPage, page=story)


def kept() -> list[tuple[str, str, list[str]]]:
    return [(row.subject, row.text, row.to) for row in Message.objects.all()]


def test_mail_about_something_else_arrives_though_it_has_the_words_of_a_title_and_is_emptied_then(
    story: StoryPage, server: type[Server]
) -> None:
    wait(f"Kies een nieuw wachtwoord.\n\n--\n{TITLE}")
    erase(story)
    assert outbox.send_due() == 1
    assert [mail.subject for mail in server.taken] == ["Een nieuw wachtwoord"]
    assert (kept(), Message.objects.get().state) == ([("", "", [])], Message.State.SENT)


def test_mail_that_arrived_and_has_the_words_of_a_title_is_emptied_at_once(
    story: StoryPage, server: type[Server]
) -> None:
    wait(f"Gelezen: “{TITLE}”"), wait("Iets anders")
    outbox.send_due()
    erase(story)
    assert sorted(text for _subject, text, _to in kept()) == ["", "Iets anders"]


def test_mail_that_is_being_sent_while_its_words_are_erased_is_emptied_too(
    story: StoryPage, server: type[Server], monkeypatch: pytest.MonkeyPatch
) -> None:
    wait(TITLE)
    monkeypatch.setattr(Server, "on_send", staticmethod(lambda message: erase(story)))
    assert outbox.send_due() == 1
    assert kept() == [("", "", [])]


def test_mail_that_was_given_up_can_still_be_sent_again(story: StoryPage, server: type[Server]) -> None:
    row = wait(TITLE)
    Message.objects.filter(pk=row.pk).update(state=Message.State.DEAD)
    erase(story)
    outbox.retry([row.pk])
    assert outbox.send_due() == 1
    assert (server.taken[0].body, kept()) == (TITLE, [("", "", [])])


@pytest.mark.parametrize("state", [Message.State.WAITING, Message.State.SENT, Message.State.DEAD])
def test_mail_with_an_address_of_the_page_goes(story: StoryPage, state: str) -> None:
    wait(f"Kijk: {story.url}")
    wait(f"Kijk: {reverse('wagtailadmin_pages:edit', args=[story.pk])}")
    Message.objects.update(state=state)
    erase(story)
    assert not Message.objects.exists()


def test_mail_with_an_address_that_only_looks_like_it_stays_as_it_is(story: StoryPage) -> None:
    texts = [f"Kijk: /aanpakken/{story.slug}/", f"Kijk: /admin/pages/{story.pk}0/edit/"]
    for text in texts:
        wait(text)
    Message.objects.update(state=Message.State.DEAD)
    erase(story)
    assert [text for _subject, text, _to in kept()] == texts[::-1]


def test_a_title_of_a_word_empties_nothing() -> None:
    story = StoryPageFactory(title="Samen")
    wait("Samen verder")
    Message.objects.update(state=Message.State.SENT)
    erase(story)
    assert [text for _subject, text, _to in kept()] == ["Samen verder"]
