"""What in a text could lead to a person: passages to look at again, as suggestions and never as a verdict.

Pure: text in, passages out. It knows Dutch writing; what it misses is for the eyes of teller and editors. Every
pattern has a bounded length, so that a text costs time in proportion to its length.
"""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, partial
from typing import Final

from stories.people import CAPITAL, ROLE, first_names, others, professionals, surnames, without_name
from stories.public_names import looks_full
from stories.towns import named_towns
from stories.word_lists import words_of

__all__ = [
    "WRITE_RATHER", "Piece", "Trace", "TraceKind", "find", "find_in_public_name", "is_bsn", "is_iban", "pieces",
]  # fmt: skip


class TraceKind(StrEnum):
    """What kind of passage it is; `label` is what a reader sees, `advice` what could be done."""

    BSN = "bsn"
    IBAN = "iban"
    MAIL = "mail"
    WEB = "web"
    PHONE = "telefoon"
    NUMBER = "nummer"
    DATE = "datum"
    POSTCODE = "postcode"
    ADDRESS = "adres"
    PROFESSIONAL = "professional"
    NAME = "naam"
    PLACE = "instelling"
    AGE = "leeftijd"
    TOWN = "plaats"
    RARE = "zeldzaam"
    PUBLIC_NAME = "naam-bij-verhaal"

    @property
    def label(self) -> str:
        return _WORDS[self][0]

    @property
    def advice(self) -> str:
        return _WORDS[self][1]


_WORDS: Final = {
    TraceKind.BSN: ("burgerservicenummer", "Haal het nummer weg. Niemand heeft het hier nodig."),
    TraceKind.IBAN: ("rekeningnummer", "Haal het nummer weg."),
    TraceKind.MAIL: ("e-mailadres", "Haal het adres weg. Contact gaat via een eigen veld."),
    TraceKind.WEB: ("webadres of account", "Haal het weg als het over u of een ander gaat."),
    TraceKind.PHONE: ("telefoonnummer", "Haal het nummer weg. Contact gaat via een eigen veld."),
    TraceKind.NUMBER: ("zaaknummer of dossiernummer", "Haal het nummer weg."),
    TraceKind.DATE: ("datum", "Schrijf liever ‘in het voorjaar’ of ‘een paar jaar geleden’."),
    TraceKind.POSTCODE: ("postcode", "Haal de postcode weg."),
    TraceKind.ADDRESS: ("adres", "Schrijf liever ‘onze straat’."),
    TraceKind.PROFESSIONAL: ("naam van een professional", "Schrijf liever ‘de verloskundige’."),
    TraceKind.NAME: ("naam", "Schrijf liever ‘mijn man’ of ‘een vriendin’."),
    TraceKind.PLACE: ("naam van een instelling", "Schrijf liever ‘het ziekenhuis’ of ‘de school’."),
    TraceKind.AGE: ("leeftijd", "Schrijf liever ‘begin twintig’ of ‘een peuter’."),
    TraceKind.TOWN: ("plaatsnaam", "Schrijf liever ‘een kleine stad’ of ‘een dorp’."),
    TraceKind.RARE: ("beroep dat in een kleine plaats weinig mensen hebben", "Schrijf liever ‘mijn werk’."),
    TraceKind.PUBLIC_NAME: (
        "naam bij het verhaal",
        "Iedereen leest deze naam. Liever alleen een voornaam, of een verzonnen naam.",
    ),
}

WRITE_RATHER: Final = "Schrijf liever ‘%(instead)s’."


@dataclass(frozen=True)
class Trace:
    """A passage: `text[start:end]`, of which kind, and `why` it was pointed out, in Dutch."""

    kind: TraceKind
    start: int
    end: int
    why: str
    instead: str = ""
    """What may stand in its place, in the words of the text itself; "" if those don't say."""

    @property
    def advice(self) -> str:
        return WRITE_RATHER % {"instead": self.instead} if self.instead else self.kind.advice


@dataclass(frozen=True)
class Piece:
    """A part of a text, with the trace that it is, if it is one."""

    text: str
    trace: Trace | None = None


def find(text: str, *, in_small_place: bool = False, towns: Collection[str] = ()) -> list[Trace]:
    """The passages in order, none within another. `in_small_place`: where the story plays few people live. `towns`:
    the folded names of those that may not be named.

    Where two kinds claim the same letters, the one that stands first in _FINDERS has them.
    """
    found: list[Trace] = []
    taken = bytearray(len(text))
    finders: Sequence[tuple[TraceKind, Finder]] = (*_FINDERS, (TraceKind.TOWN, partial(named_towns, names=towns)))
    for kind, finder in finders:
        if kind is TraceKind.RARE and not in_small_place:
            continue
        for start, end in finder(text):
            if not any(taken[start:end]):
                taken[start:end] = b"\1" * (end - start)
                instead = without_name(text[start:end]) if kind in _OF_PEOPLE else ""
                found.append(Trace(kind, start, end, f"Dit lijkt een {kind.label}.", instead))
    return sorted(found, key=lambda trace: trace.start)


