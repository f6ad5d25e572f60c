"""The vocabulary in the admin: a list with search, forms per kind with an example, and a preview."""

from typing import Any, ClassVar

from django.db.models.functions import Lower
from django.urls import reverse
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views import generic

from editorial.access import editor_of
from editorial.searching.forms import VocabularyForm, kind_of
from editorial.searching.kinds import KINDS
from editorial.searching.previewing import PreviewedViewSet, PreviewMixin
from search.api import Comparison, Handling, Kind, VocabularyRule, preview_rule, unanswered

__all__ = ["VocabularyViewSet"]

WRONG = "Er klopt nog iets niet. Bij het veld staat wat."
SAVED = "Bewaard: “%(object)s”. Binnen een minuut zoekt iedereen ermee."


class RuleFormMixin(PreviewMixin):
    """What the forms for a new rule and for one that exists share."""

    preview_url_name = "vocabulary:preview"

    def compare(self, form: Any) -> Comparison:
        # Without a question its own first term shows most of what it does.
        question = form.cleaned_data["question"] or form.instance.entry.said[0]
        return preview_rule(question, form.instance)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return {**context, "kind": KINDS[context["form"].kind], "can_preview": True}


class RuleCreateView(RuleFormMixin, generic.CreateView):
    page_title = "Nieuwe regel"
    success_message = SAVED
    error_message = WRONG
    submit_button_label = "Bewaar"

    def get_initial(self) -> dict[str, Any]:
        """What a link of the questions asked in vain fills in."""
        asked = self.request.GET.get("asked", "")[:250]
        kind = kind_of(self.request.GET.get("kind") or (Kind.EVERYDAY if asked else ""))
        return {**super().get_initial(), "kind": kind.value, "said": asked, "question": asked, "asked": asked}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        chosen = context["form"].kind
        asked = self.request.GET.copy()
        tabs = []
        for kind, words in KINDS.items():
            asked["kind"] = kind.value
            tabs.append((f"{reverse('vocabulary:add')}?{asked.urlencode()}", words.tab, kind == chosen))
        return {**context, "tabs": tabs}

    def save_instance(self) -> Any:
        saved = super().save_instance()
        if asked := self.form.cleaned_data["asked"]:
            unanswered.handle(question=asked, how=Handling.SYNONYM, user=editor_of(self.request))
        return saved


class RuleEditView(RuleFormMixin, generic.EditView):
    success_message = SAVED
    error_message = WRONG
    preview_url_name = "vocabulary:preview_edit"


class RuleIndexView(generic.IndexView):
    def order_queryset(self, queryset: Any) -> Any:
        """By the alphabet, capitals or not, unless a column was chosen."""
        if self.request.GET.get("ordering"):
            return super().order_queryset(queryset)
        return queryset.order_by(Lower("said"), "pk")


class VocabularyViewSet(PreviewedViewSet):
    model = VocabularyRule
    url_prefix = "redactie/zoeken/woordenlijst"
    icon = "list-ul"
    index_view_class = RuleIndexView
    add_view_class = RuleCreateView
    edit_view_class = RuleEditView
    copy_view_enabled = False  # a copy would say everything twice
    add_to_reference_index = False
    list_per_page = 50
    list_filter = ("kind",)
    search_fields = ("said", "means", "reason")
    search_backend_name = None
    create_template_name = edit_template_name = "editorial/searching/rule_form.html"
    list_display: ClassVar = (
        "__str__",
        Column("kind", label="Soort", accessor="get_kind_display", sort_key="kind", width="18%"),
        Column("reason", label="Waarom", accessor="reason", width="20%"),
        DateColumn("changed_at", label="Gewijzigd", sort_key="changed_at", width="12%"),
    )

    def get_form_class(self, for_update: bool = False) -> type[VocabularyForm]:
        return VocabularyForm
