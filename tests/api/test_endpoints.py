"""What the API answers: what the site shows to everybody, and of the rest not even that it is there."""

from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from accounts.models import User
from api import endpoints
from approaches.models import ApproachPage
from search import registry
from search.indexer.build import build_due
from tests.factories.places import MunicipalityFactory, RegionFactory, RegionMembershipFactory
from tests.factories.themes import ThemeFactory
from tests.search.content import approach
from tests.search.nonsense import addresses

pytestmark = [pytest.mark.django_db, pytest.mark.every_example]


def get(client: Client, path: str, status: int = 200) -> Any:
    answer = client.get(f"/api/v1/{path}")
    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "application/json; charset=utf-8"
    return answer.json()


@pytest.mark.usefixtures("published")
class TestSearch:
    def test_any_address_gets_an_answer(self, client: Client) -> None:
        for address in addresses("/api/v1/search"):
            answer = client.get(address)
            assert answer.status_code in (200, 400, 422), address[:200]
            assert answer.json(), address[:200]

    def test_answers_as_the_page_does(self, client: Client, published: ApproachPage, settings: Any) -> None:
        found = get(client, "search?q=muziek&type=approach&theme=wonen")
        assert (found["total"], found["page"], found["pages"], found["notices"]) == (1, 1, 1, [])
        (hit,) = found["hits"]
        assert hit["id"] == f"approach:{published.pk}"
        assert (hit["type"], hit["number"], hit["title"]) == ("approach", published.pk, "Muziek & tuinen")
        assert hit["url"] == f"{settings.BASE_URL}{published.url}"
        assert (hit["date"], hit["part_of"]) == ("2024-03", None)

    def test_counts_every_facet_of_the_site(self, client: Client) -> None:
        facets = {facet["key"]: facet["values"] for facet in get(client, "search")["facets"]}
        assert set(facets) == {facet.key for facet in registry.facets()}
        assert {"value": "wonen", "label": "Wonen", "count": 3} in facets["theme"]
        assert get(client, "facets") == get(client, "search")["facets"]

    def test_a_building_block_names_its_approach(self, client: Client, published: ApproachPage, settings: Any) -> None:
        hits = get(client, "search?q=bouwsteen&type=block")["hits"]
        whole = {
            "id": f"approach:{published.pk}",
            "title": published.title,
            "url": f"{settings.BASE_URL}{published.url}",
        }
        assert [hit["part_of"] for hit in hits] == [whole, whole]

    @pytest.mark.parametrize(
        ("parameters", "said"),
        [
            ("page=0", "page"),
            ("page=x&sort=-id", "page, sort"),
            ("page=99999999999999999999", "page"),
            (f"q={'x' * 3_000}", "q"),
            ("theme=bestaatniet", "We kennen “bestaatniet” niet bij thema."),
            (urlencode({"theme": [f"t{number}" for number in range(51)]}, doseq=True), "theme"),
        ],
    )
    def test_what_cannot_be_is_said(self, client: Client, parameters: str, said: str) -> None:
        assert said in get(client, f"search?{parameters}", 422)["detail"]

    def test_a_refusal_says_nothing_of_an_answer_that_was_not_given(self, client: Client) -> None:
        refused = get(client, "search?q=muziek+OR+dans&theme=bestaatniet", 422)
        assert refused["detail"] == "We kennen “bestaatniet” niet bij thema."

    def test_a_shorthand_of_the_page_is_a_parameter_too(self, client: Client, published: ApproachPage) -> None:
        for name in ("Zaanstad", "Elders"):
            MunicipalityFactory(name=name, slug=name.lower())
        everything = get(client, "search")
        alike = get(client, "search?like=Zaanstad")
        assert (alike["total"], alike["notices"]) == (0, [])
        assert everything["total"] > 0
        assert "We kennen “Atlantis” niet" in get(client, "search?like=Atlantis", 422)["detail"]

    def test_a_parameter_that_nobody_knows_is_told_and_does_not_count(self, client: Client) -> None:
        plain, strange = get(client, "search?q=muziek"), get(client, "search?q=muziek&utm=x&thema=wonen")
        assert strange == {
            **plain, "notices": ["Deze parameters kennen we niet: “thema”, “utm”. We zochten zonder."],
        }  # fmt: skip
        many = "&".join(f"p{number}{'x' * 300}=1" for number in range(20))
        (notice,) = get(client, f"search?{many}")["notices"]
        assert len(notice) < 300 and "en meer" in notice

    @pytest.mark.parametrize("query", ["%00", "%ED%A0%80", "%22rouw%22%20AND%20(NOT%20*:*)", "muziek%20" * 200])
    def test_any_words_get_an_answer(self, client: Client, query: str) -> None:
        get(client, f"search?q={query}")


