"""What depends on an instrument, so that nobody deletes one from under others; and what a release would bring back."""

from collections.abc import Collection
from typing import Any

from django.db.models import Model

from core.usage import holders
from toolbox.models import Instrument, SupportOffer
from toolbox.reference import read_instruments, read_offers

__all__ = ["reasons_to_keep", "why_kept"]


def reasons_to_keep(instrument: Instrument) -> tuple[str, ...]:
    """What would lose something with it, in Dutch: "35 gemeenten", "2 aanpakken"; none when it can go."""
    places = instrument.coverage.values("municipality").distinct().count()
    # The relation of the approaches, which lie higher; drafts count too, since their writers chose it.
    approaches: Any = Instrument._meta.get_field("approaches")
    users = len(holders(approaches, instrument.pk))
    return tuple(
        f"{n} {one if n == 1 else many}"
        for n, one, many in ((places, "gemeente", "gemeenten"), (users, "aanpak", "aanpakken"))
        if n
    )


def why_kept(item: Model, going: Collection[int]) -> str:
    """Why something of the toolbox isn't deleted, and what to do instead; "" when it may go with these (keys)."""
    if isinstance(item, Instrument) and (reasons := reasons_to_keep(item)):
        why = f"“{item}” is in gebruik: {' en '.join(reasons)}."
    elif _comes_back(item, going):
        why = f"“{item}” hoort bij de vaste lijst van de site: bij de volgende versie komt het terug."
    else:
        return ""
    return f"{why} Verwijderen kan niet. Zet “op de site” uit om het te verbergen."


def _comes_back(item: Model, going: Collection[int]) -> bool:
    """Whether `load_instruments` would make it anew: an offer only when its organisation has none left."""
    if isinstance(item, Instrument):
        return item.slug in {facts.slug for facts in read_instruments()}
    if isinstance(item, SupportOffer):
        others = SupportOffer.objects.filter(organisation=item.organisation).exclude(pk__in=going)
        return item.organisation in {facts.organisation for facts in read_offers()} and not others.exists()
    return False
