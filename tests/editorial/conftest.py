"""An editor who is logged in, and a little country."""

from dataclasses import dataclass

import pytest
from django.test import Client

from accounts.models import User
from places.models import Municipality, Region, RegionLayer
from tests.factories.coalitions import editor
from tests.factories.places import MunicipalityFactory, RegionFactory, RegionMembershipFactory


@pytest.fixture
def redactie(db: None) -> User:
    return editor(email="redactie@voorbeeld.test")


@pytest.fixture
def desk(client: Client, redactie: User) -> Client:
    """The browser of an editor."""
    client.force_login(redactie)
    return client


@dataclass(frozen=True)
class Country:
    twente: Region
    zeeland: Region
    almelo: Municipality
    goes: Municipality


@pytest.fixture
def country(db: None) -> Country:
    """Two GGD regions with a municipality each."""
    twente, zeeland = (RegionFactory(layer=RegionLayer.GGD_REGION, name=name) for name in ("Twente", "Zeeland"))
    almelo, goes = MunicipalityFactory(name="Almelo"), MunicipalityFactory(name="Goes")
    RegionMembershipFactory(municipality=almelo, region=twente)
    RegionMembershipFactory(municipality=goes, region=zeeland)
    return Country(twente, zeeland, almelo, goes)
