"""Random changes to a site, run as a script in its environment: `python operations.py SEED NUMBER`.

Each is one that a coalition or an editor makes: write, edit, unpublish, publish, move, restrict, delete, rename.
"""

import os
import random
import sys
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ks_site.settings.dev")

import django

django.setup()

from django.core.exceptions import ObjectDoesNotExist, ValidationError  # noqa: E402
from django.db import DatabaseError, transaction  # noqa: E402
from wagtail.models import PageViewRestriction  # noqa: E402

from approaches.models import ApproachPage, BuildingBlock  # noqa: E402
from coalitions.models import CoalitionIndexPage, CoalitionPage  # noqa: E402
from themes.models import Theme  # noqa: E402

MAX_PAGES = 60


class Operations:
    """One random change after the other."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.number = seed * 1_000_000

    def run(self, times: int) -> None:
        changes = [
            self.write,
            self.edit,
            self.edit,
            self.unpublish,
            self.publish,
            self.move,
            self.restrict,
            self.delete,
        ]
        for _ in range(times):
            change: Callable[[], None] = self.dice.choice([*changes, self.rename_theme, self.rename_coalition])
            try:
                with transaction.atomic():
                    change()
                    if self.dice.random() < 0.05:
                        transaction.set_rollback(True)
            except (DatabaseError, ObjectDoesNotExist, ValidationError) as error:
                # Another writer was first, or held the database for too long: that change was not made.
                print(f"{change.__name__}: {type(error).__name__}: {error}", file=sys.stderr)

    def fresh(self) -> int:
        self.number += 1
        return self.number

    def coalition(self) -> CoalitionPage:
        found = self.dice.choice([None, *CoalitionPage.objects.all()[:4]])
        if found is None and CoalitionPage.objects.count() < 4:
            number = self.fresh()
            index = CoalitionIndexPage.objects.get()
            return index.add_child(instance=CoalitionPage(title=f"Coalitie {number}", slug=f"coalitie-{number}"))
        return found or CoalitionPage.objects.order_by("?").first()

    def approach(self) -> ApproachPage:
        page = ApproachPage.objects.order_by("?").first()
        if page is None or ApproachPage.objects.count() < 5:
            return self.write()
        return page

    def write(self) -> ApproachPage:
        if ApproachPage.objects.count() >= MAX_PAGES:
            return self.approach()
        number = self.fresh()
        page = ApproachPage(
            title=f"Aanpak {number}", slug=f"aanpak-{number}", live=self.dice.random() < 0.8, summary="x"
        )
        page.building_blocks = [BuildingBlock(title=f"Bouwsteen {n}") for n in range(self.dice.randrange(3))]
        parent = CoalitionPage.objects.get(pk=self.coalition().pk)
        made = parent.add_child(instance=page)
        theme = Theme.objects.order_by("?").first()
        if theme:
            made.themes.add(theme)
            made.save()
        return made

    def edit(self) -> None:
        page = self.approach()
        page.title = f"Aanpak {self.fresh()}"
        page.save_revision().publish()

    def unpublish(self) -> None:
        self.approach().unpublish()

    def publish(self) -> None:
        self.approach().save_revision().publish()

    def move(self) -> None:
        page = self.approach()
        target = self.coalition()
        page.refresh_from_db()
        target.refresh_from_db()
        if page.get_parent().pk != target.pk:
            page.move(target, pos="last-child")

    def restrict(self) -> None:
        page = self.dice.choice([self.approach(), self.coalition()])
        existing = PageViewRestriction.objects.filter(page_id=page.pk)
        if existing.exists() or self.dice.random() < 0.3:
            PageViewRestriction.objects.all().delete()
        else:
            PageViewRestriction.objects.create(page_id=page.pk, restriction_type=PageViewRestriction.LOGIN)

    def delete(self) -> None:
        page = self.approach()
        ApproachPage.objects.get(pk=page.pk).delete()

    def rename_theme(self) -> None:
        theme = Theme.objects.order_by("?").first()
        if theme:
            theme.name = f"Thema {self.fresh()}"
            theme.save()

    def rename_coalition(self) -> None:
        page = CoalitionPage.objects.get(pk=self.coalition().pk)
        page.title = f"Coalitie {self.fresh()}"
        if self.dice.random() < 0.5:
            page.slug = f"coalitie-{self.number}"
        page.save_revision().publish()


if __name__ == "__main__":
    Operations(int(sys.argv[1])).run(int(sys.argv[2]))
