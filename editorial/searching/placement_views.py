"""What stands at the top of a question, and what is kept out of it: a list, a form, and a preview."""

from typing import Any, ClassVar

from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views import generic

from editorial.searching.forms import PlacedResultForm
from editorial.searching.previewing import PreviewedViewSet, PreviewMixin
from search.api import Comparison, PlacedResult, Where, document_of, placed_results, preview_place

__all__ = ["PlacementViewSet"]

WRONG = "Er klopt nog iets niet. Bij het veld staat wat."
SAVED = "Bewaard: %(object)s. Binnen een minuut ziet iedereen dit."


class PlaceFormMixin(PreviewMixin):
    """What the forms for a new place and for one that exists share."""

    preview_url_name = "placement:preview"

    def compare(self, form: Any) -> Comparison:
        return preview_place(form.cleaned_data["question"], form.instance)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "can_preview": True}


class PlaceCreateView(PlaceFormMixin, generic.CreateView):
    page_title = "Nieuw"
    success_message = SAVED
    error_message = WRONG
    submit_button_label = "Bewaar"

    def get_initial(self) -> dict[str, Any]:
        """What a link of the page that explains a question fills in."""
        given = self.request.GET
        document = document_of(given.get("key", ""))
        return {
            **super().get_initial(),
            "question": given.get("question", "")[:250],
            "address": document.document["url"] if document and document.document else "",
            "where": given.get("where") if given.get("where") in Where.values else Where.TOP.value,
        }


class PlaceEditView(PlaceFormMixin, generic.EditView):
    success_message = SAVED
    error_message = WRONG
    preview_url_name = "placement:preview_edit"


class PlaceIndexView(generic.IndexView):
    # For the sentence that says that there are none; the page keeps the name that the menu has.
    verbose_name_plural = "resultaten met een vaste plek"

    def get_base_queryset(self) -> Any:
        return placed_results()


class PlacementViewSet(PreviewedViewSet):
    model = PlacedResult
    url_prefix = "redactie/zoeken/bovenaan"
    icon = "pick"
    index_view_class = PlaceIndexView
    add_view_class = PlaceCreateView
    edit_view_class = PlaceEditView
    copy_view_enabled = False
    add_to_reference_index = False
    list_per_page = 50
    list_filter = ("where",)
    search_fields = ("question", "title", "reason")
    search_backend_name = None
    ordering = ("question", "where", "position", "pk")
    create_template_name = edit_template_name = "editorial/searching/place_form.html"
    list_display: ClassVar = (
        "question",
        Column("title", label="Resultaat", accessor="title", sort_key="title"),
        Column("where", label="Waar", accessor="where_in_words", sort_key="where", width="14%"),
        Column("shown", label="Nu op de site", accessor=lambda row: "ja" if row.is_findable else "nee", width="12%"),
        DateColumn("changed_at", label="Gewijzigd", sort_key="changed_at", width="12%"),
    )

    def get_form_class(self, for_update: bool = False) -> type[PlacedResultForm]:
        return PlacedResultForm
