"""Words of the closed lists in the language of the page, and the numbers of who helps."""

from collections.abc import Mapping

from django import template
from django.utils.translation import gettext

from stories.intake.help_lines import HELP_LINES, HelpLine

register = template.Library()


@register.filter
def in_language(label: str) -> str:
    """A label, which is Dutch in the code, as the intake says it."""
    return gettext(label) if label else ""


@register.inclusion_tag("stories/intake/help_line.html")
def help_line(name: str) -> Mapping[str, HelpLine]:
    """The number of a help line, to be called by a tap."""
    return {"line": HELP_LINES[name]}
