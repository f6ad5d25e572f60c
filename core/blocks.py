"""Placeholder of the lead, so that the others can go on; the core engineer replaces this file whole."""

from wagtail import blocks


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock()
    attribution = blocks.CharBlock(required=False)


class CalloutBlock(blocks.StructBlock):
    title = blocks.CharBlock()
    text = blocks.TextBlock()


class BodyBlock(blocks.StreamBlock):
    paragraph = blocks.RichTextBlock(features=["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"])
    quote = QuoteBlock()
    list = blocks.ListBlock(blocks.CharBlock())
    callout = CalloutBlock()
