"""The lists of all approaches and all stories, for editors: narrow, sort, take along, and give to the bulk change."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any, ClassVar

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from wagtail.admin.ui.tables import BaseColumn
from wagtail.admin.views.generic import BaseListingView
from wagtail.admin.widgets import Button

from approaches.models import ApproachPage
from core.exporting import Cell, ExportFormat, Table, export
from editorial.access import editor_of
from editorial.columns import APPROACH_FIELDS, STORY_FIELDS, ListField, page_columns
from editorial.filters import ApproachFilterSet, StoryFilterSet
from editorial.theme_undo import offered
from stories.models import StoryPage
from themes.models import Theme

__all__ = ["ApproachListView", "ContributionListView", "StoryListView"]

ROWS_AT_ONCE = 200
"""Rows of an export in memory, with their themes and places."""


class ContributionListView(BaseListingView):
    """A list of pages of one type, over all coalitions."""

    fields: ClassVar[tuple[ListField, ...]]
    kind: ClassVar[str]
    template_name = "editorial/admin/contributions.html"
    results_only = False
    paginate_by = 50
    is_searchable = True
    search_backend_name = None
    search_fields = ("title", "draft_title", "summary")
    default_ordering = "title"
    _show_breadcrumbs = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        editor_of(request)
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        kind = request.GET.get("export", "")
        if kind in ExportFormat.values:
            return export(user=editor_of(request), table=self._table(), kind=ExportFormat(kind), filters=self._asked())
        response: HttpResponseBase = super().get(request, *args, **kwargs)
        return response

    @cached_property
    def columns(self) -> list[BaseColumn]:
        return page_columns(self.fields)

    @cached_property
    def verbose_name_plural(self) -> str:
        return str(self.model._meta.verbose_name_plural)

    def get_base_queryset(self) -> Any:
        pages = self.model.objects.with_coalition()
        return pages.prefetch_related("themes", *self.model.place_prefetch)

    def order_queryset(self, queryset: Any) -> Any:
        """By the chosen column, then by place in the tree: what is equal must not change places between two pages."""
        return queryset.order_by(self.ordering, "path")

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        """The same list as a file."""
        return [
            Button(f"Download {kind.label}", url=self._export_url(kind), icon_name="download", priority=90)
            for kind in ExportFormat
        ]

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        change = reverse("editorial_change_themes", args=[self.kind])
        return {
            **context,
            "themes": list(Theme.objects.all()),
            "undo": offered(self.request.session),
            "change_url": f"{change}?{self.request.GET.urlencode()}",
        }

    def _export_url(self, kind: ExportFormat) -> str:
        asked = self.request.GET.copy()
        asked["export"] = kind
        return f"{self.index_url}?{asked.urlencode()}"

    def _table(self) -> Table:
        pages = self.get_queryset()
        return Table(self.kind, tuple(field.label for field in self._in_file), self._rows(pages), pages.count())

    def _rows(self, pages: Any) -> Iterator[Sequence[Cell]]:
        for page in pages.iterator(chunk_size=ROWS_AT_ONCE):
            yield [field.value(page) for field in self._in_file]

    @property
    def _in_file(self) -> list[ListField]:
        return [field for field in self.fields if not field.only_on_page]

    def _asked(self) -> dict[str, list[str]]:
        """What the list was narrowed by: known parameters only."""
        known = {*self.filterset_class.base_filters, self.search_kwarg}
        return {key: self.request.GET.getlist(key) for key in self.request.GET if key in known}


class ApproachListView(ContributionListView):
    """All approaches."""

    model = ApproachPage
    kind = "aanpakken"
    page_title = "Aanpakken"
    header_icon = "doc-full"
    fields = APPROACH_FIELDS
    filterset_class = ApproachFilterSet
    index_url_name = "editorial_approaches"
    index_results_url_name = "editorial_approaches_results"

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().prefetch_for_gaps().with_marks().with_retirement()


class StoryListView(ContributionListView):
    """All stories."""

    model = StoryPage
    kind = "verhalen"
    page_title = "Verhalen"
    header_icon = "openquote"
    fields = STORY_FIELDS
    filterset_class = StoryFilterSet
    index_url_name = "editorial_stories"
    index_results_url_name = "editorial_stories_results"
