"""What of a question may be kept: nothing that leads to a person, and nothing that no person asked (pure)."""

import re

from search.analysis.tokens import words
from search.requests import clean_query
from search.unanswered.models import MAX_LENGTH

MASK = "…"
MOST_WORDS = 12
"""Words of a question that is counted: what is longer is a text that was pasted, perhaps somebody's story."""

_TRACEABLE = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?:https?://|www\.)\S+",
        # Mail addresses, and names as they are called on other sites.
        r"\S+@\S*|@\w+",
        r"\b[a-z]{2}\d{2}[ ]?[a-z]{4}[ ]?[\d ]{6,18}\b",  # IBAN
        r"\b[1-9]\d{3} ?[a-z]{2}\b(?: ?\d+\w?)?",  # a postcode, with the number of a house
        r"\b\d{1,2}[-/. ]\d{1,2}[-/. ](?:\d{4}|\d{2})\b|\b\d{4}-\d{1,2}-\d{1,2}\b",  # a date of birth
        # Telephone, BSN, a file number: digits in groups, six or more of them. "1000 dagen" and "2023" are none.
        r"\+?\(?\d(?:[\s().\-/]{0,2}\d){5,}",
    )
)
# What is typed by programs that look for holes: no question has these.
_NONSENSE = re.compile(r"[<>{}\\|`$^~\[\]]|\b(?:union|select|sleep|script|passwd|wp-admin)\b.*[(;'=/]|\.\./|//|%[0-9a-f]{2}")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffd]")


def countable(typed: str) -> str:
    """The question as it may be counted, in small letters; "" when it says nothing, or isn't one."""
    if len(typed) > MAX_LENGTH or _CONTROL.search(typed) or _NONSENSE.search(typed.lower()):
        return ""
    text = clean_query(typed).lower()
    for traceable in _TRACEABLE:
        text = traceable.sub(MASK, text)
    text = " ".join(text.split())
    found = [word.token for word in words(text)]
    says_something = any(token.isalpha() and len(token) > 1 for token in found)
    return text[:MAX_LENGTH] if says_something and len(found) <= MOST_WORDS else ""