def find_in_public_name(name: str, *, towns: Collection[str] = ()) -> list[Trace]:
    """All of the name that stands with a story, when it says more than a first name or one that was made up: a
    second name, a role, or what leads to somebody in any text. `towns`: as for `find`.
    """
    leads = any(trace.kind is not TraceKind.NAME for trace in find(name, towns=towns))
    if not (leads or looks_full(name) or ROLE.search(name)):
        return []
    return [Trace(TraceKind.PUBLIC_NAME, 0, len(name), "Deze naam zegt misschien te veel.")]


def pieces(text: str, traces: Sequence[Trace]) -> list[Piece]:
    """The whole text cut at its traces; joined together it is the text again."""
    cut: list[Piece] = []
    place = 0
    for trace in traces:
        if place < trace.start:
            cut.append(Piece(text[place : trace.start]))
        cut.append(Piece(text[trace.start : trace.end], trace))
        place = trace.end
    if place < len(text):
        cut.append(Piece(text[place:]))
    return cut


def is_bsn(digits: str) -> bool:
    """The 11-test: 9, 8, … 2 and -1 times the digits add up to a multiple of 11. Eight digits lost their zero."""
    if not (digits.isascii() and digits.isdigit() and len(digits) in (8, 9)) or not int(digits):
        return False
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(weight * int(digit) for weight, digit in zip(weights, digits.zfill(9), strict=True)) % 11 == 0


def is_iban(account: str) -> bool:
    """The test of ISO 13616: the first four signs behind the rest, letters as numbers, modulo 97 is 1."""
    account = account.upper()
    if IBAN_LENGTHS.get(account[:2]) != len(account) or not (account.isascii() and account.isalnum()):
        return False
    return int("".join(str(int(sign, 36)) for sign in account[4:] + account[:4])) % 97 == 1


IBAN_LENGTHS: Final = {
    "AT": 20, "BE": 16, "BG": 22, "CH": 21, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "EE": 20, "ES": 24, "FI": 18,
    "FR": 27, "GB": 22, "GR": 27, "HR": 21, "HU": 28, "IE": 22, "IT": 27, "LT": 20, "LU": 20, "LV": 21, "MT": 31,
    "NL": 18, "NO": 15, "PL": 28, "PT": 25, "RO": 24, "SE": 24, "SI": 19, "SK": 24, "TR": 26, "UA": 29,
}  # fmt: skip
"""Signs in an account number per country (SWIFT's register): those of the euro area and where tellers come from."""

_MONTH = (
    "(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|"
    r"jan\.|feb\.|mrt\.|apr\.|aug\.|sept?\.|okt\.|nov\.|dec\.)"
)
_STREET = "straat|laan|plein|gracht|singel|steeg|kade|hof|dreef|plantsoen|weg|pad|dijk|markt|park|baan|erf"
_SURE_STREET = "straat|laan|plein|gracht|singel|steeg|plantsoen"
_HOUSE = (
    "ziekenhuis|kliniek|geboortecentrum|basisschool|school|kinderdagverblijf|crèche|peuterspeelzaal|kinderopvang|"
    "huisartsenpraktijk|verloskundigenpraktijk|praktijk|kerk|moskee|asielzoekerscentrum|azc|opvanghuis|wijkcentrum|"
    "buurthuis|consultatiebureau"
)
# What follows "N jaar" when it is no age but a stretch of time.
_STRETCH = (
    "geleden|lang|later|eerder|getrouwd|samen|na|verder|gewacht|gezocht|gewerkt|geprobeerd|onderweg|ervaring|in |als "
)
_OF_PEOPLE: Final = (TraceKind.PROFESSIONAL, TraceKind.NAME)

Span = tuple[int, int]
Finder = Callable[[str], Iterator[Span]]


def _pattern(expression: str, group: int = 0, flags: int = 0) -> Finder:
    compiled = re.compile(expression, flags)
    return lambda text: (match.span(group) for match in compiled.finditer(text))


_NINE = re.compile(r"(?<![\w.,+])\d(?:[ .-]?\d){7,8}(?![.,]?\d)(?!\w)")


