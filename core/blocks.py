"""The building blocks of every long text: one StreamBlock, so that all content looks and reads alike.

Rich text is cleaned in the block itself, whatever the way in; there is no raw HTML, table or embed.
"""

from collections.abc import Mapping
from typing import Any, Protocol, runtime_checkable

from django.core.exceptions import BadRequest, ValidationError
from django.core.validators import URLValidator
from django.utils.datastructures import MultiValueDictKeyError
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.images.blocks import ImageBlock
from wagtail.rich_text import RichText

from core.html import clean
from core.visible import visible_address

__all__ = [
    "BodyBlock",
    "CalloutBlock",
    "CleanRichTextBlock",
    "LinkCardBlock",
    "PictureBlock",
    "QuoteBlock",
]

# A stream as it is stored; a name, since a block of BodyBlock is called "list".
Stored = list[dict[str, Any]]

TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link"]


@runtime_checkable
class Scrubbed(Protocol):
    """A block that makes stored data harmless, also when nobody turned it into a value first."""

    def scrub(self, raw: Any) -> Any: ...


class CleanRichTextBlock(blocks.RichTextBlock):
    """Rich text that went through core.html, whoever wrote it."""

    def __init__(self, *args: Any, headings: bool = False, **kwargs: Any) -> None:
        self.headings = headings
        kwargs.setdefault("features", ["h2", "h3", *TEXT_FEATURES] if headings else TEXT_FEATURES)
        super().__init__(*args, **kwargs)

    def scrub(self, raw: Any) -> str:
        return clean(raw, headings=self.headings) if isinstance(raw, str) else ""

    def value_from_form(self, value: str) -> RichText:
        return RichText(self.scrub(value))

    def get_prep_value(self, value: RichText) -> str:
        return self.scrub(value.source)


class WebAddressBlock(blocks.URLBlock):
    """An address of the web: http or https only."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(validators=(URLValidator(schemes=["http", "https"]),), **kwargs)

    def scrub(self, raw: Any) -> str:
        return raw if isinstance(raw, str) and raw.lower().startswith(("http://", "https://")) else ""

    def get_prep_value(self, value: str) -> str:
        return self.scrub(value)


class QuoteBlock(blocks.StructBlock):
    """What somebody said, and who."""

    text = blocks.TextBlock(label="Citaat", max_length=1_000)
    attribution = blocks.CharBlock(
        label="Wie zegt dit",
        required=False,
        max_length=200,
        help_text="Bijvoorbeeld: verloskundige in Almelo. Noem geen naam zonder toestemming.",
    )

    class Meta:
        icon = "openquote"
        label = "Citaat"
        template = "blocks/quote.html"


class PictureBlock(blocks.StructBlock):
    """A picture with an alternative text for this place, or marked as decorative; its maker comes from the picture."""

    image = ImageBlock(label="Afbeelding", help_text="Beschrijf wat er te zien is, of kies: decoratief.")
    caption = blocks.CharBlock(label="Bijschrift", required=False, max_length=300)

    class Meta:
        icon = "image"
        label = "Afbeelding"
        template = "blocks/picture.html"


class CalloutBlock(blocks.StructBlock):
    """Something that must not be missed, set apart from the text."""

    title = blocks.CharBlock(label="Titel", max_length=120)
    text = CleanRichTextBlock(label="Tekst")

    class Meta:
        icon = "info-circle"
        label = "Kader"
        template = "blocks/callout.html"


class LinkCardBlock(blocks.StructBlock):
    """A prominent link to one page of the site or one address elsewhere."""

    page = blocks.PageChooserBlock(label="Pagina op deze site", required=False)
    url = WebAddressBlock(label="Of een adres elders", required=False, help_text="Begint met https:// of http://.")
    title = blocks.CharBlock(
        label="Titel",
        required=False,
        max_length=200,
        help_text="Leeg: de titel van de pagina. Verplicht bij een adres elders.",
    )
    text = blocks.TextBlock(label="Toelichting", required=False, max_length=300)

    class Meta:
        icon = "link"
        label = "Verwijzing"
        template = "blocks/link_card.html"

    def clean(self, value: Mapping[str, Any]) -> Any:
        cleaned = super().clean(value)
        errors = {}
        if cleaned["page"] and cleaned["url"]:
            errors["url"] = ValidationError("Kies een pagina of vul een adres in, niet allebei.")
        elif not self.is_deferred_validation and not cleaned["page"]:
            if not cleaned["url"]:
                errors["page"] = ValidationError("Kies een pagina of vul een adres in.")
            elif not cleaned["title"]:
                errors["title"] = ValidationError("Geef een titel.")
        if errors:
            raise StructBlockValidationError(block_errors=errors)
        return cleaned

    def get_context(self, value: Mapping[str, Any], parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        page, url = value.get("page"), WebAddressBlock().scrub(value.get("url"))
        context["address"] = visible_address(page, context.get("request")) if page else url
        context["title"] = value.get("title") or (page.title if page else url)
        return context


class SentStreamBlock(blocks.StreamBlock):
    """A stream that says so when a form sent only half of it: Wagtail takes that for a fault of its own (500)."""

    def value_from_datadict(self, data: Any, files: Any, prefix: str) -> Any:
        try:
            return super().value_from_datadict(data, files, prefix)
        except (MultiValueDictKeyError, ValueError) as error:
            raise BadRequest(f"{prefix}: onvolledig verstuurd") from error


class BodyBlock(SentStreamBlock):
    """The body of a page: its blocks in any order and number."""

    paragraph = CleanRichTextBlock(headings=True, label="Tekst", icon="pilcrow", template="blocks/paragraph.html")
    quote = QuoteBlock()
    picture = PictureBlock()
    list = blocks.ListBlock(
        blocks.CharBlock(label="Punt", max_length=500), label="Opsomming", icon="list-ul", template="blocks/list.html"
    )
    callout = CalloutBlock()
    link_card = LinkCardBlock()

    class Meta:
        template = "blocks/body.html"

    def get_prep_value(self, value: Any) -> Stored:
        """The data to store. What came in as data was never a value, so it is scrubbed here."""
        prepared = super().get_prep_value(value)
        return [{**item, "value": _scrubbed(self.child_blocks[item["type"]], item["value"])} for item in prepared]


def _scrubbed(block: blocks.Block, raw: Any) -> Any:
    if isinstance(block, Scrubbed):
        return block.scrub(raw)
    if isinstance(block, blocks.StructBlock) and isinstance(raw, Mapping):
        return {
            name: _scrubbed(block.child_blocks[name], value) if name in block.child_blocks else value
            for name, value in raw.items()
        }
    return raw
