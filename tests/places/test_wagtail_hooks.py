import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse

from accounts.models import User
from places.models import FormerMunicipality, Municipality, Region
from tests.factories.places import FormerMunicipalityFactory, MunicipalityFactory, RegionFactory

pytestmark = pytest.mark.django_db
MODELS = (Municipality, Region, FormerMunicipality)


def url(model: type, view: str, *args: object) -> str:
    return reverse(f"wagtailsnippets_places_{model.__name__.lower()}:{view}", args=args)


@pytest.fixture
def editor(client: Client) -> Client:
    """Somebody who may enter the admin and view places."""
    user = User.objects.create_user("redactie@voorbeeld.test")
    group = Group.objects.create(name="Kijkers")
    group.permissions.set(
        Permission.objects.filter(codename__in=["access_admin", *(f"view_{m.__name__.lower()}" for m in MODELS)])
    )
    user.groups.add(group)
    client.force_login(user)
    return client


def test_an_editor_sees_the_places_and_what_is_known_of_one(editor: Client) -> None:
    place = MunicipalityFactory(name="West Betuwe", aliases=["Betuwe-West"])
    RegionFactory(name="Gelderland")
    FormerMunicipalityFactory(name="Geldermalsen", successors=[place])
    for model, name in zip(MODELS, ("West Betuwe", "Gelderland", "Geldermalsen"), strict=True):
        response = editor.get(url(model, "list"))
        assert response.status_code == 200
        assert name in response.content.decode()
    assert "Betuwe-West" in editor.get(url(Municipality, "inspect", place.pk)).content.decode()


def test_an_editor_finds_a_place_by_name(editor: Client) -> None:
    MunicipalityFactory(name="West Betuwe")
    MunicipalityFactory(name="Zeist")
    page = editor.get(url(Municipality, "list"), {"q": "betuwe"}).content.decode()
    assert "West Betuwe" in page
    assert "Zeist" not in page


@pytest.mark.parametrize("model", MODELS)
def test_not_even_a_superuser_adds_changes_or_deletes_a_fact(client: Client, model: type) -> None:
    client.force_login(User.objects.create_superuser("beheer@voorbeeld.test"))
    instance = {
        Municipality: MunicipalityFactory, Region: RegionFactory, FormerMunicipality: FormerMunicipalityFactory,
    }[model]()  # fmt: skip
    for view, args in (("add", ()), ("edit", (instance.pk,)), ("delete", (instance.pk,))):
        response = client.post(url(model, view, *args), {"name": "Verzonnen"})
        assert response.status_code == 302, view
        assert response["Location"] == reverse("wagtailadmin_home"), view
    instance.refresh_from_db()
    assert instance.name != "Verzonnen"
    assert model.objects.count() == 1
