"""The values of a facet as boxes to tick. In Python: as a template, these hundreds took a fifth of the page."""

from collections.abc import Iterable
from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe

from search.results import FacetValue

register = template.Library()

_OPTION = (
    '<label class="facet__option"><input type="checkbox" name="{key}" value="{value}" id="{key}-{value}" form="zoek"'
    '{checked}> <span>{label}</span> <span class="facet__count">{count}</span></label>'
)


@register.simple_tag
def facet_options(key: str, options: Iterable[FacetValue]) -> SafeString:
    """A box for each value, in the form of the question; all that comes from content is escaped."""
    name = escape(key)
    return mark_safe(
        "".join(
            _OPTION.format(
                key=name,
                value=escape(option.value),
                checked=" checked" if option.selected else "",
                label=escape(option.label),
                count=option.count,
            )
            for option in options
        )
    )
