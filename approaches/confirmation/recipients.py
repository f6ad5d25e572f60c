"""Whom to ask about an approach, and who may answer. Addresses are read when needed, and kept nowhere else."""

from allauth.account.models import EmailAddress
from django.db.models import Exists, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Lower, Substr

from accounts.models import User
from approaches.models import ApproachPage
from approaches.querysets import ApproachQuerySet
from coalitions.contact import keepers_of
from coalitions.models import CoalitionPage
from coalitions.querysets import COALITION_PATH_LENGTH, is_below_coalition
from coalitions.submission import editors_to_notify
from mail.preferences import Kind, wants

__all__ = ["addresses_for", "may_answer", "of_nobody"]


def addresses_for(page: ApproachPage) -> tuple[str, ...]:
    """Who answers for the approach (coalitions.contact); of a national one without a contact person the editors.

    None when everybody of a coalition left: editors can't say in its name that something holds. Of the editors
    those who want such mail are asked.
    """
    if found := keepers_of(page).first:
        return found
    if is_below_coalition(page.path):
        return ()
    return tuple(editor.email for editor in editors_to_notify() if wants(editor, kind=Kind.TODO))


def of_nobody(pages: ApproachQuerySet) -> ApproachQuerySet:
    """Those below a coalition that `addresses_for` has none for, in one query: everybody left it.

    Each with `home_slug` and `home_title` of that coalition, also when it isn't on the site itself.
    """
    homes = CoalitionPage.objects.order_by().filter(path=OuterRef("home"))
    leading = User.objects.filter(is_active=True, groups__coalition_team__coalition__path=OuterRef("home"))
    found = pages.annotate(home=Substr("path", 1, COALITION_PATH_LENGTH)).filter(Exists(homes), ~Exists(leading))
    found = found.annotate(office=Coalesce(Subquery(homes.values("contact_email")[:1]), Value("")))
    named = {f"home_{column}": Subquery(homes.values(column)[:1]) for column in ("slug", "title")}
    return found.filter(_no_use("contact_email"), _no_use("office")).annotate(**named)


def _no_use(address: str) -> Q:
    """That a column holds no address, or that of somebody who left: as coalitions.contact says it of one page."""
    team = Q(groups__coalition_team__coalition__path=OuterRef(OuterRef("home")))
    team |= Q(groups__members_of_team__coalition__path=OuterRef(OuterRef("home")))
    known = User.objects.filter(email=Lower(OuterRef(address)))
    confirmed = Exists(EmailAddress.objects.filter(user=OuterRef("pk"), email=OuterRef("email"), verified=True))
    here = User.objects.filter(team).values("pk")
    gone = known.filter(Q(is_active=False) | Q(confirmed) & ~Q(pk__in=here))
    return Q(**{address: ""}) | Q(Exists(gone))


def may_answer(page: ApproachPage) -> tuple[str, ...]:
    """Every address that an answer about the approach may come from now."""
    everybody = keepers_of(page).everybody
    if is_below_coalition(page.path):
        return everybody
    return everybody + tuple(editor.email for editor in editors_to_notify())
