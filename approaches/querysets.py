"""Reads of approaches and their building blocks."""

from collections.abc import Iterable
from datetime import datetime
from functools import reduce
from operator import and_, or_
from typing import Any, Self

from django.db.models import Exists, Model, OuterRef, Prefetch, Q, QuerySet
from wagtail.models import Site

from accounts.models import User
from approaches.completeness import GAPS, STOPPED, Gap
from approaches.confirmation.models import Confirmation, ConfirmationRequest
from approaches.confirmation.rules import ASK_AFTER
from approaches.marks.annotations import mark_columns
from approaches.marks.states import (
    CheckState,
    ConfirmationState,
    asked,
    check_state,
    confirmed_since,
    unanswered,
)
from approaches.retirement.models import Retirement
from approaches.rules import block_address
from approaches.versions.models import PublishedVersion
from coalitions.membership import coalitions_of, is_only_member
from coalitions.querysets import InCoalitionQuerySet
from core.fields import BodyField, ChoiceListField

__all__ = ["ApproachQuerySet", "BuildingBlockQuerySet"]


class ApproachQuerySet(InCoalitionQuerySet):
    """Reads of approaches."""

    def public(self) -> Self:
        """Those of the one visibility rule that were not taken away."""
        public: Self = super().public()
        return public.exclude(self._retired())

    def retired(self) -> Self:
        """Those whose page only says that they were taken away."""
        return self.filter(self._retired())

    def with_marks(self) -> Self:
        """With what their marks follow from. No query more."""
        return self.annotate(**mark_columns())

    def due_for_confirmation(self, now: datetime) -> Self:
        """Those that for a year their owner didn't publish or confirm, and that nobody was asked about.

        The first publication counts whoever did it: before that there was nothing to ask about.
        """
        since = now - ASK_AFTER
        vouched = PublishedVersion.objects.filter(page=OuterRef("pk"), vouched_at__gt=since)
        confirmed = Confirmation.objects.filter(page=OuterRef("pk"), confirmed_at__gt=since)
        asked = ConfirmationRequest.objects.filter(page=OuterRef("pk"), asked_at__gt=since)
        found = self.filter(first_published_at__lte=since)
        return found.exclude(Exists(vouched)).exclude(Exists(confirmed)).exclude(Exists(asked))

    def on_the_site(self) -> Self:
        """Live and not taken away, behind a view restriction or not: what can be checked and confirmed."""
        return self.filter(live=True).exclude(self._retired())

    def in_check_state(self, state: CheckState) -> Self:
        """Those on the site of which the editors know this. No query more."""
        return self.on_the_site().with_marks().filter(check_state(state))

    def to_check(self) -> Self:
        """Those that the editors have to look at: never checked, or changed since."""
        wanted = check_state(CheckState.NEVER) | check_state(CheckState.CHANGED)
        return self.on_the_site().with_marks().filter(wanted)

    def in_confirmation_state(self, state: ConfirmationState, now: datetime) -> Self:
        """Those on the site of which the coalition says this. No query more."""
        if state == ConfirmationState.OPEN:
            return self.to_confirm(now)
        found = self.on_the_site()
        if state == ConfirmationState.DUE:
            return found.due_for_confirmation(now)
        conditions = {
            ConfirmationState.ASKED: asked(),
            ConfirmationState.UNANSWERED: unanswered(),
            ConfirmationState.CONFIRMED: confirmed_since(now),
        }
        return found.with_marks().filter(conditions[state])

    def to_confirm(self, now: datetime) -> Self:
        """Those of which somebody has to say whether they still hold: due, asked, or asked in vain."""
        due = self.model.objects.due_for_confirmation(now).order_by().values("pk")
        return self.on_the_site().with_marks().filter(Q(pk__in=due) | asked() | unanswered())

    def with_retirement(self) -> Self:
        """Annotate `is_retired`. No query more."""
        return self.annotate(is_retired=self._retired())

    @staticmethod
    def _retired() -> Exists:
        return Exists(Retirement.objects.filter(page=OuterRef("pk"), undone_at__isnull=True))

    def prefetch_for_search(self) -> Self:
        """With all that its search document reads; the number of queries doesn't depend on how many there are."""
        return (
            self.with_coalition()
            .with_marks()
            .prefetch_related(
                *self.model.theme_prefetch,
                *self.model.place_prefetch,
                *self.model.tag_prefetch,
                "instruments",
                "building_blocks",
                "funding",
                "sources",
            )
        )

    def for_cards(self) -> Self:
        return super().for_cards().with_marks().select_related("picture").prefetch_related("picture__renditions")

    def prefetch_for_gaps(self) -> Self:
        """With all that `missing` reads: three queries, however many approaches there are."""
        return self.prefetch_related("building_blocks", "funding", "sources")

    def with_gap(self, key: str) -> Self:
        """Those that miss this, by the key of a Gap; KeyError when there is none such. One query.

        Worked out from the fields each time, by the declarations that `missing` uses: nothing is stored that
        could fall behind a change of a field, a revision or the list of gaps.
        """
        gap = {gap.key: gap for gap in GAPS}[key]
        return self.filter(_misses(gap, self.model))


