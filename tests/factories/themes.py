"""Themes for tests."""

import factory
from django.utils.text import slugify

from themes.models import Theme


class ThemeFactory(factory.django.DjangoModelFactory):
    """A theme; the same name gives the same theme."""

    class Meta:
        model = Theme
        django_get_or_create = ("slug",)

    name = factory.Sequence(lambda number: f"Thema {number}")
    slug = factory.LazyAttribute(lambda theme: slugify(theme.name))
