"""Whom to ask about an approach, and who may answer. Addresses are read when needed, and kept nowhere else."""

from approaches.models import ApproachPage
from coalitions.contact import keepers_of
from coalitions.querysets import is_below_coalition
from coalitions.submission import editors_to_notify
from mail.preferences import Kind, wants

__all__ = ["addresses_for", "may_answer"]


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


def may_answer(page: ApproachPage) -> tuple[str, ...]:
    """Every address that an answer about the approach may come from now."""
    everybody = keepers_of(page).everybody
    if is_below_coalition(page.path):
        return everybody
    return everybody + tuple(editor.email for editor in editors_to_notify())
