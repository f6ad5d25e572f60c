from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.db.models import Model
from django.db.models.signals import post_delete, post_save

from places.layers import RegionLayer
from places.lookup import find_municipality
from places.models import FormerMunicipality, Municipality, MunicipalityFigure, Region, RegionMembership, Succession
from places.reference import MembershipFacts, Reference, read
from places.services import load_places
from tests.factories.places import MunicipalityFactory

pytestmark = pytest.mark.django_db
WEST_BETUWE = "GM1960"


@pytest.fixture(scope="module")
def files() -> Reference:
    return read()


@pytest.fixture(scope="module")
def reference(files: Reference) -> Reference:
    """The files, cut down to four municipalities, so that a test is quick and still real."""
    names = {"West Betuwe", "Oisterwijk", "Vught", "'s-Gravenhage"}
    municipalities = tuple(facts for facts in files.municipalities if facts.name in names)
    codes = {facts.code for facts in municipalities}
    return Reference(
        municipalities=municipalities,
        memberships=tuple(facts for facts in files.memberships if facts.code in codes),
        former=tuple(facts for facts in files.former if set(facts.successors) <= names),
    )


@pytest.fixture
def heard() -> Iterator[list[tuple[str, Model]]]:
    """What listeners to saves and deletes hear: that is what makes documents of the search stale."""
    events: list[tuple[str, Model]] = []

    def saved(instance: Model, **kwargs: Any) -> None:
        events.append(("saved", instance))

    def deleted(instance: Model, **kwargs: Any) -> None:
        events.append(("deleted", instance))

    post_save.connect(saved)
    post_delete.connect(deleted)
    yield events
    post_save.disconnect(saved)
    post_delete.disconnect(deleted)


def test_all_files_load_and_lead_from_old_names_to_new_ones(files: Reference) -> None:
    steps: list[int] = []
    report = load_places(reference=files, on_step=lambda: steps.append(1))
    assert Municipality.objects.count() == report.tallies["gemeenten"].created == 342
    assert Region.objects.count() == 12 + 25 + 31
    assert RegionMembership.objects.count() == 3 * 342
    assert FormerMunicipality.objects.count() == 134
    assert len(steps) == len(report.tallies)
    for text, name in [("Geldermalsen", "West Betuwe"), ("Den Bosch", "'s-Hertogenbosch"), ("liesveld", "Molenlanden")]:
        assert str(find_municipality(text)) == name


def test_what_was_loaded_is_valid(files: Reference) -> None:
    load_places(reference=files)
    for model in (Municipality, Region, RegionMembership, FormerMunicipality):
        for instance in model._default_manager.all():
            instance.full_clean(validate_unique=False, validate_constraints=False)


def test_loading_again_saves_nothing_in_few_queries(
    reference: Reference, heard: list[tuple[str, Model]], django_assert_max_num_queries: Callable[..., Any]
) -> None:
    load_places(reference=reference)
    heard.clear()
    # Two for the savepoint, one read per table, and six for the ids and codes that rows refer to.
    with django_assert_max_num_queries(14):
        report = load_places(reference=reference)
    assert report.changed == 0
    assert report.tallies["gemeenten"].unchanged == 4
    assert heard == []


def test_figures_are_as_the_file_has_them(reference: Reference, files: Reference) -> None:
    figures = tuple(facts for facts in files.figures if facts.code == WEST_BETUWE)
    load_places(reference=replace(reference, figures=figures))
    assert MunicipalityFigure.objects.filter(municipality__code=WEST_BETUWE).count() == len(figures) == 5
    changed = replace(figures[0], value=figures[0].value + 1)
    report = load_places(reference=replace(reference, figures=(changed, *figures[2:])))
    tally = report.tallies["cijfers"]
    assert (tally.created, tally.updated, tally.deleted, tally.unchanged) == (0, 1, 1, 3)
    assert MunicipalityFigure.objects.get(indicator=changed.indicator).value == changed.value


def test_new_rows_come_in_bulk(reference: Reference, django_assert_max_num_queries: Callable[..., Any]) -> None:
    with django_assert_max_num_queries(25):
        load_places(reference=reference)


def test_only_a_changed_municipality_is_saved(reference: Reference, heard: list[tuple[str, Model]]) -> None:
    load_places(reference=reference)
    heard.clear()
    changed = tuple(
        replace(facts, population=1) if facts.code == WEST_BETUWE else facts for facts in reference.municipalities
    )
    report = load_places(reference=replace(reference, municipalities=changed))
    west_betuwe = Municipality.objects.get(code=WEST_BETUWE)
    assert heard == [("saved", west_betuwe)]
    assert west_betuwe.population == 1
    assert report.tallies["gemeenten"].updated == report.changed == 1


def test_a_move_to_another_region_replaces_the_membership_and_is_heard(
    reference: Reference, heard: list[tuple[str, Model]]
) -> None:
    load_places(reference=reference)
    heard.clear()
    kept = [facts for facts in reference.memberships if (facts.code, facts.layer) != (WEST_BETUWE, "ggd_region")]
    moved = MembershipFacts(WEST_BETUWE, RegionLayer.GGD_REGION, "GGD Nieuw", None, None)
    load_places(reference=replace(reference, memberships=(*kept, moved)))
    memberships = RegionMembership.objects.filter(municipality__code=WEST_BETUWE, region__layer="ggd_region")
    assert [str(membership.region) for membership in memberships] == ["GGD Nieuw"]
    assert [(what, type(instance)) for what, instance in heard] == [
        ("deleted", RegionMembership),
        ("saved", RegionMembership),
    ]


def test_changed_successors_are_replaced_in_their_new_order(reference: Reference) -> None:
    load_places(reference=reference)
    former = tuple(
        replace(facts, successors=("Vught", "Oisterwijk")) if facts.name == "Geldermalsen" else facts
        for facts in reference.former
    )
    report = load_places(reference=replace(reference, former=former))
    rows = Succession.objects.filter(former__name="Geldermalsen").values_list("municipality__name", flat=True)
    assert list(rows) == ["Vught", "Oisterwijk"]
    assert str(find_municipality("Geldermalsen")) == "Vught"
    assert report.changed == report.tallies["opvolgers"].changed == 3


def test_a_municipality_that_left_the_files_is_kept_and_named(reference: Reference) -> None:
    gone = MunicipalityFactory(name="Verdwenen", code="GM9999")
    report = load_places(reference=reference)
    assert report.unlisted == ("GM9999",)
    assert Municipality.objects.filter(pk=gone.pk).exists()


def test_a_load_that_fails_halfway_leaves_nothing_behind(reference: Reference) -> None:
    broken = replace(reference.former[0], successors=("Atlantis",))
    with pytest.raises(KeyError, match="Atlantis"):
        load_places(reference=replace(reference, former=(broken,)))
    assert not Municipality.objects.exists()
    assert not Region.objects.exists()
