"""The invented coverage and offers say that they are invented, and go again."""

from pathlib import Path

import pytest

from exchange.demo.files import BadDemoFile
from exchange.demo.toolbox import clear_example_toolbox, load_example_toolbox, read_toolbox
from exchange.models import DemoObject
from places.models import Municipality
from places.reference import read
from places.services import load_places
from tests.factories.places import MunicipalityFactory, RegionFactory
from tests.factories.toolbox import CoverageFactory, InstrumentFactory, SupportOfferFactory
from toolbox.models import Coverage, SupportOffer
from toolbox.reference import read_instruments
from toolbox.services import load_instruments

pytestmark = pytest.mark.django_db
SMALL = """
[coverage.nnz]
Zwolle = "2020-11"
Tilburg = "2018"
[[offers]]
organisation = "Steunpunt"
title = "Meedenken"
description = "Een ochtend."
regions = [["province", "utrecht"]]
url = "https://www.example.org/steunpunt"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "toolbox.toml").write_text(SMALL)
    return tmp_path


@pytest.fixture(autouse=True)
def _known() -> None:
    InstrumentFactory(name="NNZ")
    for name in ("Zwolle", "Tilburg"):
        MunicipalityFactory(name=name)
    RegionFactory(name="Utrecht")


def test_the_examples_say_that_they_are_invented(folder: Path) -> None:
    assert load_example_toolbox(read_toolbox(folder)) == 3
    assert set(Coverage.objects.values_list("municipality__name", "since", "is_example")) == {
        ("Zwolle", "2020-11", True), ("Tilburg", "2018", True),
    }  # fmt: skip
    offer = SupportOffer.objects.get()
    assert offer.is_example and [region.name for region in offer.regions.all()] == ["Utrecht"]


def test_loading_again_makes_nothing_and_what_a_user_deleted_stays_away(folder: Path) -> None:
    load_example_toolbox(read_toolbox(folder))
    Coverage.objects.filter(municipality__name="Zwolle").delete()
    SupportOffer.objects.all().delete()
    assert load_example_toolbox(read_toolbox(folder)) == 0
    assert Coverage.objects.get().municipality.name == "Tilburg"


def test_a_municipality_of_which_the_truth_is_known_gets_no_example(folder: Path) -> None:
    CoverageFactory(instrument__name="NNZ", municipality__name="Zwolle", since="2022")
    assert load_example_toolbox(read_toolbox(folder)) == 2


def test_clearing_takes_the_examples_and_nothing_else(folder: Path) -> None:
    load_example_toolbox(read_toolbox(folder))
    Coverage.objects.filter(municipality__name="Zwolle").update(is_example=False)  # as load_coverage does
    mine = SupportOfferFactory()
    assert clear_example_toolbox() == 2
    assert Coverage.objects.get().municipality.name == "Zwolle"
    assert SupportOffer.objects.get() == mine
    assert not DemoObject.objects.exists()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("kapot", "toolbox.toml"),
        ('[coverage.onbekend]\nZwolle = "2020"', "onbekend bestaat niet; draai eerst"),
        ('[coverage.nnz]\nNergens = "2020"', "gemeente Nergens bestaat niet"),
    ],
)
def test_a_file_that_is_not_right_says_why(folder: Path, content: str, message: str) -> None:
    (folder / "toolbox.toml").write_text(content)
    with pytest.raises(BadDemoFile, match=message):
        load_example_toolbox(read_toolbox(folder))


def test_the_file_of_the_demo_names_what_exists() -> None:
    Municipality.objects.all().delete()
    load_places(reference=read())
    load_instruments(instruments=read_instruments())
    assert load_example_toolbox(read_toolbox()) > 30
    assert not Coverage.objects.filter(is_example=False).exists()
