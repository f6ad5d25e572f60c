"""The form in which pages are written: a draft may be unfinished, what is published may not."""

from typing import Any, ClassVar

from wagtail.admin.forms import WagtailAdminPageForm

__all__ = ["PublishablePageForm"]


class PublishablePageForm(WagtailAdminPageForm):
    """Asks for the summary when somebody publishes; saving a draft asks for no more than a title.

    Imported pages come without a summary now and then, so the model itself doesn't insist.
    """

    required_to_publish: ClassVar[tuple[str, ...]] = ("summary",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.required_to_publish:
            if name in self.fields:  # a type without this field, or a read-only panel, has none in its form
                self.fields[name].required = True
