"""What depends on an instrument, so that nobody deletes one from under others."""

from typing import Any

from toolbox.models import Instrument

__all__ = ["reasons_to_keep"]


def reasons_to_keep(instrument: Instrument) -> tuple[str, ...]:
    """What would lose something with it, in Dutch: "35 gemeenten", "2 aanpakken"; none when it can go."""
    places = instrument.coverage.values("municipality").distinct().count()
    # The relation of the approaches, which lie higher; drafts count too, since their writers chose it.
    approaches: Any = instrument.approaches  # declared by a higher app
    users = approaches.count()
    return tuple(
        f"{n} {one if n == 1 else many}"
        for n, one, many in ((places, "gemeente", "gemeenten"), (users, "aanpak", "aanpakken"))
        if n
    )
