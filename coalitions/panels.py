"""How the form of a page is laid out, the same for every type: its own tabs first, the address last."""

from wagtail.admin.panels import FieldPanel, ObjectList, Panel, PublishingPanel, TabbedInterface, TitleFieldPanel
from wagtail.admin.widgets import AdminAutoHeightTextInput

from coalitions.forms import CalmPageForm, PublishablePageForm

__all__ = ["index_form", "page_form", "summary_panel", "tab", "title_panel"]


def title_panel(help_text: str) -> TitleFieldPanel:
    """The title; the address follows it until the page is published."""
    return TitleFieldPanel("title", placeholder="Titel", help_text=help_text)


def summary_panel() -> FieldPanel:
    """The sentence in short, all of it in sight while it is written."""
    return FieldPanel("summary", widget=AdminAutoHeightTextInput)


def tab(heading: str, *panels: Panel) -> ObjectList:
    """One tab of the form."""
    return ObjectList(list(panels), heading=heading)


def page_form(*tabs: ObjectList, base_form_class: type[CalmPageForm] = PublishablePageForm) -> TabbedInterface:
    """The whole form. Of Wagtail's own fields only address and schedule are left; nobody here needs the rest."""
    publishing = tab(
        "Webadres",
        FieldPanel("slug", heading="Webadres", help_text="Het laatste stukje van het adres. Volgt uit de titel."),
        PublishingPanel(),
    )
    return TabbedInterface([*tabs, publishing], base_form_class=base_form_class)


def index_form() -> TabbedInterface:
    """The form of a page that lists other pages: its name and one sentence."""
    return page_form(
        tab("Inhoud", title_panel("Zo staat het in het menu."), summary_panel()),
        base_form_class=CalmPageForm,
    )
