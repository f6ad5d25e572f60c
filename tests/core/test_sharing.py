"""What machines are told of a page: only what it shows, and nothing that could become a script."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.cache import caches
from django.template import Context, Template
from django.test import Client

from core.sharing import PartOf, Picture, Sharing, absolute, as_script_text
from stories.models import Language
from tests.factories.approaches import ApproachPageFactory, block
from tests.factories.coalitions import CoalitionPageFactory
from tests.factories.core import ImageFactory
from tests.factories.stories import StoryPageFactory
from tests.xss import CORPUS

EVIL = "</script><script>alert(1)</script><!-- \u2028 ' \" &"


@pytest.fixture(autouse=True)
def _address(settings: Any) -> None:
    settings.BASE_URL = "https://site.test"


def shown(sharing: Sharing) -> str:
    return Template('{% include "components/sharing.html" %}').render(Context({"sharing": sharing}))


def data_of(html: str) -> dict[str, Any]:
    start = '<script type="application/ld+json">'
    (found,) = html.split(start)[1:]
    data: dict[str, Any] = json.loads(found.partition("</script>")[0])
    return data


def test_what_is_not_known_is_left_out() -> None:
    assert Sharing(kind="Article", title="Kaal", url="/x/").json_ld == {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": "Kaal",
        "url": "https://site.test/x/",
        "inLanguage": "nl",
        "publisher": {"@type": "Organization", "name": "Kansrijke Start"},
    }


def test_what_is_known_is_told() -> None:
    told = Sharing(
        kind="CreativeWork",
        title="Intake",
        url="/a/#i",
        published=datetime(2026, 5, 1, tzinfo=UTC),
        source="Coalitie",
        part_of=PartOf("Loket", "/a/"),
        keywords=("geld",),
        places=("Emmen",),
        picture=Picture("/media/x.jpg", "Een wieg", 1200, 630),
    ).json_ld
    assert told["datePublished"] == "2026-05-01T00:00:00+00:00"
    assert told["author"] == {"@type": "Organization", "name": "Coalitie"}
    assert told["isPartOf"] == {"@type": "CreativeWork", "name": "Loket", "url": "https://site.test/a/"}
    assert told["image"] == "https://site.test/media/x.jpg"


def test_an_address_elsewhere_stays_what_it_is() -> None:
    assert absolute("https://elders.test/x") == "https://elders.test/x"


@pytest.mark.parametrize("text", [EVIL, *CORPUS])
def test_no_text_ends_the_script(text: str) -> None:
    html = shown(Sharing(kind="Article", title=text, url="/x/", description=text, source=text))
    assert html.count("</script>") == html.count("<script") == 1
    assert data_of(html)["headline"] == text


def test_data_stays_what_it_is() -> None:
    assert json.loads(as_script_text({"a": [EVIL, None, 3]})) == {"a": [EVIL, None, 3]}


def test_open_graph_has_the_picture_with_its_words() -> None:
    lines = dict(Sharing(kind="Article", title="x", url="/x/", picture=Picture("/m.jpg", "Een wieg", 12, 6)).open_graph)
    assert (lines["og:image"], lines["og:image:alt"]) == ("https://site.test/m.jpg", "Een wieg")


@pytest.mark.django_db
class TestPages:
    def told(self, client: Client, page: Any) -> dict[str, Any]:
        html = client.get(page.url).content.decode()
        assert f'<meta property="og:title" content="{page.title}">' in html
        assert html.count('rel="canonical"') == 1
        return data_of(html)

    def test_an_approach(self, client: Client) -> None:
        page = ApproachPageFactory(
            parent=CoalitionPageFactory(title="Coalitie Emmen"),
            title="Loket",
            picture=ImageFactory(),
            contact_name="Kanarie",
            contact_email="kanarie@voorbeeld.test",
        )
        told = self.told(client, page)
        assert (told["@type"], told["author"]["name"]) == ("Article", "Coalitie Emmen")
        assert told["image"].startswith("https://site.test/media/")
        assert "anarie" not in json.dumps(told)

    def test_a_story_without_who_told_it(self, client: Client) -> None:
        told = self.told(client, StoryPageFactory(title="Nu niet", voice="ouder"))
        assert told["@type"] == "Article"
        assert "author" not in told

    def test_a_story_in_the_language_that_it_was_told_in(self, client: Client) -> None:
        page = StoryPageFactory(title="Niets", language=Language.ARABIC)
        assert self.told(client, page)["inLanguage"] == "ar"
        assert "nl_NL" not in shown(page.sharing)

    def test_a_coalition(self, client: Client) -> None:
        told = self.told(client, CoalitionPageFactory(title="Coalitie Emmen", contact_email="kanarie@voorbeeld.test"))
        assert (told["@type"], told["name"]) == ("Organization", "Coalitie Emmen")
        assert "anarie" not in json.dumps(told)

    def test_a_building_block(self) -> None:
        page = ApproachPageFactory(title="Loket", building_blocks=[block("Intake", description="Een gesprek.")])
        told = page.building_blocks.get().sharing.json_ld
        assert (told["@type"], told["headline"], told["isPartOf"]["name"]) == ("CreativeWork", "Intake", "Loket")

    def test_a_picture_whose_file_is_gone_is_left_out(self, client: Client) -> None:
        picture = ImageFactory()
        picture.file.storage.delete(picture.file.name)
        caches["default"].clear()  # Wagtail's, of a rendition that an earlier test made of this picture
        page = ApproachPageFactory(title="Loket", picture=picture)
        assert "image" not in self.told(client, page)
