"""An id of thirty digits, in an address or a form, is one that doesn't exist; never a failure."""

from collections.abc import Iterator
from typing import Any

import pytest
from django import forms
from django.apps import apps
from django.forms.models import BaseModelForm
from django.test import Client
from django.urls import get_resolver, reverse
from wagtail.models import Page

from approaches.fields import BlockAddressField
from core.ids import BoundedChoiceField, BoundedMultipleChoiceField, is_id
from places.fields import MunicipalityNamesField
from tests.factories.coalitions import CoalitionPageFactory, coordinator_of
from tests.factories.coalitions import editor as national_editor
from tests.factories.stories import StoryPageFactory

HUGE = "9" * 30
OWN_WAY = (BlockAddressField, MunicipalityNamesField)
"""What is chosen by an address or a name."""


@pytest.mark.parametrize(
    ("value", "may_be"), [("1", True), ("9" * 18, True), ("9" * 19, False), ("", False), ("-1", False), ("١", False)]
)
def test_an_id_is_a_number_that_fits(value: str, may_be: bool) -> None:
    assert is_id(value) is may_be


@pytest.mark.django_db
@pytest.mark.parametrize("value", [HUGE, int(HUGE)])
def test_a_field_of_a_form_doesnt_know_it(value: Any) -> None:
    with pytest.raises(forms.ValidationError) as one:
        BoundedChoiceField(Page.objects.all()).clean(value)
    with pytest.raises(forms.ValidationError) as several:
        BoundedMultipleChoiceField(Page.objects.all()).clean([value])
    assert {one.value.code, several.value.code} == {"invalid_choice"}


def ours() -> Iterator[type[forms.BaseForm]]:
    names = {config.name for config in apps.get_app_configs() if not config.name.startswith(("django", "wagtail"))}
    waiting: list[type[forms.BaseForm]] = [forms.BaseForm]
    while waiting:
        form = waiting.pop()
        waiting += form.__subclasses__()
        if form.__module__.split(".")[0] in names and not issubclass(form, BaseModelForm):
            yield form


def test_every_form_of_ours_uses_such_fields() -> None:
    assert get_resolver().url_patterns, "reads all addresses, and with them all views and forms"
    found = {
        (form.__qualname__, name)
        for form in ours()
        for name, field in getattr(form, "base_fields", {}).items()
        if isinstance(field, forms.ModelChoiceField)
        and not isinstance(field, (BoundedChoiceField, BoundedMultipleChoiceField, *OWN_WAY))
    }
    assert found == set()


@pytest.mark.django_db
def test_an_address_with_it_is_no_page(client: Client) -> None:
    coalition = CoalitionPageFactory(slug="ons")
    client.force_login(coordinator_of(coalition))
    for path in (f"/coalitie/ons/verhalen/{HUGE}/", f"/coalitie/ons/beloofd/{HUGE}/", f"/contact/{HUGE}/"):
        assert client.get(path).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["approaches", "themes", "picture"])
def test_the_form_of_a_page_in_the_admin_refuses_it(client: Client, name: str) -> None:
    page = StoryPageFactory()
    client.force_login(national_editor())
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    answer = client.post(url, {"title": "Een verhaal", "slug": page.slug, "body-count": "0", name: [HUGE]})
    assert answer.status_code == 200
    assert name in answer.context["form"].errors