def _bsns(text: str) -> Iterator[Span]:
    for match in _NINE.finditer(text):
        if is_bsn(re.sub(r"\D", "", match[0])):
            yield match.span()


_ACCOUNT = re.compile(r"(?<!\w)[A-Za-z]{2}\d{2}(?=[ .-]?\w)")


def _ibans(text: str) -> Iterator[Span]:
    """From a country and two digits on as many signs as that country has, one space between two at most."""
    for match in _ACCOUNT.finditer(text):
        wanted, signs, place = IBAN_LENGTHS.get(match[0][:2].upper(), 0), "", match.start()
        while len(signs) < wanted and place < len(text):
            if text[place].isalnum():
                signs += text[place]
            elif text[place] not in " .-" or not text[place - 1].isalnum():
                break
            place += 1
        if is_iban(signs):
            yield match.start(), place


def _rare(text: str) -> Iterator[Span]:
    return (match.span() for match in _rare_jobs().finditer(text))


@cache
def _rare_jobs() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words_of('rare_jobs.txt')))})(?!\w)", re.IGNORECASE)


_FINDERS: Final[Sequence[tuple[TraceKind, Finder]]] = (
    (TraceKind.MAIL, _pattern(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")),
    (TraceKind.WEB, _pattern(r"(?<!\w)(?:(?:https?://|www\.)\S{1,300}|@\w{3,30})", flags=re.IGNORECASE)),
    (TraceKind.IBAN, _ibans),
    (TraceKind.NUMBER, _pattern(
        r"(?<!\w)(?:zaak|dossier|patiënt|patient|cliënt|client|polis|klant|v-)-?nummer\W{0,3}(?:(?:is|was)\W)?"
        r"[\w/-]{0,10}\d[\w/.-]{2,30}(?<![.])", flags=re.IGNORECASE)),
    (TraceKind.DATE, _pattern(
        rf"(?<![\w.-])(?:\d{{1,2}}[-/.]\d{{1,2}}[-/.](?:\d{{4}}|\d{{2}})|\d{{4}}-\d{{2}}-\d{{2}}|"
        rf"\d{{1,2}}(?:e|ste|de)? {_MONTH}(?: ’?'?\d{{2,4}})?|{_MONTH} \d{{4}})(?![\w])", flags=re.IGNORECASE)),
    (TraceKind.PHONE, _pattern(
        r"(?<![\w+])(?:\+|00)[1-9]\d{0,2}[ .()/-]{0,3}(?:\(?0\)?[ -]{0,2})?\d(?:[ .()/-]{0,3}\d){6,11}(?!\d)")),
    (TraceKind.BSN, _bsns),
    (TraceKind.PHONE, _pattern(r"(?<![\w+])0[1-9](?:[ ./()-]{0,3}\d){8}(?!\d)")),
    (TraceKind.POSTCODE, _pattern(
        r"(?<![\w,.])[1-9]\d{3}(?: ?(?!SA|SD|SS)[A-Z]{2}|(?!s[ads])[a-z]{2})(?!\w)")),
    (TraceKind.ADDRESS, _pattern(
        rf"(?<!\w)(?:(?:{CAPITAL}[\w’'-]{{0,30}} ){{0,3}}[\w’'-]{{1,40}}(?:{_STREET})(?:-\w{{1,10}})? "
        rf"(?:nummer |nr\.? )?\d{{1,5}}(?: ?[a-zA-Z]|-\w{{1,4}})?|{CAPITAL}[\w’'-]{{2,40}}(?:{_SURE_STREET}))(?!\w)")),
    (TraceKind.PROFESSIONAL, professionals),
    (TraceKind.PLACE, _pattern(
        rf"(?<!\w)(?i:{_HOUSE}) (?:(?i:de|het|’t|'t|sint|st\.?) )?{CAPITAL}[\w’'-]{{1,30}}"
        rf"(?: {CAPITAL}[\w’'-]{{1,30}}){{0,2}}")),
    (TraceKind.NAME, others),
    (TraceKind.NAME, first_names),
    (TraceKind.NAME, surnames),
    (TraceKind.AGE, _pattern(
        rf"(?<![\w,.])(?:\d{{1,2}}[- ]?jarige?|\d{{1,2}} jaar oud|(?:was|ben|is|werd|waren|van) (?:\w{{1,12}} )?"
        rf"\d{{1,2}} jaar(?! (?:{_STRETCH}))|\d{{1,2}} (?:maanden|weken) oud)(?!\w)", flags=re.IGNORECASE)),
    (TraceKind.RARE, _rare),
)  # fmt: skip
"""The more certain a kind is, the earlier it stands."""
