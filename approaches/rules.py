"""Rules about approaches: functions over values, without the database."""

import re
from collections.abc import Collection
from urllib.parse import urlsplit

from django.utils.text import slugify

__all__ = ["BLOCK_PATH", "block_address", "block_slug", "euro_range"]

SLUG_LENGTH = 80
NAMELESS = "bouwsteen"
BLOCK_PATH = "bouwsteen"
"""Between the address of an approach and the slug of its block."""

_PERMALINK = re.compile(rf"(?P<page>/.*)/{BLOCK_PATH}/(?P<slug>[\w-]+)/?")
_ANCHOR = re.compile(r"bouwsteen-(?P<slug>[\w-]+)")


def block_slug(title: str, current: str, taken: Collection[str]) -> str:
    """The slug of a building block with this title on a page where others have (or had) those in `taken`.

    A block that is already called after its title keeps its slug, so saving twice changes nothing. A number
    makes it unique. A title without a letter or digit (a draft may have none) gives "bouwsteen".
    """
    base = slugify(title)[:SLUG_LENGTH].strip("-") or NAMELESS
    if current not in taken and _is_made_from(base, current):
        return current
    number = 1
    slug = base
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug


def block_address(text: str) -> tuple[str, str] | None:
    """The path of the approach ("/a/b/") and the slug of the block that a web address names; None if it names none.

    The permalink, with or without its host, and the older "#bouwsteen-..." on the page of the approach.
    """
    try:
        parts = urlsplit(text.strip())
    except ValueError:  # such as an unclosed bracket
        return None
    if found := _PERMALINK.fullmatch(parts.path):
        return f"{found['page']}/", found["slug"]
    if parts.path.startswith("/") and (found := _ANCHOR.fullmatch(parts.fragment)):
        return f"{parts.path.rstrip('/')}/", found["slug"]
    return None


def euro_range(lowest: int | None, highest: int | None) -> str:
    """An amount between two whole euros as a Dutch reader writes it; "" when neither is known."""
    if lowest is None and highest is None:
        return ""
    if lowest is None or highest is None:
        return f"tot € {_thousands(highest)}" if lowest is None else f"ongeveer € {_thousands(lowest)}"
    if lowest == highest:
        return f"€ {_thousands(lowest)}"
    return f"€ {_thousands(lowest)} tot € {_thousands(highest)}"


def _thousands(amount: int | None) -> str:
    return f"{amount or 0:,}".replace(",", ".")


def _is_made_from(base: str, slug: str) -> bool:
    return slug == base or (slug.startswith(f"{base}-") and slug.removeprefix(f"{base}-").isdigit())
