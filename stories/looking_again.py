"""What in the words of a teller is to be looked at again: what leads to a person, by what the teller chose."""

from places.known import known_places
from places.naming import short_names, town_names
from stories.models import Placing, Submission
from stories.traces import Trace, find, find_in_public_name

__all__ = ["traces_in", "traces_in_name"]


def traces_in(text: str, submission: Submission) -> list[Trace]:
    """The passages of one of its texts, in their order. No query that isn't remembered."""
    return find(text, in_small_place=submission.in_small_place, towns=_too_precise(submission))


def traces_in_name(submission: Submission) -> list[Trace]:
    """Its public name, if that says more than was asked for; [] without one."""
    return find_in_public_name(submission.name, towns=_too_precise(submission))


def _too_precise(submission: Submission) -> frozenset[str]:
    """The towns of which the name says more than may be said: all, but where a municipality may be named."""
    if submission.placing == Placing.MUNICIPALITY:
        return frozenset()
    region = submission.region
    return town_names(known_places()) - frozenset(short_names(region.slug) if region else ())
