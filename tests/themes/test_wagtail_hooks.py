import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.factories.themes import ThemeFactory
from themes.models import Theme

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client) -> Client:
    """Somebody who may enter the admin, and add and change themes."""
    user = User.objects.create_user("redactie@voorbeeld.test")
    group = Group.objects.create(name="Schrijvers")
    group.permissions.set(Permission.objects.filter(codename__in=["access_admin", "add_theme", "change_theme"]))
    user.groups.add(group)
    client.force_login(user)
    return client


FORM = {
    "name": "Slapen", "introduction": "Een. Twee. Drie.", "synonyms": "nachtrust\r\n doorslapen",
    "colour": "accent-3", "parent": "", "position": "50",
}  # fmt: skip


def test_an_editor_makes_a_theme_in_one_form(editor: Client) -> None:
    response = editor.post(reverse("wagtailsnippets_themes_theme:add"), FORM)
    assert response.status_code == 302
    theme = Theme.objects.get()
    assert (theme.slug, theme.synonym_list) == ("slapen", ("nachtrust", "doorslapen"))


def test_the_form_does_not_offer_the_slug(editor: Client) -> None:
    theme = ThemeFactory(name="Slapen")
    page = editor.get(reverse("wagtailsnippets_themes_theme:edit", args=[theme.pk])).content.decode()
    assert 'name="synonyms"' in page
    assert 'name="slug"' not in page
    editor.post(reverse("wagtailsnippets_themes_theme:edit", args=[theme.pk]), {**FORM, "slug": "kapot"})
    theme.refresh_from_db()
    assert (theme.slug, theme.introduction) == ("slapen", "Een. Twee. Drie.")


def test_a_name_that_exists_is_refused_beside_the_field(editor: Client) -> None:
    ThemeFactory(name="Slapen")
    page = editor.post(reverse("wagtailsnippets_themes_theme:add"), {**FORM, "name": "slapen?"}).content.decode()
    assert "bijna" in page
    assert Theme.objects.count() == 1


def test_themes_stand_in_the_menu_in_their_own_order(editor: Client) -> None:
    ThemeFactory(name="Later", position=2)
    ThemeFactory(name="Eerder", position=1)
    page = editor.get(reverse("wagtailsnippets_themes_theme:list")).content.decode()
    assert page.index("Eerder") < page.index("Later")
    assert reverse("wagtailsnippets_themes_theme:list") in editor.get(reverse("wagtailadmin_home")).content.decode()
