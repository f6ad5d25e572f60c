"""A question reaches who is behind a page now, and nobody learns an address by asking."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.core.signing import TimestampSigner
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from accounts.models import User
from approaches.models import ApproachPage
from coalitions import contact_views
from coalitions.contact import recipients_of
from coalitions.contact_forms import SALT
from coalitions.models import CoalitionPage
from coalitions.roles import editors
from coalitions.services import add_editor, add_member, remove_member
from tests.factories.approaches import ApproachPageFactory
from tests.factories.coalitions import CoalitionPageFactory
from tests.factories.stories import StoryPageFactory

pytestmark = pytest.mark.django_db

ADDRESS = "nadia@coalitie.test"
QUESTION = {"name": "Joost", "address": "joost@elders.test", "text": "Hoe begonnen jullie?", "website": ""}


@pytest.fixture
def coalition() -> CoalitionPage:
    return CoalitionPageFactory(contact_email="")


@pytest.fixture
def approach(coalition: CoalitionPage) -> ApproachPage:
    return ApproachPageFactory(parent=coalition, title="Belroute", contact_email=ADDRESS)


def stamp(ago: timedelta = timedelta(minutes=1), value: str = "eenmalig") -> str:
    """What the form carries when it was shown some time ago."""
    with time_machine.travel(timezone.now() - ago, tick=False):
        return TimestampSigner(salt=SALT).sign(value)


def send(client: Client, page: Any, **changes: str) -> Any:
    return client.post(f"/contact/{page.pk}/", {**QUESTION, "started": stamp(), **changes})


def user(email: str, **extra: Any) -> User:
    return User.objects.create_user(email, "een-lang-wachtwoord", **extra)


def test_a_name_that_nobody_sees_is_none(approach: ApproachPage, client: Client) -> None:
    assert "name" in send(client, approach, name="\u200b\u202e").context["form"].errors


def test_a_question_goes_to_the_contact_person_and_the_answer_to_who_asked(
    approach: ApproachPage, client: Client, mailoutbox: list[Any], settings: Any
) -> None:
    settings.BASE_URL = "https://site.test"
    response = send(client, approach)
    assert (response.status_code, response.headers["location"]) == (302, f"/contact/{approach.pk}/verstuurd/")
    (message,) = mailoutbox
    assert (message.to, message.reply_to, message.cc, message.bcc) == ([ADDRESS], ["joost@elders.test"], [], [])
    assert "Hoe begonnen jullie?" in message.body and f"https://site.test{approach.url}" in message.body
    assert message.subject == "Vraag over: Belroute"


def test_no_page_of_the_form_shows_an_address(approach: ApproachPage, client: Client) -> None:
    pages = [
        client.get(f"/contact/{approach.pk}/"),
        send(client, approach, name=""),
        client.get(f"/contact/{approach.pk}/verstuurd/"),
    ]
    for page in pages:
        assert page.status_code == 200
        assert ADDRESS not in page.content.decode()


def test_the_address_is_looked_up_when_the_question_is_sent(
    approach: ApproachPage, client: Client, mailoutbox: list[Any]
) -> None:
    client.get(f"/contact/{approach.pk}/")
    ApproachPage.objects.update(contact_email="opvolger@coalitie.test")
    send(client, approach)
    assert [message.to for message in mailoutbox] == [["opvolger@coalitie.test"]]


def test_without_a_contact_person_the_coalition_gets_it_then_its_coordinators_then_the_editors(
    approach: ApproachPage, coalition: CoalitionPage
) -> None:
    editor = user("redactie@landelijk.test")
    add_editor(editor)
    ApproachPage.objects.update(contact_email="")
    approach.refresh_from_db()
    assert recipients_of(approach) == (editor.email,)
    for name in ("b", "a"):
        add_member(coalition, user(f"{name}@coalitie.test"), as_coordinator=True)
    assert recipients_of(approach) == ("a@coalitie.test", "b@coalitie.test")
    CoalitionPage.objects.update(contact_email="post@coalitie.test")
    assert recipients_of(approach) == ("post@coalitie.test",)


def test_a_contact_person_whose_account_was_closed_gets_nothing(
    approach: ApproachPage, coalition: CoalitionPage
) -> None:
    user(ADDRESS, is_active=False)
    add_member(coalition, user("a@coalitie.test"), as_coordinator=True)
    assert recipients_of(approach) == ("a@coalitie.test",)


def test_a_contact_person_who_left_the_team_gets_nothing(approach: ApproachPage, coalition: CoalitionPage) -> None:
    leaver = user(ADDRESS)
    add_member(coalition, leaver, as_coordinator=True)
    add_member(coalition, user("a@coalitie.test"), as_coordinator=True)
    assert recipients_of(approach) == (ADDRESS,)
    remove_member(coalition, leaver)
    assert recipients_of(approach) == ("a@coalitie.test",)
    CoalitionPage.objects.update(contact_email=ADDRESS.upper())
    assert recipients_of(approach) == ("a@coalitie.test",)


def test_a_member_stays_the_contact_person(approach: ApproachPage, coalition: CoalitionPage) -> None:
    add_member(coalition, user(ADDRESS), as_coordinator=False)
    add_member(coalition, user("a@coalitie.test"), as_coordinator=True)
    assert recipients_of(approach) == (ADDRESS,)


def test_who_signs_up_with_the_address_of_a_contact_person_keeps_no_message_from_them(
    approach: ApproachPage, coalition: CoalitionPage
) -> None:
    stranger = user(ADDRESS)
    stranger.emailaddress_set.update(verified=False)  # type: ignore[attr-defined]
    add_member(coalition, user("a@coalitie.test"), as_coordinator=True)
    assert recipients_of(approach) == (ADDRESS,)


def test_the_contact_person_of_what_belongs_to_no_coalition_may_have_an_account() -> None:
    user(ADDRESS)
    assert recipients_of(ApproachPageFactory(contact_email=ADDRESS)) == (ADDRESS,)


def test_coordinators_do_not_learn_each_others_address(
    coalition: CoalitionPage, client: Client, mailoutbox: list[Any]
) -> None:
    for name in ("a", "b"):
        add_member(coalition, user(f"{name}@coalitie.test"), as_coordinator=True)
    send(client, coalition)
    assert [message.to for message in mailoutbox] == [["a@coalitie.test"], ["b@coalitie.test"]]


def test_when_nobody_can_get_it_the_visitor_is_told_and_keeps_the_text(
    coalition: CoalitionPage, client: Client, mailoutbox: list[Any]
) -> None:
    Group.objects.get(name=editors().name).user_set.clear()
    response = send(client, coalition)
    assert response.status_code == 503
    assert "Hoe begonnen jullie?" in response.content.decode()
    assert mailoutbox == []


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("name", "", "Vul uw naam in."),
        ("address", "geen adres", "Dit is geen e-mailadres."),
        ("text", "  ", "Schrijf uw vraag op."),
        ("text", "x" * 5001, "Uw vraag is te lang."),
        ("started", "nagemaakt", "Deze pagina stond te lang open."),
    ],
)
def test_what_is_wrong_is_said_and_the_rest_is_kept(
    field: str, value: str, said: str, approach: ApproachPage, client: Client, mailoutbox: list[Any]
) -> None:
    page = send(client, approach, **{field: value}).content.decode()
    assert said in page and "<title>Fout: " in page
    assert all(kept in page for name, kept in QUESTION.items() if name != field and kept)
    assert mailoutbox == []


@pytest.mark.parametrize(
    ("ago", "said"),
    [(timedelta(seconds=1), "heel snel"), (timedelta(days=2), "te lang open")],
)
def test_too_soon_or_too_late_is_mended_by_sending_again(
    ago: timedelta, said: str, approach: ApproachPage, client: Client, mailoutbox: list[Any]
) -> None:
    page = send(client, approach, started=stamp(ago)).content.decode()
    assert said in page
    fresh = page.split('name="started" value="')[1].split('"')[0]
    with time_machine.travel(timezone.now() + timedelta(seconds=10), tick=False):
        assert send(client, approach, started=fresh).status_code == 302
    assert len(mailoutbox) == 1


def test_when_the_field_that_nobody_sees_is_filled_in_nothing_is_sent_and_sending_again_mends_it(
    approach: ApproachPage, client: Client, mailoutbox: list[Any]
) -> None:
    """A machine, or a browser that fills in forms: what a person wrote isn't thrown away."""
    page = send(client, approach, website="https://spam.test").content.decode()
    assert mailoutbox == []
    assert "Uw vraag is nog niet verstuurd" in page
    assert QUESTION["text"] in page
    assert "spam.test" not in page
    fresh = page.split('name="started" value="')[1].split('"')[0]
    with time_machine.travel(timezone.now() + timedelta(seconds=10), tick=False):
        assert send(client, approach, started=fresh).status_code == 302
    assert len(mailoutbox) == 1


