"""Icons. In Python: a page of results has fifty, and each as a template of its own took a twentieth of it."""

from django import template
from django.contrib.staticfiles.storage import staticfiles_storage
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def icon(name: str) -> SafeString:
    """The icon with this name, for the eye alone."""
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><use href="{}#{}" /></svg>',
        staticfiles_storage.url("img/icons.svg"),
        name,
    )
