import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.factories.approaches import ApproachPageFactory
from tests.factories.themes import ThemeFactory
from tests.factories.toolbox import InstrumentFactory
from themes.models import Theme
from themes.reference import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client) -> Client:
    """Somebody who may enter the admin, and add, change and delete themes."""
    user = User.objects.create_user("redactie@voorbeeld.test")
    group = Group.objects.create(name="Schrijvers")
    group.permissions.set(
        Permission.objects.filter(codename__in=["access_admin", "add_theme", "change_theme", "delete_theme"])
    )
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


class TestDeleting:
    """What pages have isn't taken from under them, and what would come back isn't taken away for show."""

    def delete(self, editor: Client, *themes: Theme) -> str:
        """Ask to delete these; what the editor reads then."""
        if len(themes) == 1:
            return self.read(editor, reverse("wagtailsnippets_themes_theme:delete", args=[themes[0].pk]))
        ids = "&".join(f"id={theme.pk}" for theme in themes)
        return self.read(editor, f"{reverse('wagtail_bulk_action', args=['themes', 'theme', 'delete'])}?{ids}")

    @staticmethod
    def read(editor: Client, address: str) -> str:
        return editor.post(address, follow=True).content.decode()

    def test_a_theme_of_pages_and_instruments_stays_and_the_editor_reads_of_how_many(self, editor: Client) -> None:
        theme = ThemeFactory(name="Slapen")
        page = ApproachPageFactory(themes=[theme])
        page.save_revision()  # once on the site and once in its draft is one page
        ApproachPageFactory(themes=[theme], live=False)
        InstrumentFactory(themes=[theme])
        ThemeFactory(name="Doorslapen", parent=theme)
        told = self.delete(editor, theme)
        assert "“Slapen” is in gebruik: 2 aanpakken, 1 instrument, 1 thema eronder." in told
        assert "“Samenvoegen”" in told
        assert page.themes.get() == theme

    def test_so_does_one_that_a_draft_alone_has(self, editor: Client) -> None:
        theme = ThemeFactory(name="Slapen")
        page = ApproachPageFactory()
        page.themes = [theme]
        page.save_revision()
        assert "1 aanpak." in self.delete(editor, theme)
        assert Theme.objects.exists()

    def test_nor_does_it_go_among_others(self, editor: Client) -> None:
        used, free = ThemeFactory(name="Slapen"), ThemeFactory(name="Vrij")
        ApproachPageFactory(themes=[used])
        assert "“Slapen” is in gebruik" in self.delete(editor, used, free)
        assert Theme.objects.count() == 2

    def test_one_that_the_next_release_would_bring_back_stays(self, editor: Client) -> None:
        theme = ThemeFactory(name="Van de lijst", slug=read()[0].slug)
        assert "bij de volgende versie komt het terug" in self.delete(editor, theme)
        assert Theme.objects.exists()

    def test_one_of_nobody_can_go(self, editor: Client) -> None:
        self.delete(editor, ThemeFactory(name="Slapen"))
        self.delete(editor, ThemeFactory(name="Doorslapen"), ThemeFactory(name="Wakker"))
        assert not Theme.objects.exists()

    def test_no_form_says_that_it_is_used_nowhere(self, editor: Client) -> None:
        """Wagtail's number leaves out what a theme is there for."""
        theme = ThemeFactory(name="Slapen")
        ApproachPageFactory(themes=[theme])
        shown = editor.get(reverse("wagtailsnippets_themes_theme:edit", args=[theme.pk])).content.decode()
        assert reverse("wagtailsnippets_themes_theme:usage", args=[theme.pk]) not in shown
