"""Invented coverage and support offers, so that the pages have something to show. Each row says that it is invented.

The instruments themselves are real: those are `manage.py load_instruments`.
"""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model

from exchange.demo.files import CONTENT, BadDemoFile
from exchange.models import DemoObject
from places.models import Municipality, Region
from toolbox.models import Coverage, Instrument, SupportOffer

__all__ = ["clear_example_toolbox", "load_example_toolbox", "read_toolbox"]

Content = Mapping[str, Any]


def read_toolbox(folder: Path = CONTENT) -> Content:
    """The file toolbox.toml of a folder; BadDemoFile when it is not right."""
    try:
        return tomllib.loads((folder / "toolbox.toml").read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadDemoFile(f"toolbox.toml: {error}") from None


@transaction.atomic
def load_example_toolbox(content: Content) -> int:
    """Make the examples that were never made before; returns how many. What a user deleted stays away."""
    known = set(DemoObject.objects.values_list("key", flat=True))
    made = 0
    for key, example in _examples(content):
        if key in known:
            continue
        if (
            isinstance(example, Coverage)
            and example.instrument.coverage.filter(municipality=example.municipality).exists()
        ):
            continue  # somebody knows better already
        example.full_clean()
        example.save()
        if isinstance(example, SupportOffer):
            example.regions.set(_regions(key, content))
        DemoObject.objects.create(
            key=key, content_type=ContentType.objects.get_for_model(example), object_id=example.pk
        )
        made += 1
    return made


@transaction.atomic
def clear_example_toolbox() -> int:
    """Remove the examples that still are examples; returns how many."""
    removed = 0
    for model in (Coverage, SupportOffer):
        rows = DemoObject.objects.filter(content_type=ContentType.objects.get_for_model(model))
        examples = model.objects.filter(pk__in=rows.values_list("object_id", flat=True), is_example=True)
        removed += examples.count()
        examples.delete()
        rows.delete()
    return removed


def _examples(content: Content) -> Iterator[tuple[str, Coverage | SupportOffer]]:
    """The examples of the file, unsaved, each with the key that it is remembered by."""
    for slug, places in content.get("coverage", {}).items():
        instrument = _one(Instrument, slug=slug)
        municipalities = {place.name: place for place in Municipality.objects.filter(name__in=places)}
        for name, since in places.items():
            if name not in municipalities:
                raise BadDemoFile(f"toolbox.toml: gemeente {name} bestaat niet")
            yield (
                f"coverage:{slug}/{municipalities[name].slug}",
                Coverage(instrument=instrument, municipality=municipalities[name], since=since, is_example=True),
            )
    for offer in content.get("offers", ()):
        values = {name: offer[name] for name in ("organisation", "title", "description", "url")}
        yield _offer_key(offer), SupportOffer(**values, is_example=True)


def _regions(key: str, content: Content) -> list[Region]:
    offer = next(offer for offer in content["offers"] if _offer_key(offer) == key)
    return [_one(Region, layer=layer, slug=slug) for layer, slug in offer["regions"]]


def _offer_key(offer: Mapping[str, str]) -> str:
    return f"offer:{offer['organisation']}"


def _one(model: type[Model], **which: str) -> Any:
    found = model._default_manager.filter(**which).first()
    if found is None:
        hint = "draai eerst manage.py load_places en load_instruments"
        raise BadDemoFile(f"toolbox.toml: {' '.join(which.values())} bestaat niet; {hint}")
    return found
