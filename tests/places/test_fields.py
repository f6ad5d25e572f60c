from collections.abc import Callable

import pytest
from django import forms
from django.core.exceptions import ValidationError

from coalitions.models import CoalitionPage
from places.fields import MunicipalityNamesField
from places.models import Municipality
from tests.factories.places import FormerMunicipalityFactory, MunicipalityFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def names() -> MunicipalityNamesField:
    return MunicipalityNamesField(queryset=Municipality.objects.all(), required=False)


def test_one_name_per_line_becomes_municipalities(names: MunicipalityNamesField) -> None:
    nuenen = MunicipalityFactory(name="Nuenen, Gerwen en Nederwetten", aliases=["Nuenen"])
    west_betuwe = MunicipalityFactory(name="West Betuwe")
    FormerMunicipalityFactory(name="Geldermalsen", successors=[west_betuwe])
    MunicipalityFactory(name="Elders")
    assert set(names.clean("Nuenen, Gerwen en Nederwetten\r\n\r\n geldermalsen \r\nnuenen")) == {nuenen, west_betuwe}


def test_every_name_that_is_not_known_is_told(names: MunicipalityNamesField) -> None:
    MunicipalityFactory(name="Utrecht")
    with pytest.raises(ValidationError) as error:
        names.clean("Atlantis\nUtrecht\nElders")
    assert [message.split(": ")[1].split(".")[0] for message in error.value.messages] == ["Atlantis", "Elders"]


def test_of_a_name_that_is_not_known_those_are_named_that_may_be_meant(names: MunicipalityNamesField) -> None:
    for name in ("Bergen (L.)", "Bergen (NH.)", "Utrecht"):
        MunicipalityFactory(name=name)
    with pytest.raises(ValidationError) as error:
        names.clean("Bergen\nUtrecht\nXyz")
    assert error.value.messages == [
        "Deze gemeente kennen we niet: Bergen. Bedoelt u Bergen (L.) of Bergen (NH.)?",
        "Deze gemeente kennen we niet: Xyz. Kijk of de naam goed geschreven is.",
    ]


def test_many_lines_need_no_more_queries_than_few(
    names: MunicipalityNamesField, django_assert_num_queries: Callable[..., object]
) -> None:
    FormerMunicipalityFactory(name="Geldermalsen", code="GM0236", successors=[MunicipalityFactory(name="West Betuwe")])
    today = [MunicipalityFactory(name=f"Plaats {number}", aliases=[f"Oord {number}"]) for number in range(8)]
    for lines in ("Plaats 0\nGeldermalsen", "\n".join(["0236", "geldermalsen", today[7].code, *map(str, today[:7])])):
        with django_assert_num_queries(3):
            found = names.clean(lines)
    assert found.count() == 9


def test_a_name_that_two_are_called_by_is_nobodys_unless_one_is_named_so_today(names: MunicipalityNamesField) -> None:
    for name in ("Bergen NH", "Bergen L"):
        MunicipalityFactory(name=name, aliases=["Bergen", "Oord"])
    bergen = MunicipalityFactory(name="Bergen")
    assert list(names.clean("bergen")) == [bergen]
    with pytest.raises(ValidationError, match="Oord"):
        names.clean("Oord")
    with pytest.raises(ValidationError):
        names.clean("??")


def test_nothing_is_fine_unless_it_is_required(names: MunicipalityNamesField) -> None:
    assert list(names.clean(" \n ")) == []
    names.required = True
    with pytest.raises(ValidationError):
        names.clean(" \n ")


def test_a_flood_of_lines_is_refused_without_asking_the_database(
    names: MunicipalityNamesField, django_assert_num_queries: Callable[..., object]
) -> None:
    with django_assert_num_queries(0), pytest.raises(ValidationError, match="te veel"):
        names.clean("Utrecht\n" * 401)


def test_stored_municipalities_are_shown_by_name_in_alphabetical_order(names: MunicipalityNamesField) -> None:
    zeist, asten = MunicipalityFactory(name="Zeist"), MunicipalityFactory(name="Asten")
    assert names.prepare_value([zeist, asten]) == "Asten\nZeist"
    assert names.prepare_value([zeist.pk]) == "Zeist"
    assert names.prepare_value("wat iemand typte") == "wat iemand typte"


def test_the_order_of_lines_is_no_change_but_another_name_is(names: MunicipalityNamesField) -> None:
    places = [MunicipalityFactory(name="Zeist"), MunicipalityFactory(name="Asten")]
    assert not names.has_changed(places, "Zeist\r\nAsten\r\n")
    assert names.has_changed(places, "Zeist")


def test_the_form_of_a_page_asks_for_names() -> None:
    field = CoalitionPage._meta.get_field("municipalities").formfield()
    assert isinstance(field, MunicipalityNamesField)
    assert isinstance(field.widget, forms.Textarea)
