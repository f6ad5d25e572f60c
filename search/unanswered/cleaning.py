"""What of a question may be kept: nothing that leads to a person, and nothing that no person asked (pure)."""

import re

from search.analysis.tokens import words
from search.requests import clean_query
from search.unanswered.models import MAX_LENGTH

MASK = "…"
MOST_WORDS = 12
"""Words of a question that is counted: what is longer is a text that was pasted, perhaps somebody's story."""

_TRACEABLE = tuple(
    re.compile(pattern)
    for pattern in (
        r"\b(?:https?://|www\.)\S+",
        # Mail addresses, and names as they are called on other sites.
        r"\S+@\S*|@\w+",
        r"\b[a-z]{2}\d{2} ?[a-z]{4} ?[\d ]{5,17}\d\b",  # IBAN
        r"\b[1-9]\d{3} ?[a-z]{2}\b(?: ?\d+\w?\b)?",  # a postcode, with the number of a house
        # Telephone, BSN, a file number, a date: six digits or more, in groups too. Two years are none.
        r"(?<!\d)(?!(?:19|20)\d\d[\s\-/]{1,3}(?:19|20)\d\d(?!\d))\+?\(?\d(?:[\s().\-/]{0,2}\d){5,}",
        r"\b\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}\b",  # a date of birth with fewer
    )
)
# What programs type that look for holes: no question has these.
_NONSENSE = re.compile(
    r"[<>{}\\|`$^~\[\]]|//|\.\./|%[0-9a-f]{2}|\b(?:union\s+select|select\b.+\bfrom|sleep\s*\(|passwd|wp-admin)\b"
)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffd]")


def countable(typed: str) -> str:
    """The question as it may be counted, in small letters; "" when it says nothing, or isn't one."""
    if len(typed) > MAX_LENGTH or _CONTROL.search(typed):
        return ""
    text = clean_query(typed).lower()
    for traceable in _TRACEABLE:
        text = traceable.sub(MASK, text)
    text = " ".join(text.split())
    if _NONSENSE.search(text):
        return ""
    found = [word.token for word in words(text)]
    says_something = any(token.isalpha() and len(token) > 1 for token in found)
    return text[:MAX_LENGTH] if says_something and len(found) <= MOST_WORDS else ""
