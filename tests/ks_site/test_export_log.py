"""Who administers the site sees who took which table; nobody else does, and nobody changes it."""

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from accounts.models import User
from core.models import ExportLog
from tests.factories.coalitions import editor

pytestmark = pytest.mark.django_db


def test_the_log_says_who_took_what(admin_client: Client) -> None:
    user = User.objects.create_user("wie@voorbeeld.test")
    ExportLog.objects.create(user=user, name="aanpakken", kind="csv", rows=41, filters={"theme": ["bereik"]})
    content = admin_client.get(reverse("exports:index")).content.decode()
    for shown in ("aanpakken", "wie@voorbeeld.test", "41", "theme: bereik"):
        assert shown in content


def test_an_editor_has_no_such_list(client: Client) -> None:
    client.force_login(editor())
    assert client.get(reverse("exports:index")).status_code == 302


@pytest.mark.parametrize("view", ["add", "edit", "delete", "copy"])
def test_nobody_changes_it_by_hand(view: str) -> None:
    for arguments in ([], [1]):
        with pytest.raises(NoReverseMatch):
            reverse(f"exports:{view}", args=arguments)
