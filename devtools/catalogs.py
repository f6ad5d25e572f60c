"""The translation files: `extract` brings those of the intake up to date, `compile` makes what Django reads of all.

Both kinds of files are in the repository, so that a site needs neither gettext nor Babel. Only the texts of telling are
translated; the languages and their order stand in stories/intake/languages.py. Where the Dutch of Wagtail says "je" to
editors, ks_site/locale says it in our own words.
"""

import os
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import django
from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from devtools.environment import ROOT

__all__ = ["OF_WAGTAIL", "compiled", "main", "po_path", "said"]

LOCALES = ROOT / "stories" / "locale"
OF_WAGTAIL = ROOT / "ks_site" / "locale" / "nl" / "LC_MESSAGES"
TEMPLATES = ROOT / "templates" / "stories" / "intake"
SHARED = ("error_summary.html", "field.html", "choices.html")
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
}


def main(arguments: list[str]) -> int:
    """`python -m devtools.catalogs [extract|compile]`."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ks_site.settings.dev")
    django.setup()
    for language in languages():
        if arguments[:1] == ["extract"]:
            update(language)
        po_path(language).with_suffix(".mo").write_bytes(compiled(po_path(language)))
    for path in OF_WAGTAIL.glob("*.po"):
        path.with_suffix(".mo").write_bytes(compiled(path))
    return 0


def languages() -> list[str]:
    """All but Dutch, which the texts are in."""
    return sorted(path.name for path in LOCALES.iterdir())


def po_path(language: str) -> Path:
    return LOCALES / language / "LC_MESSAGES" / "django.po"


def compiled(path: Path) -> bytes:
    """A translation file as Django reads it."""
    output = BytesIO()
    write_mo(output, _read(path))
    return output.getvalue()


def said() -> set[str]:
    """Every text of the intake that can be translated; needs Django to be set up."""
    return {message if isinstance(message, str) else message[0] for message in (*_in_code(), *_in_lists())}


def update(language: str) -> None:
    """Add what is new, take out what is no longer said, keep every translation."""
    catalog = _read(po_path(language))
    # The date of the first time: else each run changes each file.
    template = Catalog(charset="utf-8", creation_date=catalog.creation_date)
    for message in sorted((*_in_code(), *_in_lists()), key=str):
        template.add(message)
    catalog.update(template, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    with po_path(language).open("wb") as output:
        write_po(output, catalog, width=0, no_location=True, sort_output=True)


def _read(path: Path) -> Catalog:
    with path.open("rb") as source:
        return read_po(source, locale=None, charset="utf-8")


def _in_code() -> Iterator[str | tuple[str, ...]]:
    shared = [ROOT / "templates" / "components" / name for name in SHARED]
    for path in (*sorted(TEMPLATES.rglob("*.html")), *sorted(TEMPLATES.rglob("*.txt")), *shared):
        yield from _messages(templatize(path.read_text(encoding="utf-8"), origin=str(path)))
    for path in sorted((ROOT / "stories" / "intake").glob("*.py")):
        yield from _messages(path.read_text(encoding="utf-8"))


def _messages(source: str) -> Iterator[str | tuple[str, ...]]:
    for _line, message, _comments, _context in extract("python", BytesIO(source.encode()), keywords=KEYWORDS):
        yield message


def _in_lists() -> Iterator[str]:
    """The words of closed lists and of rules, which the pages translate when they show them."""
    from stories.intake.borrowed import borrowed  # noqa: PLC0415 - Django is set up by now

    yield from borrowed()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
