"""Views of forms with a second address, which shows what an unsaved change does and saves nothing."""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from wagtail.admin.viewsets.model import ModelViewSet

from search.api import Comparison

__all__ = ["PreviewMixin", "PreviewedViewSet"]


class PreviewMixin:
    """For CreateView and EditView. Inherit, and say what is compared.

    The address of the preview has "preview" in its name: that is run outside a transaction (ks_site/admin_urls.py),
    so that an engine that is slow to answer holds up no other writer.
    """

    previews = False
    preview_url_name = ""

    def compare(self, form: Any) -> Comparison:
        """What a valid form does to a question."""
        raise NotImplementedError

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        # A page of a preview that is loaded again, or whose address was kept: back to the form itself.
        if self.previews:
            return redirect(self._form_url())
        response: HttpResponseBase = super().get(request, *args, **kwargs)  # type: ignore[misc]
        return response

    def form_valid(self, form: Any) -> HttpResponseBase:
        if not self.previews:
            response: HttpResponseBase = super().form_valid(form)  # type: ignore[misc]
            return response
        self.form = form
        context = self.get_context_data(compared=self.compare(form))
        response = self.render_to_response(context)  # type: ignore[attr-defined]
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        pk = getattr(self.object, "pk", None)  # type: ignore[attr-defined]
        return {**context, "preview_url": reverse(self.preview_url_name, args=[pk] if pk else [])}

    def _form_url(self) -> str:
        if (pk := self.kwargs.get("pk")) is not None:  # type: ignore[attr-defined]
            return reverse(self.edit_url_name, args=[pk])  # type: ignore[attr-defined]
        return reverse(self.add_url_name)  # type: ignore[attr-defined]


class PreviewedViewSet(ModelViewSet):
    """The screens of a model whose forms have a preview; its add and edit views inherit PreviewMixin."""

    def get_urlpatterns(self) -> list[URLPattern]:
        add, edit = self.get_add_view_kwargs(), self.get_edit_view_kwargs()
        return [
            *super().get_urlpatterns(),
            path("new/preview/", self.construct_view(self.add_view_class, **add, previews=True), name="preview"),
            path(
                "edit/<id:pk>/preview/",
                self.construct_view(self.edit_view_class, **edit, previews=True),
                name="preview_edit",
            ),
        ]
