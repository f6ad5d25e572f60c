"""A writer: one random change after the other, each as a coalition or an editor makes it, until it made its share."""

import random
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import DatabaseError
from django.db.models import Model
from wagtail.models import Page, PageViewRestriction

from approaches.models import ApproachPage, BuildingBlock
from coalitions.models import CoalitionIndexPage, CoalitionPage
from devtools.drill.truth import Witness, append
from themes.merging import IntoItself, merge_theme
from themes.models import Theme

MAX_PAGES, MIN_PAGES = 60, 8
COALITIONS = 5
MIN_THEMES = 6
FIRST = 3
"""Approaches that each writer makes first: a short drill too has something to take away."""

ROLLED_BACK = 0.05
"""Share of the changes that is taken back at the last moment: nothing of them may ever be found."""

NOT_MADE = (DatabaseError, ObjectDoesNotExist, ValidationError, IntoItself)
"""Another writer was first, or held the database for too long: that change was not made."""

M = TypeVar("M", bound=Model)


def main(seed: str, number: str, folder: str) -> None:
    """Make so many changes, or fewer when told to stop (SIGTERM); its commits and outcomes.jsonl tell of them."""
    writer = Writer(int(seed), Path(folder) / f"commits-{seed}.jsonl")
    signal.signal(signal.SIGTERM, lambda *_: writer.stopping.set())
    writer.run(int(number))
    append(Path(folder) / "outcomes.jsonl", {"writer": int(seed), **writer.outcomes})


class Writer:
    """Makes changes, and writes down those that were committed."""

    def __init__(self, seed: int, commits: Path) -> None:
        self.dice = random.Random(seed)
        self.number = seed * 1_000_000
        self.witness = Witness(commits)
        self.stopping = threading.Event()
        self.outcomes = {"made": 0, "rolled_back": 0, "not_made": 0}

    def run(self, times: int) -> None:
        """`times` changes, with those that are rolled back; what others prevented is not counted."""
        with self.witness.watching():
            """Only writes down what was public before anything happened."""
        while (done := self.outcomes["made"] + self.outcomes["rolled_back"]) < times and not self.stopping.is_set():
            self._one(self.write if done < FIRST else self.dice.choice(self.changes()))

    def changes(self) -> list[Callable[[], object]]:
        return [
            self.write,
            self.edit,
            self.draft,
            self.publish,
            self.unpublish,
            self.move,
            self.delete,
            self.restrict,
            self.lift,
            self.rename_theme,
            self.merge_themes,
            self.rename_coalition,
        ]

    def _one(self, change: Callable[[], object]) -> None:
        taken_back = self.dice.random() < ROLLED_BACK
        try:
            with self.witness.watching(taken_back=taken_back):
                change()
        except NOT_MADE as error:
            self.outcomes["not_made"] += 1
            print(f"{change.__name__}: {type(error).__name__}: {error}", file=sys.stderr, flush=True)
        else:
            self.outcomes["rolled_back" if taken_back else "made"] += 1

    def fresh(self) -> int:
        """A number that was never used: every title is of one text only."""
        self.number += 1
        return self.number

    def one_of(self, model: type[M]) -> M:
        """One of them by chance; IndexError, which no change expects, when there is none."""
        manager: Any = model._default_manager
        pk = self.dice.choice(list(manager.order_by("pk").values_list("pk", flat=True)))
        found: M = manager.get(pk=pk)
        return found

    def coalition(self) -> CoalitionPage:
        if CoalitionPage.objects.count() >= COALITIONS:
            return self.one_of(CoalitionPage)
        number = self.fresh()
        index = CoalitionIndexPage.objects.get()
        page = CoalitionPage(title=f"Coalitie {number}", slug=f"coalitie-{number}")
        return self._added(index, page)

    def approach(self) -> ApproachPage:
        if ApproachPage.objects.count() < MIN_PAGES:
            self.write()
        return self.one_of(ApproachPage)

    def write(self) -> ApproachPage:
        if ApproachPage.objects.count() >= MAX_PAGES:
            return self.one_of(ApproachPage)
        parent = self.coalition()
        number = self.fresh()
        live = self.dice.random() < 0.8
        page = ApproachPage(title=f"Aanpak {number}", slug=f"aanpak-{number}", live=live, summary="In het kort.")
        blocks = [BuildingBlock(title=f"Bouwsteen {number} {n}") for n in range(self.dice.randrange(3))]
        page.building_blocks = blocks  # type: ignore[misc]  # modelcluster keeps them until the page is saved
        made = self._added(parent, page)
        made.themes.add(self.theme())
        made.save()
        return made

    def _added(self, parent: Page, page: Any) -> Any:
        return Page.objects.get(pk=parent.pk).specific.add_child(instance=page)

    def edit(self) -> None:
        """Another title and other blocks, published: also of what was taken away with its text of before."""
        page = self.approach()
        page.title = f"Aanpak {self.fresh()}"
        for block in page.building_blocks.all():
            block.title = f"Bouwsteen {self.fresh()}"
            block.save()
        page.save_revision().publish()

    def draft(self) -> None:
        """Only saved: this title was never public."""
        page = self.approach()
        page.title = f"Kladaanpak {self.fresh()}"
        page.save_revision()

    def publish(self) -> None:
        self.approach().save_revision().publish()

    def unpublish(self) -> None:
        self.approach().unpublish()

    def move(self) -> None:
        page, target = self.approach(), self.coalition()
        if page.get_parent().pk != target.pk:
            page.move(target, pos="last-child")

    def delete(self) -> None:
        self.approach().delete()

    def restrict(self) -> None:
        page = self.dice.choice([self.approach, self.approach, self.coalition])()
        if not PageViewRestriction.objects.filter(page_id=page.pk).exists():
            PageViewRestriction.objects.create(page_id=page.pk, restriction_type=PageViewRestriction.LOGIN)

    def lift(self) -> None:
        for restriction in PageViewRestriction.objects.all():
            if self.dice.random() < 0.6:
                restriction.delete()

    def theme(self) -> Theme:
        if Theme.objects.count() >= MIN_THEMES:
            return self.one_of(Theme)
        number = self.fresh()
        return Theme.objects.create(name=f"Thema {number}", slug=f"thema-{number}")

    def rename_theme(self) -> None:
        theme = self.theme()
        theme.name = f"Thema {self.fresh()}"
        theme.save()

    def merge_themes(self) -> None:
        merge_theme(theme=self.theme(), into=self.theme(), user=None)

    def rename_coalition(self) -> None:
        page = self.coalition()
        page.title = f"Coalitie {self.fresh()}"
        if self.dice.random() < 0.5:
            page.slug = f"coalitie-{self.number}"
        page.save_revision().publish()
