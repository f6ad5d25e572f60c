"""The forms of the vocabulary and of places in the results."""

from typing import Any

from django import forms
from wagtail.admin.forms.models import WagtailAdminModelForm

from editorial.searching.kinds import KINDS
from search.api import Kind, PlacedResult, VocabularyRule, Where, clean_query, document_at, document_of

__all__ = ["PlacedResultForm", "VocabularyForm", "kind_of"]

ROWS = 5
"""Lines of a box for terms: most rules have two to five."""


def kind_of(value: Any) -> Kind:
    """The kind that was asked for; synonyms for anything else."""
    return Kind(value) if value in Kind.values else Kind.SYNONYMS


class VocabularyForm(WagtailAdminModelForm):
    """One rule; which boxes there are and what they are called follows from its kind, which doesn't change later."""

    question = forms.CharField(
        label="Probeer uit met een zoekvraag",
        required=False,
        max_length=250,
        help_text="Wordt niet bewaard. U ziet wat de regel met de resultaten doet, voordat u hem bewaart. "
        "Laat u dit leeg, dan nemen we uw eerste term.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    asked = forms.CharField(required=False, max_length=250, widget=forms.HiddenInput)

    class Meta:
        model = VocabularyRule
        fields = ("kind", "said", "means", "reason")
        widgets = {
            "kind": forms.HiddenInput,
            "said": forms.Textarea(attrs={"rows": ROWS}),
            "means": forms.Textarea(attrs={"rows": ROWS}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.kind = kind_of(self.instance.kind)
            del self.fields["kind"]
        else:
            self.kind = kind_of(self.data.get("kind") if self.is_bound else self.initial.get("kind"))
        words = KINDS[self.kind]
        self._name("said", words.said_label, words.said_help, words.said_example)
        if words.means_label:
            self._name("means", words.means_label, words.means_help, words.means_example)
            self.fields["means"].required = True
        else:
            del self.fields["means"]

    def clean_question(self) -> str:
        return clean_query(self.cleaned_data["question"])

    def _name(self, field: str, label: str, help_text: str, example: str) -> None:
        named = self.fields[field]
        named.label = label
        shown = example.replace("\n", " · ")
        named.help_text = f"{help_text} Bijvoorbeeld: {shown}"
        named.error_messages["required"] = "Vul hier minstens één term in."


class PlacedResultForm(WagtailAdminModelForm):
    """A question, the address of what is given a place there, and which place."""

    address = forms.CharField(
        label="Adres van het resultaat",
        max_length=500,
        help_text="Kopieer het adres uit uw browser, of kies “Bovenaan” of “Verberg” bij “Waarom deze volgorde”.",
        error_messages={"required": "Vul het adres in van de pagina die u bedoelt."},
    )

    class Meta:
        model = PlacedResult
        fields = ("question", "where", "position", "reason")
        widgets = {"where": forms.RadioSelect}
        error_messages = {"question": {"required": "Vul een zoekvraag in."}}

    field_order = ("question", "address", "where", "position", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["where"].choices = Where.choices
        if self.instance.pk and (document := document_of(self.instance.key)):
            self.initial["address"] = document.document["url"] if document.document else ""
        elif self.instance.pk:
            # What was taken off the site has no address; the row may still be changed or deleted.
            self.fields["address"].required = False

    def clean_question(self) -> str:
        return clean_query(self.cleaned_data["question"])

    def clean_address(self) -> str:
        address: str = self.cleaned_data["address"]
        found = document_at(address) if address else None
        if found is not None and found.document:
            self.instance.type, self.instance.object_id = found.type, found.object_id
            self.instance.title = found.document["title"][:255]
        elif address or not self.instance.pk:
            raise forms.ValidationError(
                "Op dit adres staat niets dat bezoekers kunnen vinden. Klopt het adres, en staat de pagina op de site?"
            )
        return address
