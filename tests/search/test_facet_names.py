"""The names of facet values are asked once a minute, and a change of this process shows at once."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coalitions.models import CoalitionStage
from search import registry
from search.facet_names import names
from search.facets import Facet
from themes.models import Theme

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
