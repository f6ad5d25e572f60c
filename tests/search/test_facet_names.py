"""The names of facet values are asked once a minute, and a change of this process shows at once.

What not everybody may see has no name, from the moment on that it was withdrawn.
"""

from collections.abc import Iterable
from typing import Any

import pytest
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from coalitions.models import CoalitionPage, CoalitionStage
from search import registry
from search.facet_names import names
from search.facets import Facet
from tests.factories.coalitions import CoalitionPageFactory
from tests.factories.toolbox import InstrumentFactory
from themes.models import Theme
from toolbox.models import Instrument

pytestmark = pytest.mark.django_db


@pytest.fixture
def debts() -> Theme:
    return Theme.objects.create(slug="schulden", name="Schulden")


def facet(key: str) -> Facet:
    return next(one for one in registry.facets() if one.key == key)


def of_themes(*slugs: str) -> dict[str, str]:
    return dict(names(facet("theme"), slugs))


def queries(*slugs: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        of_themes(*slugs)
    return len(asked)


def test_a_name_is_asked_once(debts: Theme) -> None:
    assert queries("schulden") == 1
    assert queries("schulden") == 0


def test_one_that_is_new_does_not_wait(debts: Theme) -> None:
    of_themes("schulden")
    Theme.objects.bulk_create([Theme(slug="slapen", name="Slapen")])  # sends no signal
    assert of_themes("schulden", "slapen") == {"schulden": "Schulden", "slapen": "Slapen"}


def test_what_does_not_exist_has_no_name(debts: Theme) -> None:
    assert of_themes("schulden", "bestaat-niet") == {"schulden": "Schulden"}


def test_another_name_shows_at_once(debts: Theme) -> None:
    of_themes("schulden")
    debts.name = "Geldzorgen"
    debts.save()
    assert of_themes("schulden") == {"schulden": "Geldzorgen"}


def test_those_of_a_closed_list_stand_in_its_order_whatever_else_its_values_depend_on() -> None:
    given = [stage.value for stage in CoalitionStage]
    for _ in range(2):
        assert list(names(facet("stage"), set(given))) == given
        assert list(names(facet("stage"), dict.fromkeys(reversed(given)))) == given


def test_what_goes_has_no_name_any_more(debts: Theme) -> None:
    of_themes("schulden")
    debts.delete()
    assert of_themes("schulden") == {}


def test_a_closed_list_keeps_its_own_order() -> None:
    phases = list(names(facet("phase"), {"geboorte-en-kraamtijd", "preconceptie", "zwangerschap"}))
    assert phases == ["preconceptie", "zwangerschap", "geboorte-en-kraamtijd"]


GUARDED: dict[type[Model], Any] = {
    model: model._default_manager
    for facet in registry.facets()
    for model in facet.depends_on
    if hasattr(model._default_manager, "public")
}
"""What facets are made of and not everybody may see everything of."""


def hidden(model: type[Model]) -> list[Any]:
    """What nobody may see of it."""
    every = GUARDED[model]
    return list(every.exclude(pk__in=every.public().values("pk")))


@pytest.fixture
def withdrawn() -> tuple[Any, ...]:
    """Three coalitions that strangers may not see, and an instrument."""
    draft = CoalitionPageFactory(title="Nog geheim", slug="geheim", live=False)
    unpublished: Any = CoalitionPageFactory(title="Niet meer hier", slug="vertrokken")
    unpublished.unpublish()
    restricted = CoalitionPageFactory(title="Alleen voor leden", slug="besloten")
    PageViewRestriction.objects.create(page=restricted, restriction_type=PageViewRestriction.LOGIN)
    InstrumentFactory(name="Nog niet te zien", is_listed=False)
    return draft, unpublished, restricted


class TestWhatNotEverybodyMaySee:
    @pytest.mark.parametrize("model", GUARDED)
    def test_has_no_name_in_any_facet(self, model: type[Model], withdrawn: Iterable[Any]) -> None:
        slugs = {item.slug for item in hidden(model)}
        assert slugs, f"something hidden of {model.__name__} is needed here"
        assert {facet.key: dict(facet.labels(slugs)) for facet in registry.facets() if facet.labels(slugs)} == {}
        assert {facet.key: dict(names(facet, slugs)) for facet in registry.facets() if names(facet, slugs)} == {}

    def test_is_asked_each_time_as_far_as_names_are_of_it(self) -> None:
        named = [facet for facet in registry.facets() if facet.sort != "given"]  # those stand in the code
        of_guarded = {facet.key for facet in named if any(model in GUARDED for model in facet.depends_on)}
        assert {facet.key for facet in named if facet.guarded} == of_guarded

    @pytest.mark.parametrize(
        ("key", "factory"), [("coalition", CoalitionPageFactory), ("instrument", InstrumentFactory)]
    )
    def test_loses_its_name_at_once_also_when_no_signal_says_so(self, key: str, factory: Any) -> None:
        item = factory(slug="eerst-te-zien")
        assert names(facet(key), {item.slug})
        if isinstance(item, CoalitionPage):
            PageViewRestriction.objects.create(page=item, restriction_type=PageViewRestriction.LOGIN)
        else:
            Instrument.objects.update(is_listed=False)
        assert names(facet(key), {item.slug}) == {}

    @pytest.mark.parametrize("address", ["/zoeken/", "/zoeken/bewaren/"])
    def test_is_named_on_no_page(self, address: str, embedded: None, withdrawn: Iterable[Any]) -> None:
        for page in withdrawn:
            answer = Client().get(address, {"coalition": page.slug}).content.decode()
            assert page.title not in answer
            assert f"We kennen “{page.slug}” niet bij coalitie." in answer

    @pytest.mark.parametrize("address", ["/zoeken.json", "/api/v1/search"])
    def test_is_to_programs_as_what_does_not_exist(
        self, address: str, embedded: None, withdrawn: Iterable[Any]
    ) -> None:
        unknown = Client().get(address, {"coalition": "bestaat-niet"})
        for page in withdrawn:
            answer = Client().get(address, {"coalition": page.slug})
            as_unknown = answer.content.decode().replace(page.slug, "bestaat-niet")
            assert (answer.status_code, as_unknown) == (unknown.status_code, unknown.content.decode())
