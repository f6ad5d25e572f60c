"""Rich text for the visitor who reads it."""

from django import template
from django.template.context import RequestContext
from django.utils.safestring import SafeString, mark_safe
from wagtail.rich_text import RichText

from core.visible import rich_text_html

register = template.Library()


@register.simple_tag(takes_context=True)
def visible_rich_text(context: RequestContext, value: RichText) -> SafeString:
    """A block's rich text; its source went through core.html before it was stored."""
    return mark_safe(rich_text_html(value.source, context.get("request")))
