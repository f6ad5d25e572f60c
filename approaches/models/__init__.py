"""Approaches: what coalitions do, and the building blocks that another coalition can take over."""

from approaches.card.models import StoredCard
from approaches.confirmation.models import Answer, Confirmation, ConfirmationRequest
from approaches.marks.models import Check, CheckOutcome, EvidenceQuote
from approaches.models.block import BuildingBlock
from approaches.models.choices import BlockRole, FundingSource, Involvement, Maturity, StopReason
from approaches.models.page import ApproachPage, ApproachTag
from approaches.models.rows import Funding, Source
from approaches.retirement.models import Retirement, RetirementReason
from approaches.versions.models import PublishedVersion

__all__ = [
    "Answer",
    "ApproachPage",
    "ApproachTag",
    "BlockRole",
    "BuildingBlock",
    "Check",
    "CheckOutcome",
    "Confirmation",
    "ConfirmationRequest",
    "EvidenceQuote",
    "Funding",
    "FundingSource",
    "Involvement",
    "Maturity",
    "PublishedVersion",
    "Retirement",
    "RetirementReason",
    "Source",
    "StopReason",
    "StoredCard",
]