def test_clicking_twice_sends_once(approach: ApproachPage, client: Client, mailoutbox: list[Any]) -> None:
    started = stamp()
    assert [send(client, approach, started=started).status_code for _ in range(2)] == [302, 302]
    assert len(mailoutbox) == 1


def test_a_town_hall_behind_one_address_asks_and_who_sends_by_the_thousand_is_stopped(
    coalition: CoalitionPage, client: Client, mailoutbox: list[Any]
) -> None:
    pages = [ApproachPageFactory(parent=coalition, contact_email=ADDRESS) for _ in range(5)]
    answers = [send(client, pages[number % 5], started=stamp(value=str(number))) for number in range(41)]
    assert [answer.status_code for answer in answers] == [302] * 40 + [429]
    assert len(mailoutbox) == 40
    elsewhere = Client(REMOTE_ADDR="198.51.100.7")
    assert send(elsewhere, pages[0], started=stamp(value="elders")).status_code == 302


def test_one_address_alone_does_not_use_up_what_others_may_ask_about_a_page(
    approach: ApproachPage, client: Client, mailoutbox: list[Any]
) -> None:
    answers = [send(client, approach, started=stamp(value=str(number))) for number in range(11)]
    assert [answer.status_code for answer in answers] == [302] * 10 + [429]
    elsewhere = Client(REMOTE_ADDR="198.51.100.7")
    assert send(elsewhere, approach, started=stamp(value="elders")).status_code == 302


