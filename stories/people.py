"""How people are named in Dutch: first names, and names behind a role ("mijn verloskundige Fatima de Boer").

Pure: text in, places in the text out. A name is found with all its parts, and with the role right before it: then
something else fits in its place. What that could be says `without_name`.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from stories.word_lists import words_of

__all__ = ["CAPITAL", "ROLE", "begins_sentence", "first_names", "others", "professionals", "surnames", "without_name"]

CAPITAL: Final = r"[A-ZÀ-ÖØ-ÞĞİŞŁŻŚĆ]"
_OF = (
    r"(?:(?:[Vv]an|[Dd]e|[Dd]er|[Dd]en|[Hh]et|[’'‘]t|[Tt]en|[Tt]er|[Tt]e|[Ee]l|[Aa]l|[Bb]en|[Bb]in|[Bb]int|[Vv]on|"
    r"[Ll]a|[Oo]p den|[Uu]it den|[Ii]n [’'‘]t)[ -]){0,3}"
)
_PART = rf"{_OF}(?:d[’'])?{CAPITAL}[\w’'-]{{1,30}}"
_INITIALS = rf"(?:{CAPITAL}\. ?){{1,4}}"
_NAME = rf"(?:{_INITIALS})?{_PART}(?: {_PART}){{0,2}}"
_WHOSE = r"(?:mijn|m[’']n|onze|ons|zijn|haar|hun|jullie|uw|jouw|je)"
_WHICH = (
    rf"(?:{_WHOSE}|de|het|een|die|deze|dezelfde)(?: (?:lieve|aardige|nieuwe|vorige|volgende|vaste|eerste|tweede|derde|"
    "andere|eigen|goede|beste|oude|jonge|kleine))?"
)
_CARE = (
    "dokter|dr\\.|huisarts|gynaecologe?|kinderarts|verloskundige|verpleegkundige|kraamverzorgster|jeugdarts|"
    "psycholoog|psychiater|wijkverpleegkundige|maatschappelijk werk(?:er|ster)|gezinsvoogd|begeleidster|begeleider|"
    "juf|meester|hulpverlener|hulpverleenster|consulente?|tolk|doula|docente?|rechter|advocaat|advocate"
)
_OFFICE = (
    "burgemeester|wethouder|raadslid|directeur|directrice|wijkagente?|agente?|dominee|pastoor|imam|professor|prof\\.|"
    "notaris|tandarts|apotheker|fysiotherapeute?|leraar|lerares"
)
"""Of whom there are few in one place, or one."""
_TITLE = r"mevrouw|meneer|mevr\.|mw\.|dhr\.|de heer"
_FAMILY = "tante|oom|oma|opa"
_KIN = (
    "man|vrouw|vriend|vriendin|partner|ex|zoon|zoontje|dochter|dochtertje|baby|broer|broertje|zus|zusje|moeder|vader|"
    rf"{_FAMILY}|schoonmoeder|schoonvader|schoonzus|buurvrouw|buurman|kindje|jongste|oudste"
)
_PROFESSIONAL: Final = re.compile(
    rf"(?<!\w)(?P<who>(?i:(?:{_WHICH} )?(?:{_CARE}|{_OFFICE})))(?: (?i:{_TITLE}|dr\.))? (?P<name>{_NAME})"
)
ROLE: Final = re.compile(rf"(?<!\w)(?:{_CARE}|{_OFFICE}|{_TITLE})(?!\w)", re.IGNORECASE)
"""What somebody is for others: with it a first name says who it is."""
_OTHERS: Final = (
    re.compile(rf"(?<!\w)(?P<who>(?i:(?:{_WHICH} )?(?:{_TITLE}|{_FAMILY}))) (?P<name>{_NAME})"),
    re.compile(rf"(?<!\w)(?P<who>(?i:{_WHOSE} (?:{_KIN})))(?P<comma>,)? (?P<name>{_NAME})(?(comma),?)"),
    re.compile(
        r"(?<!\w)(?i:(?:ik|hij|zij|ze|die) heet|heette|noemden (?:we|wij) (?:hem|haar)|mijn naam is|genaamd) "
        rf"(?P<name>{_NAME})"
    ),
)
"""Each with whom it is about (`who`), as far as that is said, and the name."""
_SURNAME: Final = re.compile(rf"(?<!\w)[Vv]an de(?:r|n(?! (?:Haag|Bosch|Helder|Ham|Burg|Dolder)\b)) {_PART}")
"""One that is no other word. Those of towns aren't: "van den Haag" is what some write, never "van der"."""
_FULL: Final = {"dr.": "dokter", "mevr.": "mevrouw", "mw.": "mevrouw", "dhr.": "meneer", "de heer": "meneer"}
_SOMEBODY: Final = re.compile(rf"(?:{_TITLE})", re.IGNORECASE)
_OF_SOMEBODY: Final = re.compile(r"van ([^\W\d_]+)")

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_AFTER_NAME: Final = re.compile(rf"(?: {_INITIALS})?(?: {_PART}){{1,2}}")
_SENTENCE_BEGINS: Final = frozenset('.!?:\n\r"“‘”-–•')
_NAME_ENDS: Final = frozenset(",.!?…\n\r")
"""What stands behind a name that is put between commas, or ends the sentence."""
_SHORT = 4
"""Letters from which a name in small letters is taken for one: shorter ones are mostly another word."""

