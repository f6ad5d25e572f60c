"""Fields that several apps share: closed lists, clean bodies, dates."""

import json
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.db import connection, models
from hypothesis import given
from hypothesis import strategies as st

from core.blocks import BodyBlock
from core.fields import BodyField, ChoiceListField, validate_partial_date
from pages.models import StandardPage
from tests.factories.pages import StandardPageFactory

OPTIONS = [("een", "Eén"), ("twee", "Twee"), ("drie", "Drie")]
DIRTY = "<p onclick=alert(1)>tekst<script>alert(1)</script></p>"


class Sample(models.Model):
    """A model that is never stored: fields need one to speak of."""

    choices = ChoiceListField("keuzes", options=OPTIONS, help_text="Kies.")
    body = BodyField(BodyBlock(), blank=True)

    class Meta:
        app_label = "tests"
        managed = False

    def __str__(self) -> str:
        return str(self.choices)


def field(name: str) -> Any:
    return Sample._meta.get_field(name)


@given(st.lists(st.sampled_from(["een", "twee", "drie"])))
def test_choices_are_kept_once_and_in_the_order_of_the_list(chosen: list[str]) -> None:
    cleaned = field("choices").clean(chosen, None)

    assert cleaned == [slug for slug, _ in OPTIONS if slug in chosen]


@pytest.mark.parametrize("value", [["vier"], ["een", "vier"], ["Een"], "een", {"een": 1}, [None], [["een"]], 5])
def test_a_choice_that_is_not_in_the_list_is_refused(value: Any) -> None:
    with pytest.raises(ValidationError):
        field("choices").clean(value, None)


def test_what_the_editor_is_told_of_the_blocks_is_made_once_for_all_forms() -> None:
    form_class = forms.modelform_factory(Sample, fields=["body"])
    first, second = (form_class().fields["body"].widget for _ in range(2))
    assert first is not second
    assert first.block_json is second.block_json
    assert first.js_context is second.js_context
    assert "paragraph" in first.block_json


def test_no_choice_is_an_empty_list() -> None:
    assert Sample().choices == []
    assert Sample().choices is not Sample().choices


def test_the_form_has_a_checkbox_for_each_choice() -> None:
    form_field = field("choices").formfield()

    assert isinstance(form_field, forms.MultipleChoiceField)
    assert isinstance(form_field.widget, forms.CheckboxSelectMultiple)
    assert list(form_field.choices) == OPTIONS
    assert (form_field.label, form_field.help_text, form_field.required) == ("Keuzes", "Kies.", False)


def test_choices_and_blocks_stay_out_of_migrations() -> None:
    assert "options" not in field("choices").deconstruct()[3]
    _, _, args, kwargs = field("body").deconstruct()
    assert args == [[]] and "block_lookup" not in kwargs


def test_a_date_is_refused_in_dutch() -> None:
    validate_partial_date("2024-03")
    with pytest.raises(ValidationError, match="geen datum als JJJJ"):
        validate_partial_date("maart 2024")


def stored() -> str:
    """The body as it stands in the table, whatever reads it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT body FROM pages_textpage")
        return json.dumps([row[0] for row in cursor.fetchall()])


RAW = [{"type": "paragraph", "value": DIRTY, "id": "b7f0d2c4-0000-4000-8000-000000000000"}]


@pytest.mark.django_db
@pytest.mark.parametrize("body", [RAW, json.dumps(RAW), [("paragraph", DIRTY)]], ids=["data", "json", "values"])
def test_a_body_is_clean_in_the_database_whatever_it_was_given_as(body: Any) -> None:
    StandardPageFactory(body=body)

    assert "tekst" in stored() and "script" not in stored() and "onclick" not in stored()


@pytest.mark.django_db
@pytest.mark.parametrize("body", [RAW, json.dumps(RAW)], ids=["data", "json"])
def test_an_update_of_many_rows_is_no_way_round(body: Any) -> None:
    page = StandardPageFactory()

    StandardPage.objects.filter(pk=page.pk).update(body=body)

    assert "tekst" in stored() and "script" not in stored() and "onclick" not in stored()


@pytest.mark.django_db
def test_bulk_update_is_no_way_round() -> None:
    page = StandardPageFactory()
    page.body = json.dumps(RAW)

    StandardPage.objects.bulk_update([page], ["body"])

    assert "tekst" in stored() and "script" not in stored()


@pytest.mark.django_db
def test_a_revision_is_clean() -> None:
    page = StandardPageFactory()
    page.body = json.dumps(RAW)

    revision = page.save_revision()

    assert "tekst" in revision.content["body"]
    assert "script" not in revision.content["body"] and "onclick" not in revision.content["body"]
