"""The form in which pages are written: a draft may be unfinished, what is published may not."""

from typing import Any, ClassVar

from wagtail.admin.forms import WagtailAdminPageForm

__all__ = ["CalmPageForm", "PublishablePageForm"]


class CalmPageForm(WagtailAdminPageForm):
    """Asks for a title only; the address is made from it when nobody wrote one (a browser without JavaScript)."""

    required_to_publish: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False
        for name in self.required_to_publish:
            if name in self.fields:
                self.fields[name].required = True


class PublishablePageForm(CalmPageForm):
    """Asks for the summary too when somebody publishes; a draft is saved without.

    Imported pages come without a summary now and then, so the model itself doesn't insist.
    """

    required_to_publish = ("summary",)