class TestItems:
    def test_an_item_tells_all_that_the_page_tells(
        self, client: Client, published: ApproachPage, settings: Any
    ) -> None:
        item = get(client, f"items/approach/{published.pk}")
        assert item["title"] == "Muziek & tuinen"
        assert item["external_id"] == "ext-1"
        assert item["facets"]["theme"] == ["wonen"]
        assert "Huis" in item["keywords"]

    @pytest.mark.parametrize("key", sorted(document.key for document in registry.document_types()))
    def test_every_type_has_a_list_and_its_items(self, client: Client, published: ApproachPage, key: str) -> None:
        listed = get(client, f"items/{key}")
        assert listed["total"] == registry.document_type(key).queryset().count()
        for item in listed["items"]:
            assert get(client, f"items/{key}/{item['number']}") == item

    def test_a_list_turns_pages(self, client: Client, published: ApproachPage, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(endpoints, "PAGE", 5)
        for number in range(6):
            approach(published.get_parent(), f"Aanpak {number}")
        pages = [get(client, f"items/approach?page={number}") for number in (1, 2, 3)]
        assert [len(listed["items"]) for listed in pages] == [5, 2, 0]
        assert {(listed["total"], listed["pages"]) for listed in pages} == {(7, 2)}

    def test_a_list_takes_no_more_queries_for_more_items(self, client: Client, published: ApproachPage) -> None:
        def queries() -> int:
            with CaptureQueriesContext(connection) as captured:
                self.listed = get(client, "items/block")["total"]
            return len(captured)

        queries()  # what is remembered from then on
        of_one, few = queries(), self.listed
        for number in range(9):
            approach(published.get_parent(), f"Aanpak {number}", blocks=2)
        assert (queries(), self.listed) == (of_one, few + 18)

    @pytest.mark.parametrize("how", ["unpublished", "restricted", "above", "stale"])
    @pytest.mark.parametrize("by", ["a stranger", "an editor"])
    def test_what_is_hidden_is_what_never_was(self, client: Client, published: ApproachPage, how: str, by: str) -> None:
        block = published.building_blocks.first()
        if how == "unpublished":
            published.unpublish()
        elif how == "stale":
            type(published).objects.filter(pk=published.pk).update(live=False)
        else:
            hidden = published if how == "restricted" else published.get_parent()
            PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
        if by == "an editor":
            client.force_login(User.objects.create_superuser("redactie@voorbeeld.test"))
        absent = client.get("/api/v1/items/approach/99999")
        for path in (f"approach/{published.pk}", f"block/{block.pk}"):
            answer = client.get(f"/api/v1/items/{path}")
            assert (answer.status_code, answer.content) == (404, absent.content)
            assert answer.headers["Cache-Control"] == absent.headers["Cache-Control"] == "no-store"
        assert "Muziek" not in client.get("/api/v1/items/approach").content.decode()
        assert "Muziek" not in client.get("/api/v1/search?q=muziek").content.decode()

    def test_a_change_shows_at_once(self, client: Client, published: ApproachPage) -> None:
        published.title = "Anders"
        published.save_revision().publish()
        assert get(client, f"items/approach/{published.pk}")["title"] == "Anders"

    @pytest.mark.parametrize(
        ("path", "status"),
        [("raar/1", 404), ("raar", 404), ("approach/0", 404), ("approach/-1", 404), ("approach/x", 422),
         ("approach/99999999999999999999", 404), ("approach?page=0", 422)],
    )  # fmt: skip
    def test_what_is_not_there_is_said(self, client: Client, path: str, status: int) -> None:
        assert get(client, f"items/{path}", status)["detail"]


class TestLists:
    def test_themes_with_their_words(self, client: Client, published: ApproachPage, settings: Any) -> None:
        ThemeFactory(name="Huur", parent=ThemeFactory(name="Wonen"))
        wonen, huur = get(client, "themes/wonen"), get(client, "themes/huur")
        assert wonen["synonyms"] == ["Huis", "Thuis"]
        assert (wonen["parent"], huur["parent"]) == (None, "wonen")
        assert wonen["url"] == f"{settings.BASE_URL}/themas/wonen/"
        assert {wonen["slug"], huur["slug"]} <= {theme["slug"] for theme in get(client, "themes")}
        get(client, "themes/bestaat-niet", 404)

    def test_municipalities_with_their_regions(
        self, client: Client, settings: Any, django_assert_max_num_queries: Any
    ) -> None:
        region = RegionFactory(layer="ggd_region", name="GGD Elders")
        for number in range(120):
            place = MunicipalityFactory(name=f"Plaats {number:03}")
            RegionMembershipFactory(municipality=place, region=region)
        with django_assert_max_num_queries(10):
            first = get(client, "municipalities")
        assert (len(first["items"]), first["pages"]) == (100, -(-first["total"] // 100))
        one = get(client, f"municipalities/{place.code}")
        assert one == get(client, f"municipalities/{place.slug}")
        assert one["regions"] == [
            {
                "layer": "ggd_region",
                "slug": region.slug,
                "name": "GGD Elders",
                "url": f"{settings.BASE_URL}{region.url}",
            }
        ]
        get(client, "municipalities/bestaat-niet", 404)

    @pytest.mark.parametrize("path", ["themes/%00", "municipalities/%00", "items/%00/1"])
    def test_nul_is_not_there(self, client: Client, path: str) -> None:
        get(client, path, 404)


def test_what_was_withdrawn_is_gone_from_counts_too(client: Client, published: ApproachPage) -> None:
    published.unpublish()
    build_due()
    values = {facet["key"]: facet["values"] for facet in get(client, "facets")}
    assert values["theme"] == []