def test_who_has_to_wait_is_told_how_long_and_keeps_the_text(
    approach: ApproachPage, client: Client, mailoutbox: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(contact_views, "PER_ADDRESS", replace(contact_views.PER_ADDRESS, limit=1))
    send(client, approach, started=stamp(value="een"))
    refused = send(client, approach, started=stamp(value="twee"))
    page = refused.content.decode()
    assert (refused.status_code, 0 < int(refused.headers["retry-after"]) <= 3600) == (429, True)
    assert "<title>Fout: " in page and "Verstuur hem over 60 minuten nog een keer." in page
    assert '<li><a href="#id_name">Vanaf uw verbinding' in page
    assert all(kept in page for kept in QUESTION.values() if kept)


@pytest.mark.parametrize("why", ["too many", "nobody to get it"])
def test_a_form_that_was_not_sent_is_sent_by_sending_it_again(
    why: str, coalition: CoalitionPage, client: Client, mailoutbox: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Told that it was sent means that it was: the form is used up by its message and by nothing else."""
    started, status = stamp(), 429 if why == "too many" else 503
    with monkeypatch.context() as patch:
        if why == "too many":
            patch.setattr(contact_views, "PER_PAGE", replace(contact_views.PER_PAGE, limit=0))
        else:
            Group.objects.get(name=editors().name).user_set.clear()
        assert [send(client, coalition, started=started).status_code for _ in range(2)] == [status] * 2
    assert mailoutbox == []
    add_member(coalition, user("a@coalitie.test"), as_coordinator=True)
    assert [send(client, coalition, started=started).status_code for _ in range(2)] == [302] * 2
    assert len(mailoutbox) == 1


def test_what_was_refused_does_not_count(
    coalition: CoalitionPage, client: Client, mailoutbox: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    add_member(coalition, user("a@coalitie.test"), as_coordinator=True)
    with monkeypatch.context() as patch:
        patch.setattr(contact_views, "PER_PAGE", replace(contact_views.PER_PAGE, limit=0))
        answers = [send(client, coalition, started=stamp(value=str(number))) for number in range(12)]
        assert {answer.status_code for answer in answers} == {429}
    assert send(client, coalition).status_code == 302


def test_a_page_that_this_visitor_may_not_see_can_not_be_asked_about(
    approach: ApproachPage, coalition: CoalitionPage, client: Client, mailoutbox: list[Any]
) -> None:
    draft = ApproachPageFactory(parent=coalition, live=False)
    restricted = ApproachPageFactory(parent=coalition)
    PageViewRestriction.objects.create(page=restricted, restriction_type=PageViewRestriction.LOGIN)
    story = StoryPageFactory(parent=coalition)
    for pk in (draft.pk, restricted.pk, story.pk, 999_999):
        for path in (f"/contact/{pk}/", f"/contact/{pk}/verstuurd/"):
            assert client.get(path).status_code == 404
        assert client.post(f"/contact/{pk}/", {**QUESTION, "started": stamp()}).status_code == 404
    assert mailoutbox == []
