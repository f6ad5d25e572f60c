"""The invented submissions are in every state, say that they are invented, and go again without a trace."""

from pathlib import Path
from typing import Any

import pytest

from accounts.models import User
from coalitions.models import CoalitionPage
from exchange.demo.accounts import DEMO_ACCOUNTS
from exchange.demo.submissions import clear_example_submissions, load_example_submissions, read_submissions
from exchange.models import DemoObject
from places.models import Municipality, RegionLayer
from stories.models import FocusGroup, State, StoryPage, Submission
from stories.services.sharing import shared_with
from tests.factories.coalitions import CoalitionPageFactory
from tests.factories.places import MunicipalityFactory, RegionFactory
from tests.factories.themes import ThemeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_log(settings: Any, tmp_path: Path) -> None:
    settings.ERASURE_LOG = tmp_path / "erasure.log"


@pytest.fixture(scope="module", autouse=True)
def _around(module_content: None) -> None:
    """What the examples refer to, and who is in charge of them."""
    content = read_submissions()
    for name in {values["place"] for values in content["submissions"] if "place" in values}:
        MunicipalityFactory(name=name)
    for name in {values["region"] for values in content["submissions"] if "region" in values}:
        RegionFactory(layer=RegionLayer.GGD_REGION, name=name)
    for slug in {slug for values in content["submissions"] for slug in values.get("themes", ())}:
        ThemeFactory(name=slug, slug=slug)
    for account in DEMO_ACCOUNTS:
        if account.role in ("editor", "admin"):
            User.objects.create_superuser(account.email)


def test_without_the_accounts_of_the_demo_there_are_none() -> None:
    User.objects.all().delete()
    assert load_example_submissions(read_submissions()) == 0
    assert Municipality.objects.exists()


@pytest.fixture(scope="module")
def made(_around: None) -> int:
    """The examples, and a coalition to share one with. How many there are."""
    CoalitionPageFactory(slug="zaanstad")
    return load_example_submissions(read_submissions())


def test_all_states_and_each_says_that_it_is_invented(made: int) -> None:
    assert made == 25
    assert set(Submission.objects.values_list("state", flat=True)) == set(State.values)
    assert set(Submission.objects.values_list("is_example", flat=True)) == {True}
    assert set(FocusGroup.objects.values_list("is_example", flat=True)) == {True}
    assert {page.is_example for page in StoryPage.objects.all()} == {True}
    assert Submission.objects.filter(urgent=True).count() == 1


@pytest.mark.usefixtures("made")
def test_one_is_named_and_from_a_region_and_one_is_shared_with_a_coalition() -> None:
    (named,) = StoryPage.objects.exclude(teller_name="")
    assert (named.shown_name, named.place_names) == ("Ans", ("GGD Groningen",))
    assert shared_with(CoalitionPage.objects.get()).count() == 1


@pytest.mark.usefixtures("made")
def test_again_makes_nothing_and_clearing_leaves_nothing() -> None:
    assert load_example_submissions(read_submissions()) == 0
    assert clear_example_submissions() == 26
    for model in (Submission, StoryPage, FocusGroup, DemoObject):
        assert not model.objects.exists()