Span = tuple[int, int]


def professionals(text: str) -> Iterator[Span]:
    """Names of who helps for a living, with their role. Not "de huisarts van Fatima": that is a name by itself."""
    known, _ = _first_names()
    for match in _PROFESSIONAL.finditer(text):
        whose = _OF_SOMEBODY.match(match["name"])
        if not (whose and whose[1].lower() in known):
            yield _with_who(match)


def others(text: str) -> Iterator[Span]:
    """Names behind a word that says that one comes, with who it is."""
    for pattern in _OTHERS:
        yield from map(_with_who, filter(_is_meant, pattern.finditer(text)))


def first_names(text: str) -> Iterator[Span]:
    """First names of our list, with the capitalised words behind them."""
    _, doubtful = _first_names()
    for match in _WORD.finditer(text):
        folded = _listed(match[0])
        if not folded:
            continue
        capital = match[0][0].isupper()
        if folded in doubtful and (not capital or begins_sentence(text, match.start())):
            continue
        if not capital and len(folded) < _SHORT:
            continue
        more = _AFTER_NAME.match(text, match.end()) if capital else None
        yield match.start(), more.end() if more else match.end()


def surnames(text: str) -> Iterator[Span]:
    """What is a surname wherever it stands: "Van den Berg"."""
    return (match.span() for match in _SURNAME.finditer(text))


def without_name(passage: str) -> str:
    """What may stand in the place of a found name so that the sentence goes on: "mijn verloskundige"; "" if unknown."""
    match = next(filter(None, (pattern.match(passage) for pattern in (_PROFESSIONAL, *_OTHERS))), None)
    who = match.groupdict().get("who") if match else None
    if not who:
        return ""
    if re.match(rf"{_WHICH} ", who, re.IGNORECASE) and who.lower() not in _FULL:
        which, _, role = who.rpartition(" ")
        return f"{which} {_FULL.get(role.lower(), role)}"
    role = _FULL.get(who.lower(), who[0].lower() + who[1:])
    article = "mijn" if role in _FAMILY.split("|") else "een" if _SOMEBODY.fullmatch(role) else "de"
    said = f"{article} {role}"
    return said[0].upper() + said[1:] if who[0].isupper() else said


def begins_sentence(text: str, place: int) -> bool:
    """Whether a word here has its capital for that alone."""
    before = text[max(0, place - 10) : place].rstrip(" \t")
    return not before or before[-1] in _SENTENCE_BEGINS


def _with_who(match: re.Match[str]) -> Span:
    begins = match.start("who") if "who" in match.groupdict() else match.start("name")
    return begins, match.end() if "comma" in match.groupdict() else match.end("name")


def _is_meant(match: re.Match[str]) -> bool:
    """Whether a name and no next thought: behind a comma too much has a capital ("mijn moeder, Zij was lief")."""
    if not match.groupdict().get("comma"):
        return True
    after = match.string[match.end("name") : match.end("name") + 1]
    first = _WORD.search(match["name"])
    return not after or after in _NAME_ENDS or (first is not None and _listed(first[0]) != "")


def _listed(word: str) -> str:
    """The name of our list that a word is, in small letters; "" for none."""
    known, _ = _first_names()
    folded = word.lower()
    if folded.endswith(("'s", "’s")):
        folded = folded[:-2]
    if folded not in known:
        # "Fatima-Zahra", and the s of "Anoeks moeder"
        folded = folded.partition("-")[0] if "-" in folded else folded.removesuffix("s")
    return folded if folded in known else ""


@cache
def _first_names() -> tuple[frozenset[str], frozenset[str]]:
    """All names in small letters, and those that are another word too (marked with "?" in the file)."""
    lines = [line.lower() for line in words_of("first_names.txt")]
    return frozenset(line.rstrip("?") for line in lines), frozenset(line[:-1] for line in lines if line.endswith("?"))
