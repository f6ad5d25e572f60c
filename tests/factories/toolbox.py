"""Instruments, their coverage and support offers for tests."""

from collections.abc import Iterable

import factory
from django.utils.text import slugify

from places.models import Region
from tests.factories.places import MunicipalityFactory
from toolbox.models import Coverage, Instrument, SupportOffer


class InstrumentFactory(factory.django.DjangoModelFactory):
    """An instrument that anybody may see; the same name gives the same instrument. `themes=[...]` may be given."""

    class Meta:
        model = Instrument
        django_get_or_create = ("slug",)

    name = factory.Sequence(lambda number: f"Instrument {number}")
    slug = factory.LazyAttribute(lambda instrument: slugify(instrument.name))
    summary = "Helpt een coalitie op weg."


RECOGNISED = {
    "recognition_level": "Niveau 2",
    "recognition_owner": "De databank",
    "recognition_date": "2020-03",
    "recognition_url": "https://databank.example/2",
}
"""A recognition that is complete; without one of these it is refused."""


class CoverageFactory(factory.django.DjangoModelFactory):
    """That an instrument is available in a municipality, from a day nobody knows, still."""

    class Meta:
        model = Coverage

    instrument = factory.SubFactory(InstrumentFactory)
    municipality = factory.SubFactory(MunicipalityFactory)


class SupportOfferFactory(factory.django.DjangoModelFactory):
    """An offer for the whole country, unless `regions=[...]` says otherwise."""

    class Meta:
        model = SupportOffer
        skip_postgeneration_save = True

    organisation = factory.Sequence(lambda number: f"Organisatie {number}")
    title = "Meedenken"
    url = "https://aanbod.example/contact"

    @factory.post_generation
    def regions(self, create: bool, extracted: Iterable[Region] | None, **kwargs: object) -> None:
        if extracted:
            self.regions.set(extracted)
