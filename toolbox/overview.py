"""What the pages of the toolbox show. Every function: a fixed number of queries."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet, Value
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from core.addresses import host
from core.prepared import Prepared
from places.models import Region, RegionLayer
from search.api import similar_to
from toolbox.filters import chips, filters, narrow, read_choice
from toolbox.models import Coverage, Instrument, SupportOffer

__all__ = ["instrument_list", "instrument_overview", "shown_parts", "support_overview", "users_of", "with_users"]

CARDS = 12
"""Approaches on the page of an instrument; the search has them all."""
OPEN_ROWS = 12
"""Municipalities that are listed without being asked for; a longer table waits behind its heading."""
INSTRUMENTS, SUPPORT = "instruments", "support"


def _some_of_each() -> QuerySet[Any, Any]:
    some = [
        model.objects.public().order_by().annotate(part=Value(part)).values_list("part", flat=True).distinct()
        for model, part in ((Instrument, INSTRUMENTS), (SupportOffer, SUPPORT))
    ]
    return some[0].union(some[1])


_SHOWN_PARTS = Prepared(_some_of_each)


def shown_parts() -> frozenset[str]:
    """Which parts of the toolbox have something to show: INSTRUMENTS, SUPPORT. One query."""
    return frozenset(part for (part,) in _SHOWN_PARTS.rows())


def instrument_list(parameters: QueryDict) -> dict[str, Any]:
    """The list as an address asks for it."""
    path = reverse("toolbox:instruments")
    instruments = list(Instrument.objects.public().prefetch_related("themes"))
    choice = read_choice(parameters, instruments)
    found = narrow(instruments, choice)
    offered = filters(instruments, choice)
    return {
        "instruments": with_users(found),
        "any": bool(instruments),
        "filters": offered,
        "chips": chips(offered, choice, path),
        "clear_url": path,
        "heading": "1 instrument" if len(found) == 1 else f"{len(found)} instrumenten",
        "support": SUPPORT in shown_parts(),
    }


@dataclass(frozen=True)
class Availability:
    """Where an instrument is today, and where it was."""

    now: Sequence[Coverage]
    before: Sequence[Coverage]
    """Of municipalities that don't have it now."""

    @property
    def invented(self) -> bool:
        """Whether a row is an example."""
        return any(row.is_example for row in (*self.now, *self.before))

    @property
    def long(self) -> bool:
        return len(self.now) > OPEN_ROWS


def instrument_overview(instrument: Instrument) -> dict[str, Any]:
    """One instrument, with who works with it and where it is."""
    users = users_of(instrument)
    shown = list(users.for_cards().newest_first()[:CARDS])
    return {
        "instrument": instrument,
        "themes": list(instrument.themes.all()),
        "site_host": host(instrument.url),
        "recognition_host": host(instrument.recognition_url),
        "unknown": _unknown(instrument),
        "users": shown,
        "users_total": users.count(),
        "users_url": f"{reverse('search:results')}?type=approach&instrument={instrument.slug}",
        "availability": _availability(instrument),
        "similar": similar_to(instrument, without=shown),
    }


def users_of(instrument: Instrument) -> Any:
    """The public approaches that work with it.

    The relation belongs to the approaches, which lie higher: it is reached from here by its name alone.
    """
    approaches: Any = instrument.approaches  # declared by a higher app
    return approaches.public()


def with_users(instruments: Sequence[Instrument]) -> Sequence[Instrument]:
    """The same, each with the number of coalitions that have a public approach with it.

    One query, and the one that every question for what is public asks.
    """
    approaches: Any = Instrument._meta.get_field("approaches").related_model
    using = approaches.objects.public().with_coalition().filter(instruments__in=instruments).exclude(coalition_slug="")
    pairs = set(using.order_by().values_list("instruments", "coalition_slug"))
    coalitions = Counter(instrument for instrument, _ in pairs)
    for instrument in instruments:
        instrument.coalitions = coalitions[instrument.pk]
    return instruments


def support_overview(parameters: QueryDict) -> dict[str, Any]:
    """The support offers of a region ("layer/slug" in the parameter `region`), or all of them."""
    offers = list(SupportOffer.objects.public().prefetch_related("regions"))
    regions = sorted({region for offer in offers for region in offer.regions.all()}, key=_place_in_list)
    asked = parameters.get("region", "")
    chosen = next((region for region in regions if _key(region) == asked), None)
    shown = [offer for offer in offers if chosen is None or chosen in offer.regions.all() or not offer.regions.all()]
    return {
        "offers": [
            {"offer": offer, "regions": [region.name for region in offer.regions.all()], "host": host(offer.url)}
            for offer in shown
        ],
        "any": bool(offers),
        "regions": [
            {"value": _key(region), "label": f"{region.name} ({_layer(region)})", "selected": region == chosen}
            for region in regions
        ],
        "chosen": chosen,
        "clear_url": reverse("toolbox:support"),
    }


def _availability(instrument: Instrument) -> Availability:
    rows = instrument.coverage.select_related("municipality").order_by("municipality__name", "since")
    today = timezone.localdate()
    now = list(rows.on(today))
    covered = {row.municipality_id for row in now}
    # What starts later is not there yet, and what is there now needs no past.
    before = [
        row for row in rows.filter(until__gt="", until__lte=today.isoformat()) if row.municipality_id not in covered
    ]
    return Availability(now, before)


def _unknown(instrument: Instrument) -> list[str]:
    """What a reader may want to know and nobody wrote down."""
    told = {"eigenaar": instrument.owner, "talen": instrument.languages, "kosten": instrument.costs}
    return [name for name, value in told.items() if not value]


def _key(region: Region) -> str:
    return f"{region.layer}/{region.slug}"


def _layer(region: Region) -> str:
    label = RegionLayer(region.layer).label
    return label if label.startswith("GGD") else label.lower()


def _place_in_list(region: Region) -> tuple[int, str]:
    return RegionLayer.values.index(region.layer), region.name.casefold()
