"""Stories: as they are published (page), and as they are told and kept (the rest, never pages, never indexed)."""

from stories.models.audit import AuditRow
from stories.models.choices import (
    AuditAction,
    CoalitionAnswer,
    Feeling,
    HowCollected,
    Language,
    Outcome,
    Placing,
    Purpose,
    Reply,
    Role,
    Source,
    State,
    Urgency,
    Voice,
)
from stories.models.consent import Consent
from stories.models.editing import Decision, Message, Proposal
from stories.models.files import SubmissionFile
from stories.models.focus_group import FocusGroup
from stories.models.gone import GoneAddress
from stories.models.notice import ErasureNotice
from stories.models.page import PeopleInStory, StoryIndexPage, StoryPage, StoryTag
from stories.models.response import CoalitionResponse
from stories.models.session import TellerSession
from stories.models.submission import Submission

__all__ = [
    "AuditAction",
    "AuditRow",
    "CoalitionAnswer",
    "CoalitionResponse",
    "Consent",
    "Decision",
    "ErasureNotice",
    "Feeling",
    "FocusGroup",
    "GoneAddress",
    "HowCollected",
    "Language",
    "Message",
    "Outcome",
    "PeopleInStory",
    "Placing",
    "Proposal",
    "Purpose",
    "Reply",
    "Role",
    "Source",
    "State",
    "StoryIndexPage",
    "StoryPage",
    "StoryTag",
    "Submission",
    "SubmissionFile",
    "TellerSession",
    "Urgency",
    "Voice",
]
