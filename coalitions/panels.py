"""How the form of a page is laid out, the same for every type: its own tabs first, the address last."""

from typing import Any

from wagtail.admin.panels import (
    CommentPanel,
    FieldPanel,
    ObjectList,
    Panel,
    PublishingPanel,
    TabbedInterface,
    TitleFieldPanel,
)
from wagtail.admin.widgets import AdminAutoHeightTextInput

from coalitions.forms import CalmPageForm, PublishablePageForm

__all__ = ["ExamplePanel", "index_form", "page_form", "summary_panel", "tab", "title_panel"]


class ExamplePanel(FieldPanel):
    """A field with an example of a good answer beside it, which stays in sight while somebody writes."""

    def __init__(self, field_name: str, *, example: str, **kwargs: Any) -> None:
        super().__init__(field_name, **kwargs)
        self.example = example

    def clone_kwargs(self) -> dict[str, Any]:
        return {**super().clone_kwargs(), "example": self.example}

    class BoundPanel(FieldPanel.BoundPanel):
        template_name = "coalitions/admin/example_panel.html"


def title_panel(help_text: str) -> TitleFieldPanel:
    """The title; the address follows it until the page is published."""
    return TitleFieldPanel("title", placeholder="Titel", help_text=help_text)


def summary_panel() -> FieldPanel:
    """The sentence in short, all of it in sight while it is written."""
    return FieldPanel("summary", widget=AdminAutoHeightTextInput)


def tab(heading: str, *panels: Panel) -> ObjectList:
    """One tab of the form."""
    return ObjectList(list(panels), heading=heading)


def page_form(
    *tabs: ObjectList,
    base_form_class: type[CalmPageForm] = PublishablePageForm,
    interface: type[TabbedInterface] = TabbedInterface,
) -> TabbedInterface:
    """The whole form. Of Wagtail's own only address, schedule and comments are left; nobody here needs the rest."""
    publishing = tab(
        "Webadres",
        FieldPanel("slug", heading="Webadres", help_text="Het laatste stukje van het adres. Volgt uit de titel."),
        PublishingPanel(),
        CommentPanel(),
    )
    return interface([*tabs, publishing], base_form_class=base_form_class)


def index_form() -> TabbedInterface:
    """The form of a page that lists other pages: its name and one sentence."""
    return page_form(
        tab("Inhoud", title_panel("Zo staat het in het menu."), summary_panel()),
        base_form_class=CalmPageForm,
    )
