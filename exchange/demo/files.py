"""Reads the examples from demo/content: one TOML file per page, and the pictures. Knows no database.

What may stand in a file: demo/content/README.md.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Any

CONTENT = Path(__file__).parent / "content"

# What the file of a page that is no coalition, approach or story says that it is.
_PAGE_TYPES = ("home", "standard", "knowledge")


class BadDemoFile(Exception):
    """A file that can't be read or lacks something; the message says which and what, in Dutch."""


@dataclass(frozen=True)
class DemoPage:
    """One page as its file describes it. `kind` is coalition, approach, story or the `type` of a page."""

    kind: str
    slug: str
    values: Mapping[str, Any]

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.slug}"


@dataclass(frozen=True)
class DemoContent:
    """All files, in the order in which their pages are made."""

    coalitions: tuple[DemoPage, ...]
    approaches: tuple[DemoPage, ...]
    stories: tuple[DemoPage, ...]
    pages: tuple[DemoPage, ...]
    pictures: Mapping[str, Path]

    @property
    def all_pages(self) -> tuple[DemoPage, ...]:
        return (*self.coalitions, *self.approaches, *self.stories, *self.pages)


def read(folder: Path = CONTENT) -> DemoContent:
    """The files of a folder; BadDemoFile when one is not right."""
    return DemoContent(
        coalitions=tuple(_pages(folder / "coalitions", "coalition")),
        approaches=_sources_first(_pages(folder / "approaches", "approach")),
        stories=tuple(_pages(folder / "stories", "story")),
        pages=tuple(_pages(folder / "pages", "")),
        pictures={path.name: path for path in sorted((folder / "pictures").glob("*.png"))},
    )


def _pages(folder: Path, kind: str) -> Iterator[DemoPage]:
    for path in sorted(folder.glob("*.toml")):
        try:
            values = tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise BadDemoFile(f"{path.name}: {error}") from None
        if missing := [name for name in ("title", "slug") if not values.get(name)]:
            raise BadDemoFile(f"{path.name}: {' en '.join(missing)} ontbreekt")
        if not kind and values.get("type") not in _PAGE_TYPES:
            raise BadDemoFile(f"{path.name}: type moet een van {', '.join(_PAGE_TYPES)} zijn")
        yield DemoPage(kind or values["type"], values["slug"], values)


def _sources_first(approaches: Iterable[DemoPage]) -> tuple[DemoPage, ...]:
    """The approaches, each after those from which it took a building block."""
    by_slug = {page.slug: page for page in approaches}
    taken = {slug: [source for source in _taken_from(page) if source in by_slug] for slug, page in by_slug.items()}
    try:
        return tuple(by_slug[slug] for slug in TopologicalSorter(taken).static_order())
    except CycleError as error:
        raise BadDemoFile(f"aanpakken namen bouwstenen van elkaar over: {', '.join(error.args[1])}") from None


def _taken_from(page: DemoPage) -> Iterator[str]:
    """Slugs of the other approaches that the blocks of this one come from."""
    for block in page.values.get("building_blocks", ()):
        source = block.get("taken_from", "").partition("#")[0]
        if source and source != page.slug:
            yield source
