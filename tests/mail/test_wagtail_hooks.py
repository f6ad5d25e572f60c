"""Who administers the site sees what became of mail, and not what it says."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import NoReverseMatch, reverse

from accounts.models import User
from mail.models import Message


@pytest.fixture(autouse=True)
def _given_up(db: None) -> None:
    Message.objects.create(
        message_id="<1@voorbeeld.test>",
        to=["aan@voorbeeld.test"],
        subject="Nieuw wachtwoord",
        text="de-geheime-link",
        state=Message.State.DEAD,
        last_error="SMTPDataError 554",
    )
    Message.objects.create(message_id="<2@voorbeeld.test>", to=["a@v.test"], subject="Nog onderweg")


def test_given_up_mail_is_listed_with_its_error_and_without_its_text(admin_client: Client) -> None:
    content = admin_client.get(reverse("mail:index"), {"state": "dead"}).content.decode()
    assert "Nieuw wachtwoord" in content
    assert "SMTPDataError 554" in content
    assert "de-geheime-link" not in content
    assert "Nog onderweg" not in content


def test_an_editor_has_no_such_list(client: Client) -> None:
    editor = User.objects.create_user("wie@voorbeeld.test")
    group = Group.objects.create(name="Schrijvers")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    editor.groups.add(group)
    client.force_login(editor)
    assert client.get(reverse("mail:index")).status_code == 302
    assert reverse("mail:index") not in client.get("/admin/").content.decode()


@pytest.mark.parametrize("view", ["add", "edit", "delete", "copy"])
def test_nobody_changes_mail_by_hand(view: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(f"mail:{view}")
    with pytest.raises(NoReverseMatch):
        reverse(f"mail:{view}", args=[1])
