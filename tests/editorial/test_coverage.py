"""What is covered: counts as the search gives them, gaps that are seen without colour."""

import csv
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from core.models import ExportLog
from editorial.coverage import CoverageCell, coverage, gaps
from places.models import RegionLayer
from search.api import build_due
from tests.editorial.conftest import Country
from tests.factories.approaches import ApproachPageFactory
from tests.factories.coalitions import CoalitionPageFactory, coordinator_of
from tests.factories.places import RegionFactory, RegionMembershipFactory
from tests.factories.stories import StoryPageFactory
from tests.factories.themes import ThemeFactory

pytestmark = pytest.mark.django_db

GGD = RegionLayer.GGD_REGION


def cell(theme: str, region: str, layer: RegionLayer = GGD) -> CoverageCell:
    report = coverage(layer)
    return next(c for row in report.rows if row.theme == theme for c in row.cells if c.region == region)


def counts(theme: str, region: str) -> tuple[int, int]:
    found = cell(theme, region)
    return found.approaches, found.stories


def test_it_counts_what_is_public_per_theme_and_region(country: Country) -> None:
    money = ThemeFactory(name="Geldzorgen")
    ThemeFactory(name="Slapen")
    ApproachPageFactory(themes=[money], municipalities=[country.almelo])
    ApproachPageFactory(themes=[money], municipalities=[country.almelo, country.goes])
    ApproachPageFactory(themes=[money])  # of no municipality
    ApproachPageFactory(themes=[money], municipalities=[country.almelo], live=False)
    StoryPageFactory(themes=[money], municipalities=[country.goes])
    assert counts("Geldzorgen", "Twente") == (2, 0)
    assert counts("Geldzorgen", "Zeeland") == (1, 1)
    assert counts("Geldzorgen", "") == (3, 1)
    assert counts("Slapen", "Twente") == (0, 0)


def test_a_region_of_before_counts_no_more(country: Country) -> None:
    before = RegionFactory(layer=GGD, name="Opgeheven")
    RegionMembershipFactory(municipality=country.almelo, region=before, valid_until=date(2020, 1, 1))
    ApproachPageFactory(themes=[ThemeFactory(name="Geldzorgen")], municipalities=[country.almelo])
    assert counts("Geldzorgen", "Opgeheven") == (0, 0)


def test_two_municipalities_of_one_region_count_a_page_once(country: Country) -> None:
    RegionMembershipFactory(municipality=country.goes, region=country.twente)
    ApproachPageFactory(themes=[ThemeFactory(name="Geldzorgen")], municipalities=[country.almelo, country.goes])
    assert counts("Geldzorgen", "Twente") == (1, 0)


def test_a_story_that_names_a_region_counts_there_and_in_what_this_lies_in_whole(country: Country) -> None:
    money = ThemeFactory(name="Geldzorgen")
    province = RegionFactory(layer=RegionLayer.PROVINCE, name="Overijssel")
    RegionMembershipFactory(municipality=country.almelo, region=province)
    StoryPageFactory(themes=[money], region=country.twente)
    StoryPageFactory(themes=[money], municipalities=[country.almelo])
    found = [cell("Geldzorgen", *place).stories for place in (("Twente", GGD), ("Overijssel", RegionLayer.PROVINCE))]
    assert found == [2, 2]
    assert counts("Geldzorgen", "Zeeland") == (0, 0)


def test_a_cell_leads_to_what_it_counts(client: Client, country: Country) -> None:
    ApproachPageFactory(
        title="Warme belroute", themes=[ThemeFactory(name="Geldzorgen")], municipalities=[country.almelo]
    )
    build_due()
    assert "Warme belroute" in client.get(cell("Geldzorgen", "Twente").url).content.decode()
    assert "Warme belroute" not in client.get(cell("Geldzorgen", "Zeeland").url).content.decode()


def test_gaps_are_told_in_words(desk: Client, country: Country) -> None:
    ThemeFactory(name="Geldzorgen")
    content = desk.get(reverse("editorial_coverage")).content.decode()
    assert "Geldzorgen, Twente: geen aanpakken en geen verhalen" in content
    assert "– geen" in content
    assert "Gaten: 2" in content


def test_a_layer_is_chosen(desk: Client, country: Country) -> None:
    ThemeFactory(name="Geldzorgen")
    RegionFactory(layer=RegionLayer.PROVINCE, name="Overijssel")
    assert "Overijssel" in desk.get(reverse("editorial_coverage"), {"layer": "province"}).content.decode()
    for odd in ("", "zorgkantoor_region", "verzonnen"):
        assert "Twente" in desk.get(reverse("editorial_coverage"), {"layer": odd}).content.decode()


def test_an_empty_site_says_so(desk: Client) -> None:
    assert "Er zijn nog geen thema’s" in desk.get(reverse("editorial_coverage")).content.decode()


def test_the_number_of_queries_is_the_same_for_any_number_of_cells(
    country: Country, django_assert_num_queries: Any
) -> None:
    for number in range(8):
        ThemeFactory(name=f"Thema {number}")
        RegionFactory(layer=GGD, name=f"Regio {number}")
        ApproachPageFactory(themes=[ThemeFactory()], municipalities=[country.almelo])
    with django_assert_num_queries(7):
        coverage(GGD)


def test_it_is_taken_along_as_a_file_and_logged(desk: Client, country: Country) -> None:
    ApproachPageFactory(themes=[ThemeFactory(name="=Geldzorgen")], municipalities=[country.almelo])
    response = desk.get(reverse("editorial_coverage"), {"layer": "ggd_region", "export": "csv"})
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    found = list(csv.reader(StringIO(text, newline=""), delimiter=";"))
    assert found == [
        ["Thema", "Regio", "Aanpakken", "Verhalen", "Gat"],
        ["'=Geldzorgen", "Heel Nederland", "1", "0", "nee"],
        ["'=Geldzorgen", "Twente", "1", "0", "nee"],
        ["'=Geldzorgen", "Zeeland", "0", "0", "ja"],
    ]
    assert ExportLog.objects.values_list("name", "rows", "filters").get() == (
        "dekking-ggd-region", 3, {"layer": ["ggd_region"]},
    )  # fmt: skip


def test_nobody_of_a_coalition_sees_it(client: Client) -> None:
    client.force_login(coordinator_of(CoalitionPageFactory()))
    assert client.get(reverse("editorial_coverage")).status_code == 302


def test_themes_and_regions_without_an_approach(country: Country) -> None:
    ThemeFactory(name="Slapen")
    ApproachPageFactory(themes=[ThemeFactory(name="Geldzorgen")], municipalities=[country.almelo])
    ApproachPageFactory(themes=[ThemeFactory(name="Slapen")], municipalities=[country.goes], live=False)
    assert gaps(GGD) == (["Slapen"], ["Zeeland"])
