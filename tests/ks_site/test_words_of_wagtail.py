"""What editors read of Wagtail, said as the rest of the site speaks: "u", and in plain words."""

import re
from pathlib import Path

import pytest
import wagtail
from babel.messages.catalog import Message
from babel.messages.pofile import read_po
from django.test import Client
from django.utils import timezone
from django.utils.translation import gettext
from wagtail.models import Site

from devtools import catalogs
from tests.factories.pages import StandardPageFactory

FILES = ("django.po", "djangojs.po")
PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\w+\}|<[^>]+>")
FAMILIAR = re.compile(r"\b(je|jij|jou|jouw)\b", re.IGNORECASE)


def messages(path: Path) -> list[Message]:
    with path.open("rb") as source:
        return [message for message in read_po(source) if message.id]


def said(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string)


def source(message: Message) -> list[str]:
    return [message.id] if isinstance(message.id, str) else list(message.id)


def ours(name: str) -> list[Message]:
    return messages(catalogs.OF_WAGTAIL / name)


def test_is_what_editors_read() -> None:
    assert gettext("Are you sure you want to delete this page?") == "Wilt u deze pagina echt verwijderen?"
    assert (
        gettext("Are you sure you want to delete this %(model_name)s?")
        == "Wilt u dit echt verwijderen (%(model_name)s)?"
    )


def test_names_things_as_the_screens_do() -> None:
    schedule = 'This publishing schedule will only take effect after you select the "Schedule to publish" option'
    assert f"“{gettext('Schedule to publish')}”" in gettext(schedule)
    assert gettext("Review this version") == "Bekijk of zet terug"
    assert gettext("Cancel workflow ") == "Haal terug uit nakijken"
    assert (
        gettext("Anyone can edit this %(model_name)s") == "%(model_name)s kan door iedereen van het team bewerkt worden"
    )


@pytest.mark.parametrize("name", FILES)
class TestTheFiles:
    def test_what_is_read_was_made_of_what_is_written(self, name: str) -> None:
        path = catalogs.OF_WAGTAIL / name
        assert path.with_suffix(".mo").read_bytes() == catalogs.compiled(path)

    def test_all_of_it_is_still_said_by_wagtail(self, name: str) -> None:
        """After an upgrade a text may have another wording: ours would be read by nobody."""
        theirs = {
            text
            for path in Path(wagtail.__file__).parent.rglob(f"locale/en/LC_MESSAGES/{name}")
            for message in messages(path)
            for text in source(message)
        }
        assert [message.id for message in ours(name) if not set(source(message)) <= theirs] == []

    def test_nothing_of_it_is_familiar_or_lacks_what_is_filled_in(self, name: str) -> None:
        assert [text for message in ours(name) for text in said(message) if FAMILIAR.search(text)] == []
        for message in ours(name):
            for text in said(message):
                assert set(PLACEHOLDER.findall(text)) == set(
                    PLACEHOLDER.findall(message.id if isinstance(message.id, str) else message.id[-1])
                )


@pytest.mark.django_db
def test_the_numbers_on_the_start_page_are_read_with_a_space_before_the_name_of_the_site(admin_client: Client) -> None:
    shown = re.sub(r"<[^>]+>", "", admin_client.get("/admin/").content.decode())
    for things in ("pagina’s", "afbeeldingen", "documenten"):
        assert re.search(rf"\d+ {things} in Kansrijke Start", shown), things


@pytest.mark.django_db
def test_a_list_of_pages_says_what_it_counts(admin_client: Client) -> None:
    home = Site.objects.get().root_page
    for title in ("Melkweg een", "Melkweg twee"):
        StandardPageFactory(title=title, parent=home)
    for address in (f"/admin/pages/{home.pk}/?q=melkweg", "/admin/pages/search/?q=melkweg"):
        shown = " ".join(re.sub(r"<[^>]+>", "", admin_client.get(address).content.decode()).split())
        assert "1–2 van 2 pagina" in shown, address


@pytest.mark.django_db
def test_who_published_what_was_imported_is_said_to_be_unknown(admin_client: Client) -> None:
    StandardPageFactory(title="Ingelezen", parent=Site.objects.get().root_page, last_published_at=timezone.now())
    shown = " ".join(re.sub(r"<[^>]+>", "", admin_client.get("/admin/reports/aging-pages/").content.decode()).split())
    assert "niet bekend" in shown and "None" not in shown
