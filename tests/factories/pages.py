"""Pages for tests, in the tree that `migrate` made."""

from collections.abc import Mapping
from typing import Any

import factory
from django.utils import timezone
from wagtail.models import Page

from coalitions.models import NationalPage
from pages.models import HomePage, KnowledgePage, StandardPage


class PageFactory(factory.django.DjangoModelFactory):
    """A published page below `parent`; `live=False` makes a draft. Relations (themes, tags) are given as lists."""

    class Meta:
        abstract = True

    title = factory.Sequence(lambda number: f"Titel {number}")
    summary = "In één zin waar het over gaat."
    live = True
    first_published_at = factory.LazyAttribute(lambda page: timezone.now() if page.live else None)
    last_published_at = factory.LazyAttribute(lambda page: page.first_published_at)

    @classmethod
    def _create(cls, model_class: type[Page], *args: Any, parent: Page, **kwargs: Any) -> Page:
        relations = {name: kwargs.pop(name) for name in list(kwargs) if isinstance(kwargs[name], list | tuple)}
        fields = {name: relations.pop(name) for name in list(relations) if name in cls._lists(model_class)}
        page = model_class(**kwargs, **fields)
        for name, items in relations.items():
            getattr(page, name).set(items)
        # A parent that was loaded before another test page was added doesn't know how many children it has.
        Page.objects.get(pk=parent.pk).add_child(instance=page)
        return page

    @staticmethod
    def _lists(model_class: type[Page]) -> Mapping[str, Any]:
        """Plain fields whose value is a list: they are no relations."""
        return {field.name: field for field in model_class._meta.concrete_fields}


class StandardPageFactory(PageFactory):
    """A page about the site, below home."""

    class Meta:
        model = StandardPage

    parent = factory.LazyFunction(lambda: HomePage.objects.get())


class KnowledgePageFactory(PageFactory):
    """A national knowledge page, unless `parent` is a coalition."""

    class Meta:
        model = KnowledgePage

    parent = factory.LazyFunction(lambda: NationalPage.objects.get())
