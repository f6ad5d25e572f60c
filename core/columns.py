"""Columns of the lists in the admin."""

from operator import attrgetter

from wagtail.admin.ui.tables import Column

__all__ = ["yes_or_no"]


def yes_or_no(name: str, label: str) -> Column:
    """A column of a boolean, in Dutch: one of Wagtail's own making says True and False."""
    value = attrgetter(name)
    return Column(name, label=label, accessor=lambda item: "ja" if value(item) else "nee", sort_key=name)
