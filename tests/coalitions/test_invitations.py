"""An invitation works once, for two weeks, for one address; and its secret is in no table."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from coalitions import invitations
from coalitions.membership import coalitions_of, is_coordinator
from coalitions.models import CoalitionPage, Invitation
from coalitions.services import add_editor, add_member, ensure_team, remove_member
from core.days import end_of_day
from mail.models import Message, Wish
from mail.preferences import choose
from tests.factories.coalitions import CoalitionPageFactory, coordinator_of, editor, member_of

pytestmark = [pytest.mark.django_db, pytest.mark.every_example]

ADDRESS = "nieuw@voorbeeld.test"


@pytest.fixture(autouse=True)
def _outbox(settings: Any) -> None:
    settings.EMAIL_BACKEND = "mail.backend.OutboxBackend"


@pytest.fixture
def coalition() -> CoalitionPage:
    return CoalitionPageFactory(title="Kansrijke Start Zaanstad")


@pytest.fixture
def coordinator(coalition: CoalitionPage) -> User:
    return coordinator_of(coalition, first_name="Nadia", last_name="Brouwer")


def invited(coalition: CoalitionPage, by: User, email: str = ADDRESS, *, as_coordinator: bool = False) -> str:
    """The secret in the link of the mail."""
    invitations.invite(coalition, email=email, as_coordinator=as_coordinator, by=by)
    return secret_in(Message.objects.latest("pk"))


def secret_in(message: Message) -> str:
    return next(line.rstrip("/").rpartition("/")[2] for line in message.text.splitlines() if "/uitnodiging/" in line)


def somebody(email: str = ADDRESS) -> User:
    return User.objects.create_user(email)


def test_the_mail_says_who_invites_to_what_until_when(coalition: CoalitionPage, coordinator: User) -> None:
    invited(coalition, coordinator, "Nieuw@Voorbeeld.test")
    message = Message.objects.get()
    assert message.to == [ADDRESS]
    assert message.subject == "Uitnodiging: doe mee met Kansrijke Start Zaanstad"
    last_day = timezone.localdate() + invitations.VALID_FOR
    for part in ("Nadia Brouwer nodigt u uit als lid", f"{last_day:%d-%m-%Y}", ADDRESS):
        assert part in message.text


def test_it_comes_whatever_mail_somebody_wants(coalition: CoalitionPage, coordinator: User) -> None:
    choose(somebody(), Wish.NONE)
    invited(coalition, coordinator)
    assert Message.objects.exists()


def test_the_secret_stands_in_no_row_of_the_invitation(coalition: CoalitionPage, coordinator: User) -> None:
    secret = invited(coalition, coordinator)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {Invitation._meta.db_table}")
        assert secret not in str(cursor.fetchall())
    assert len(secret) >= 43  # 256 bits


@pytest.mark.parametrize("as_coordinator", [False, True])
def test_who_accepts_joins_in_that_role(coalition: CoalitionPage, coordinator: User, as_coordinator: bool) -> None:
    secret = invited(coalition, coordinator, as_coordinator=as_coordinator)
    user = somebody()
    assert invitations.accept(secret, user=user) == coalition
    assert coalitions_of(user) == [coalition]
    assert is_coordinator(user, coalition) == as_coordinator


def test_it_works_once(coalition: CoalitionPage, coordinator: User) -> None:
    secret, user = invited(coalition, coordinator), somebody()
    invitations.accept(secret, user=user)
    with pytest.raises(invitations.InvitationUsed):
        invitations.accept(secret, user=user)


def test_it_works_for_that_address_alone(coalition: CoalitionPage, coordinator: User) -> None:
    secret, other = invited(coalition, coordinator), somebody("ander@voorbeeld.test")
    with pytest.raises(invitations.ForAnotherAddress):
        invitations.accept(secret, user=other)
    assert coalitions_of(other) == []
    assert invitations.look_up(secret).email == ADDRESS  # the right one can still use it


def test_it_works_for_two_weeks_the_last_day_included(coalition: CoalitionPage, coordinator: User) -> None:
    secret, user = invited(coalition, coordinator), somebody()
    last = end_of_day(timezone.now() + timedelta(days=14))
    with pytest.raises(invitations.InvitationExpired):
        invitations.accept(secret, user=user, now=last + timedelta(seconds=1))
    assert invitations.accept(secret, user=user, now=last - timedelta(seconds=1)) == coalition


def test_taken_back_it_works_no_more(coalition: CoalitionPage, coordinator: User) -> None:
    secret = invited(coalition, coordinator)
    assert invitations.revoke(Invitation.objects.get())
    with pytest.raises(invitations.InvitationRevoked):
        invitations.accept(secret, user=somebody())
    assert not invitations.revoke(Invitation.objects.get())


def test_what_was_used_cannot_be_taken_back(coalition: CoalitionPage, coordinator: User) -> None:
    invitations.accept(invited(coalition, coordinator), user=somebody())
    assert not invitations.revoke(Invitation.objects.get())


def test_sent_again_the_new_link_works_and_the_old_one_not(coalition: CoalitionPage, coordinator: User) -> None:
    old, user = invited(coalition, coordinator, as_coordinator=True), somebody()
    invitations.resend(Invitation.objects.get(), by=coordinator)
    new = secret_in(Message.objects.latest("pk"))
    with pytest.raises(invitations.InvitationRevoked):
        invitations.accept(old, user=user)
    invitations.accept(new, user=user)
    assert is_coordinator(user, coalition)


def test_sent_again_by_two_at_once_it_is_one_invitation(coalition: CoalitionPage, coordinator: User) -> None:
    invited(coalition, coordinator)
    seen = [Invitation.objects.get() for _ in range(2)]
    sent = [invitations.resend(each, by=coordinator) for each in seen]
    assert (sent[0], Message.objects.count()) == (sent[1], 2)
    assert list(Invitation.objects.undecided()) == sent[:1]


def test_what_was_decided_just_now_is_not_sent_again(coalition: CoalitionPage, coordinator: User) -> None:
    invited(coalition, coordinator)
    seen = Invitation.objects.get()
    invitations.revoke(Invitation.objects.get())
    with pytest.raises(invitations.InvitationRevoked):
        invitations.resend(seen, by=coordinator)
    assert (Message.objects.count(), Invitation.objects.undecided().count()) == (1, 0)


@pytest.mark.parametrize("nonsense", ["", "x", "a" * 500, "\x00", "é"])
def test_a_made_up_link_is_unknown(coalition: CoalitionPage, nonsense: str) -> None:
    with pytest.raises(invitations.InvitationUnknown):
        invitations.look_up(nonsense)


def test_the_secret_of_one_site_means_nothing_on_another(
    coalition: CoalitionPage, coordinator: User, settings: Any
) -> None:
    secret = invited(coalition, coordinator)
    settings.SECRET_KEY = "een andere sleutel"
    with pytest.raises(invitations.InvitationUnknown):
        invitations.look_up(secret)


def test_who_is_in_the_team_is_not_invited_again(coalition: CoalitionPage, coordinator: User) -> None:
    member = member_of(coalition)
    for email in (member.email, coordinator.email.upper()):
        with pytest.raises(invitations.AlreadyInTeam):
            invitations.invite(coalition, email=email, as_coordinator=False, by=coordinator)
    assert not Message.objects.exists()
    invitations.invite(coalition, email=member.email, as_coordinator=True, by=coordinator)


def test_an_older_invitation_takes_no_role_away(coalition: CoalitionPage, coordinator: User) -> None:
    secret = invited(coalition, coordinator)
    user = coordinator_of(coalition, email=ADDRESS)
    invitations.accept(secret, user=user)
    assert is_coordinator(user, coalition)


def in_the_settings(client: Client, user: User, *, is_active: bool) -> None:
    """An administrator saves the form of a user: with no group ticked when the account stays open."""
    client.force_login(User.objects.create_superuser("beheer@voorbeeld.test"))
    groups = [group.pk for group in user.groups.all()] if not is_active else []
    data = {"email": user.email, "first_name": "A", "last_name": "B", "groups": groups}
    url = reverse("wagtailusers_users:edit", args=[user.pk])
    answer = client.post(url, data | ({"is_active": "on"} if is_active else {}))
    assert answer.status_code == 302, answer.context["form"].errors


class TestWhoIsOut:
    """Out at the next request means out: no invitation that is still open opens the door again."""

    def test_who_is_taken_out_comes_not_back_by_an_invitation(
        self, coalition: CoalitionPage, coordinator: User
    ) -> None:
        user = member_of(coalition, email=ADDRESS)
        secret = invited(coalition, coordinator, as_coordinator=True)
        remove_member(coalition, user)
        with pytest.raises(invitations.InvitationRevoked):
            invitations.accept(secret, user=user)
        assert coalitions_of(user) == []
        assert not invitations.waiting_for(user).exists()

    def test_nobody_comes_in_by_what_they_sent(self, coalition: CoalitionPage, coordinator: User) -> None:
        secret = invited(coalition, coordinator, as_coordinator=True)
        remove_member(coalition, coordinator)
        with pytest.raises(invitations.InvitationRevoked):
            invitations.accept(secret, user=somebody())

    def test_a_new_invitation_lets_them_in_again(self, coalition: CoalitionPage, coordinator: User) -> None:
        user = member_of(coalition, email=ADDRESS)
        remove_member(coalition, user)
        invitations.accept(invited(coalition, coordinator), user=user)
        assert coalitions_of(user) == [coalition]

    def test_who_was_made_a_member_leads_not_again_and_what_they_sent_is_over(
        self, coalition: CoalitionPage, coordinator: User
    ) -> None:
        user = member_of(coalition, email=ADDRESS)
        own = invited(coalition, coordinator, as_coordinator=True)
        add_member(coalition, user, as_coordinator=True)
        sent = invited(coalition, user, "vriend@voorbeeld.test")
        add_member(coalition, user, as_coordinator=False)
        for secret, who in ((own, user), (sent, somebody("vriend@voorbeeld.test"))):
            with pytest.raises(invitations.InvitationRevoked):
                invitations.accept(secret, user=who)
        assert not is_coordinator(user, coalition)

    def test_joining_as_a_member_ends_no_invitation_of_another(
        self, coalition: CoalitionPage, coordinator: User
    ) -> None:
        other = invited(coalition, coordinator, "ander@voorbeeld.test")
        invitations.accept(invited(coalition, coordinator), user=somebody())
        assert invitations.accept(other, user=somebody("ander@voorbeeld.test")) == coalition

    @pytest.mark.parametrize("how", ["closed", "taken out in the settings", "deleted"])
    def test_what_was_sent_by_who_went_otherwise_is_over_too(
        self, how: str, coalition: CoalitionPage, coordinator: User
    ) -> None:
        secret = invited(coalition, coordinator, as_coordinator=True)
        found, user = invitations.look_up(secret), somebody()
        if how == "closed":
            User.objects.filter(pk=coordinator.pk).update(is_active=False)
        elif how == "deleted":
            coordinator.delete()
        else:
            coordinator.groups.clear()
        with pytest.raises(invitations.InvitationRevoked):
            invitations.join(Invitation.objects.get(), user=user)
        with pytest.raises(invitations.InvitationRevoked):
            invitations.look_up(secret)
        assert coalitions_of(user) == []
        assert Invitation.objects.get(pk=found.pk).accepted is None

    @pytest.mark.parametrize("how", ["closed", "groups", "all groups", "of the group", "all of the group"])
    def test_who_is_taken_out_in_the_settings_comes_not_back_by_an_invitation_either(
        self, how: str, client: Client, coalition: CoalitionPage, coordinator: User
    ) -> None:
        user = member_of(coalition, email=ADDRESS)
        secret = invited(coalition, coordinator, as_coordinator=True)
        invited(CoalitionPageFactory(), editor())
        if how in ("closed", "groups"):
            in_the_settings(client, user, is_active=how != "closed")
        elif how == "all groups":
            user.groups.clear()
        elif how == "of the group":
            ensure_team(coalition).groups[1].user_set.remove(user)
        else:
            ensure_team(coalition).groups[1].user_set.clear()
        user = User.objects.get(pk=user.pk)
        user.is_active = True
        user.save()
        with pytest.raises(invitations.InvitationRevoked):
            invitations.accept(secret, user=user)
        assert not is_coordinator(user, coalition)
        assert Invitation.objects.undecided().exists() == (how in ("groups", "of the group", "all of the group"))

    def test_emptying_one_group_of_a_team_ends_nothing_of_who_is_in_its_other(
        self, coalition: CoalitionPage, coordinator: User
    ) -> None:
        user = member_of(coalition, email=ADDRESS)
        secret = invited(coalition, coordinator, as_coordinator=True)
        leading, writing = ensure_team(coalition).groups
        leading.user_set.add(user)
        writing.user_set.clear()
        assert invitations.look_up(secret).email == ADDRESS

    def test_another_role_ends_nothing(self, coalition: CoalitionPage, coordinator: User) -> None:
        user = member_of(coalition, email=ADDRESS)
        secret = invited(coalition, coordinator, as_coordinator=True)
        add_member(coalition, user, as_coordinator=True)
        assert invitations.look_up(secret).email == ADDRESS

    def test_what_an_editor_sent_stands(self, coalition: CoalitionPage, coordinator: User) -> None:
        secret = invited(coalition, editor(), as_coordinator=True)
        remove_member(coalition, coordinator)
        user = somebody()
        invitations.accept(secret, user=user)
        assert is_coordinator(user, coalition)

    def test_a_coordinator_who_became_an_editor_may_still_have_sent_it(
        self, coalition: CoalitionPage, coordinator: User
    ) -> None:
        secret = invited(coalition, coordinator)
        add_editor(coordinator)
        coordinator.groups.remove(coalition.team.group)
        assert invitations.accept(secret, user=somebody()) == coalition
