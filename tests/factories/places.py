"""Places for tests: a few by name, without the files."""

from datetime import date

import factory

from places.models import FormerMunicipality, Municipality, Region, RegionLayer, RegionMembership, Succession
from places.rules import fold


class RegionFactory(factory.django.DjangoModelFactory):
    """A region; a province unless said otherwise."""

    class Meta:
        model = Region
        django_get_or_create = ("layer", "slug")

    layer = RegionLayer.PROVINCE
    name = factory.Sequence(lambda number: f"Provincie {number}")
    slug = factory.LazyAttribute(lambda region: fold(region.name))


class MunicipalityFactory(factory.django.DjangoModelFactory):
    """A municipality; codes start at GM5000, beyond those of CBS."""

    class Meta:
        model = Municipality
        django_get_or_create = ("slug",)

    code = factory.Sequence(lambda number: f"GM{5000 + number}")
    name = factory.Sequence(lambda number: f"Gemeente {number}")
    slug = factory.LazyAttribute(lambda municipality: fold(municipality.name))


class RegionMembershipFactory(factory.django.DjangoModelFactory):
    """That a municipality lies in a region, always, unless dates are given."""

    class Meta:
        model = RegionMembership

    municipality = factory.SubFactory(MunicipalityFactory)
    region = factory.SubFactory(RegionFactory)


class FormerMunicipalityFactory(factory.django.DjangoModelFactory):
    """A former municipality; `successors=[...]` gives those of today, the main one first."""

    class Meta:
        model = FormerMunicipality
        skip_postgeneration_save = True

    name = factory.Sequence(lambda number: f"Oude gemeente {number}")
    slug = factory.LazyAttribute(lambda former: fold(former.name))
    merged_on = date(2019, 1, 1)

    @factory.post_generation
    def successors(self, create: bool, extracted: list[Municipality] | None, **kwargs: object) -> None:
        for position, municipality in enumerate(extracted or []):
            Succession.objects.create(former=self, municipality=municipality, position=position)
