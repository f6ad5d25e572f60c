from dataclasses import replace

import pytest

from places.models import Region
from tests.factories.places import RegionFactory
from tests.factories.themes import ThemeFactory
from tests.factories.toolbox import RECOGNISED, InstrumentFactory, SupportOfferFactory
from themes.models import Theme
from toolbox.models import Instrument, SupportOffer
from toolbox.reference import InstrumentFacts, OfferFacts, read_instruments, read_offers
from toolbox.services import load_instruments, load_offers

pytestmark = pytest.mark.django_db
FACTS = InstrumentFacts(
    slug="voorzorg", name="VoorZorg", owner="NCJ", summary="Huisbezoeken.", description="Een.\n\nTwee.",
    audience="Jonge moeders.", languages="", costs="", legal_basis="", url="https://ncj.example",
    synonyms="huisbezoek\nnfp", purposes=("begeleiden",), phases=("zwangerschap",), themes=("jgz",), **RECOGNISED,
)  # fmt: skip
OFFER = OfferFacts(
    organisation="Pharos", title="Advies", description="", regions=(("province", "utrecht"),), url="https://p.example"
)


@pytest.fixture(autouse=True)
def _theme() -> None:
    ThemeFactory(name="JGZ")


def test_all_instruments_of_the_file_are_made_as_the_file_has_them() -> None:
    report = load_instruments(instruments=read_instruments())
    assert Instrument.objects.count() == len(report.created) == 14
    visit = Instrument.objects.get(slug="prenataal-huisbezoek-jgz")
    assert (visit.purposes, visit.theme_slugs) == (["signaleren", "begeleiden"], ("jgz",))
    for instrument in Instrument.objects.all():
        instrument.full_clean()


def test_loading_again_changes_nothing() -> None:
    load_instruments(instruments=[FACTS])
    before = Instrument.objects.values().get()
    assert load_instruments(instruments=[FACTS]).unchanged == ["voorzorg"]
    assert Instrument.objects.values().get() == before


def test_an_instrument_that_nobody_touched_follows_the_file() -> None:
    load_instruments(instruments=[FACTS])
    ThemeFactory(name="Ouderschap")
    newer = replace(FACTS, costs="De gemeente betaalt.", themes=("jgz", "ouderschap"), purposes=("meten",))
    assert load_instruments(instruments=[newer]).updated == ["voorzorg"]
    instrument = Instrument.objects.get()
    assert (instrument.costs, instrument.purposes) == ("De gemeente betaalt.", ["meten"])
    assert set(instrument.theme_slugs) == {"jgz", "ouderschap"}
    assert load_instruments(instruments=[newer]).unchanged == ["voorzorg"]


@pytest.mark.parametrize(
    "edit",
    [{"summary": "Van ons."}, {"purposes": ["meten"]}, {"phases": []}, {"owner": ""}],
    ids=lambda edit: next(iter(edit)),
)
def test_what_an_editor_wrote_stays_whatever_the_file_says(edit: dict[str, object]) -> None:
    load_instruments(instruments=[FACTS])
    Instrument.objects.update(**edit)
    for facts in (FACTS, replace(FACTS, costs="Nieuw.")):
        assert load_instruments(instruments=[facts]).kept == ["voorzorg"]
    instrument = Instrument.objects.get()
    assert {name: getattr(instrument, name) for name in edit} == edit
    assert instrument.costs == ""


def test_themes_that_an_editor_chose_stay() -> None:
    load_instruments(instruments=[FACTS])
    instrument = Instrument.objects.get()
    instrument.themes.set([ThemeFactory(name="Bereik")])
    instrument.save()
    assert load_instruments(instruments=[FACTS]).kept == ["voorzorg"]
    assert Instrument.objects.get().theme_slugs == ("bereik",)


def test_an_instrument_that_an_editor_took_off_the_site_stays_off() -> None:
    load_instruments(instruments=[FACTS])
    Instrument.objects.update(is_listed=False)
    load_instruments(instruments=[replace(FACTS, costs="Nieuw.")])
    assert not Instrument.objects.get().is_listed


def test_a_theme_that_does_not_exist_here_is_left_out() -> None:
    Theme.objects.all().delete()
    load_instruments(instruments=[FACTS])
    assert Instrument.objects.get().theme_slugs == ()
    assert load_instruments(instruments=[FACTS]).unchanged == ["voorzorg"]


def test_an_instrument_that_an_editor_made_under_the_same_slug_is_the_editors() -> None:
    InstrumentFactory(name="VoorZorg", slug="voorzorg")
    assert load_instruments(instruments=[FACTS]).kept == ["voorzorg"]


def test_an_offer_is_made_once_with_its_regions_and_then_is_the_editors() -> None:
    RegionFactory(name="Utrecht")
    assert load_offers(offers=[OFFER]) == 1
    offer = SupportOffer.objects.get()
    assert [region.name for region in offer.regions.all()] == ["Utrecht"]
    SupportOffer.objects.update(title="Ander advies", is_listed=False)
    assert load_offers(offers=[replace(OFFER, description="Nieuw.")]) == 0
    assert SupportOffer.objects.get().title == "Ander advies"


def test_an_organisation_that_has_an_offer_gets_none_of_the_file() -> None:
    SupportOfferFactory(organisation="Pharos")
    assert load_offers(offers=read_offers()) == 0


def test_an_offer_for_a_region_that_does_not_exist_is_not_made() -> None:
    with pytest.raises(Region.DoesNotExist):
        load_offers(offers=[OFFER])
    assert not SupportOffer.objects.exists()
