"""Approaches: what coalitions do, and the building blocks that another coalition can take over."""

from approaches.models.block import BuildingBlock
from approaches.models.choices import BlockRole, FundingSource, Involvement, Maturity, StopReason
from approaches.models.page import ApproachPage, ApproachTag
from approaches.models.rows import Funding, Source

__all__ = [
    "ApproachPage",
    "ApproachTag",
    "BlockRole",
    "BuildingBlock",
    "Funding",
    "FundingSource",
    "Involvement",
    "Maturity",
    "Source",
    "StopReason",
]