class BuildingBlockQuerySet(QuerySet):
    """Reads of building blocks."""

    def public(self) -> Self:
        """Those of which the page is public."""
        return self.filter(self._of_a_public_page())

    def offered_to(self, user: User) -> Self:
        """Those that somebody may take a block from: public ones, those of their own coalitions, for editors all."""
        if not is_only_member(user):
            return self.all() if user.is_superuser or user.has_perm("wagtailadmin.access_admin") else self.public()
        own = (Q(page__path__startswith=coalition.path) for coalition in coalitions_of(user))
        return self.filter(reduce(or_, own, self._of_a_public_page()))

    def at(self, address: str) -> Self:
        """The block with this web address; none when it is no address of a block."""
        named = block_address(address)
        if named is None:
            return self.none()
        path, slug = named
        roots = [root.root_path.rstrip("/") for root in Site.get_site_root_paths()]
        return self.filter(slug=slug, page__url_path__in=[f"{root}{path}" for root in roots]).select_related("page")

    def prefetch_for_search(self) -> Self:
        """With their page, and all that their search document reads of it."""
        return self.prefetch_related(Prefetch("page", queryset=self._approaches().prefetch_for_search()))

    def _of_a_public_page(self) -> Q:
        # Of each block its own page: a list of all public pages grows with the site, and SQLite makes it each time.
        return Q(Exists(self._approaches().public().filter(pk=OuterRef("page_id"))))

    def _approaches(self) -> ApproachQuerySet:
        # By way of the field: the models import this module.
        approach: Any = self.model._meta.get_field("page").related_model
        return approach.objects.all()


def _misses(gap: Gap, approach: type[Model]) -> Q:
    """The condition in SQL under which Gap.is_in() is true."""
    if gap.fields:
        missed = _all_empty(approach, gap.fields)
        return missed & Q(maturity=STOPPED) if gap.of_stopped else missed
    block: Any = approach._meta.get_field("building_blocks").related_model
    blocks = block.objects.filter(page=OuterRef("pk"))
    if gap.some_block:
        return Q(Exists(blocks)) & ~Q(Exists(blocks.exclude(_all_empty(block, gap.some_block))))
    return Q(Exists(blocks.filter(_all_empty(block, gap.every_block))))


def _all_empty(model: type[Model], names: Iterable[str]) -> Q:
    return reduce(and_, (_empty(model, name) for name in names))


def _empty(model: type[Model], name: str) -> Q:
    field: Any = model._meta.get_field(name)
    if field.one_to_many:
        return ~Q(Exists(field.related_model.objects.filter(page=OuterRef("pk"))))
    return Q(**{name: []}) if isinstance(field, ChoiceListField | BodyField) else Q(**{name: ""})
