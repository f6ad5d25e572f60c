"""What a page tells to machines: search engines by JSON-LD (schema.org), others by Open Graph.

A page declares one `Sharing`; both forms follow from it. It says only what the page itself shows.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings

__all__ = ["PartOf", "Picture", "Sharing", "absolute", "as_script_text"]

# As Django's json_script: nothing in a text can end the script, nor be read as HTML.
_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


@dataclass(frozen=True)
class Picture:
    """A picture with the words that stand in for it; `url` from "/" on."""

    url: str
    alt: str
    width: int
    height: int


@dataclass(frozen=True)
class PartOf:
    """What it is a part of; `url` from "/" on."""

    title: str
    url: str


@dataclass(frozen=True)
class Sharing:
    """One page. `kind`: its type in schema.org; `url` from "/" on; `source`: the organisation that wrote it;
    `language`: that of its text."""

    kind: str
    title: str
    url: str
    description: str = ""
    published: datetime | None = None
    modified: datetime | None = None
    source: str = ""
    part_of: PartOf | None = None
    keywords: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    picture: Picture | None = None
    language: str = "nl"

    @property
    def address(self) -> str:
        """The whole address, the same by whichever name the site was asked."""
        return absolute(self.url)

    @property
    def json_ld(self) -> dict[str, Any]:
        """The description by schema.org; what isn't known is left out."""
        organisation = self.kind == "Organization"
        found = {
            "@context": "https://schema.org",
            "@type": self.kind,
            "name" if organisation else "headline": self.title,
            "url": self.address,
            "description": self.description,
            "inLanguage": "" if organisation else self.language,
            "datePublished": "" if organisation else _moment(self.published),
            "dateModified": "" if organisation else _moment(self.modified),
            "author": _thing("Organization", self.source),
            "publisher": {} if organisation else _thing("Organization", settings.WAGTAIL_SITE_NAME),
            "isPartOf": self._whole(),
            "keywords": list(self.keywords),
            "areaServed" if organisation else "spatialCoverage": [_thing("Place", name) for name in self.places],
            "image": absolute(self.picture.url) if self.picture else "",
        }
        return {key: value for key, value in found.items() if value}

    @property
    def open_graph(self) -> Iterator[tuple[str, str]]:
        """Property and content of each line."""
        yield "og:type", "website" if self.kind == "Organization" else "article"
        yield "og:title", self.title
        yield "og:url", self.address
        yield "og:site_name", settings.WAGTAIL_SITE_NAME
        if self.language == "nl":  # of another one we know no country, which the form asks for
            yield "og:locale", "nl_NL"
        if self.description:
            yield "og:description", self.description
        if self.picture:
            yield "og:image", absolute(self.picture.url)
            yield "og:image:alt", self.picture.alt
            yield "og:image:width", str(self.picture.width)
            yield "og:image:height", str(self.picture.height)

    def _whole(self) -> dict[str, str]:
        return _thing("CreativeWork", self.part_of.title, url=absolute(self.part_of.url)) if self.part_of else {}


def absolute(url: str | None) -> str:
    """The whole address of a path on this site, by BASE_URL and nothing else; an address elsewhere stays what it is.

    "" for none, as of a page below no site.
    """
    return f"{settings.BASE_URL}{url}" if url and url.startswith("/") else url or ""


def as_script_text(data: Any) -> str:
    """JSON that can stand in a script element: no text in it can end that or begin another."""
    return json.dumps(data, ensure_ascii=False).translate(_ESCAPES)


def _moment(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""


def _thing(kind: str, name: str, **more: str) -> dict[str, str]:
    return {"@type": kind, "name": name, **more} if name else {}
