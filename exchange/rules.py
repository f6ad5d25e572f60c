"""What a line of an import must be: bytes in, an ImportItem or its faults out. Knows no database and no file.

The format is described in docs/import.md; a change here is a change there.
"""

import hashlib
import json
import re
from dataclasses import astuple, dataclass
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from core.partial_date import PartialDate
from core.text import shows
from exchange.faults import Fault, quoted
from exchange.prose import as_html, headline

FIELDS = ("id", "kind", "title", "text", "themes", "gemeente", "date", "url")

LONGEST_ID = 200  # core.models.BasePage.external_id
LONGEST_TITLE = 255  # Wagtail's Page.title
LONGEST_KIND = 60  # pages.models.KnowledgePage.kind_label
LONGEST_URL = 500  # source_url of the page types
LONGEST_THEME = 100  # a tag of django-taggit
MOST_THEMES = 30  # the closed list has 18: more is a mistake in the file
LONGEST_PLACE = 100

APPROACH, STORY, PAGE = "approach", "story", "page"
# English names of the kinds of knowledge page (docs/import.md), and the Dutch ones themselves.
KNOWLEDGE_KINDS = {
    "policy": "beleid",
    "research": "onderzoek",
    "news": "nieuws",
    "tool": "hulpmiddel",
    "beleid": "beleid",
    "onderzoek": "onderzoek",
    "nieuws": "nieuws",
    "hulpmiddel": "hulpmiddel",
}
_TYPE_NAMES = {
    str: "tekst",
    bool: "waar of onwaar",
    int: "een getal",
    float: "een getal",
    list: "een lijst",
    dict: "een object",
}
_valid_url = URLValidator(schemes=["http", "https"])
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


@dataclass(frozen=True)
class ImportItem:
    """A line that is right by itself; whether its themes and its place exist is for the database to say."""

    line: int
    id: str
    target: str
    """APPROACH, STORY or PAGE."""
    knowledge_kind: str
    """Of a PAGE: beleid, onderzoek, nieuws, hulpmiddel or ""."""
    kind_label: str
    """Of a PAGE whose kind is another word: that word."""
    title: str
    html: str
    themes: tuple[str, ...]
    gemeente: str
    date: str
    url: str
    unknown_fields: tuple[str, ...] = ()

    @property
    def fingerprint(self) -> str:
        """The same for two lines that say the same, in whatever order or spacing."""
        _line, *content, _unknown = astuple(self)
        return hashlib.sha256(json.dumps(content, ensure_ascii=True).encode()).hexdigest()


def parse(number: int, data: bytes) -> ImportItem | list[Fault]:
    """The item of a line, or all that is the matter with it."""
    loaded = _object(number, data)
    if isinstance(loaded, Fault):
        return [loaded]
    fields = _Fields(number, loaded)
    item = fields.item()
    return sorted(fields.faults, key=lambda fault: FIELDS.index(fault.field)) or item


def _object(number: int, data: bytes) -> dict[str, Any] | Fault:
    """The JSON object on a line."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return Fault(number, "", f"geen geldige UTF-8 (byte 0x{data[error.start]:02X} op plaats {error.start + 1})")
    try:
        loaded = json.loads(text, object_pairs_hook=_without_doubles, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        hint = "; het bestand hoort één object per regel te hebben, geen lijst" if text.startswith("[") else ""
        return Fault(number, "", f"geen geldige JSON (plaats {error.pos + 1}){hint}")
    except RecursionError:
        return Fault(number, "", "te diep genest")
    except ValueError as error:  # from the two hooks, and a number of thousands of digits
        return Fault(
            number, "", f"geen geldige JSON: {error}" if isinstance(error, _Refused) else "een getal is te lang"
        )
    if not isinstance(loaded, dict):
        return Fault(number, "", f"geen JSON-object maar {_type_name(loaded)}")
    return loaded


class _Refused(ValueError):
    """JSON that Python reads and that means nothing."""


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    loaded = dict(pairs)
    if len(loaded) < len(pairs):
        names = [name for name, _ in pairs]
        double = next(name for name in names if names.count(name) > 1)
        raise _Refused(f"veld {quoted(double)} staat er twee keer")
    return loaded


def _no_constant(name: str) -> None:
    raise _Refused(f"{name} bestaat niet in JSON")


def _type_name(value: Any) -> str:
    return _TYPE_NAMES.get(type(value), "leeg (null)")


class _Fields:
    """Reads the fields of one object and gathers what is the matter with them."""

    def __init__(self, number: int, loaded: dict[str, Any]) -> None:
        self.number = number
        self.loaded = loaded
        self.faults: list[Fault] = []

    def item(self) -> ImportItem:
        """The item; it means nothing when there are faults."""
        target, knowledge_kind, kind_label = self._kind()
        body = self._body()
        return ImportItem(
            line=self.number,
            id=self._word("id", longest=LONGEST_ID, required=True),
            target=target,
            knowledge_kind=knowledge_kind,
            kind_label=kind_label,
            title=self._title() or headline(body),
            html=body,
            themes=self._themes(),
            gemeente=self._word("gemeente", longest=LONGEST_PLACE),
            date=self._date(),
            url=self._url(),
            unknown_fields=tuple(name for name in self.loaded if name not in FIELDS),
        )

    def _fault(self, field: str, message: str) -> str:
        self.faults.append(Fault(self.number, field, message))
        return ""

    def _text(self, field: str, *, required: bool = False) -> str:
        """The text in a field, "" when it is absent or wrong."""
        value = self.loaded.get(field)
        if value is None:
            return self._fault(field, "ontbreekt") if required else ""
        if not isinstance(value, str):
            return self._fault(field, f"moet tekst zijn, niet {_type_name(value)}")
        if problem := _unstorable(value):
            return self._fault(field, problem)
        if required and not shows(value):
            return self._fault(field, "is leeg")
        return value.strip()

    def _word(self, field: str, *, longest: int, required: bool = False) -> str:
        """Text on one line, of at most `longest` characters."""
        value = self._text(field, required=required)
        if _CONTROL.search(value):
            return self._fault(field, f"bevat een regeleinde of stuurteken: {quoted(value)}")
        if len(value) > longest:
            return self._fault(field, f"is te lang ({len(value)} tekens; hoogstens {longest})")
        return value

    def _title(self) -> str:
        title = " ".join(self._text("title").split())
        if len(title) > LONGEST_TITLE:
            return self._fault("title", f"is te lang ({len(title)} tekens; hoogstens {LONGEST_TITLE})")
        return _CONTROL.sub("", title) if shows(title) else ""

    def _body(self) -> str:
        text = self._text("text", required=True)
        body = as_html(text)
        if text and not body:
            return self._fault("text", "er blijft geen tekst over zonder de opmaak")
        return body

    def _kind(self) -> tuple[str, str, str]:
        """The target, the kind of knowledge page and the word to show."""
        word = " ".join(self._word("kind", longest=LONGEST_KIND).split())
        folded = word.lower()
        if folded in (APPROACH, STORY):
            return folded, "", ""
        if folded in ("", PAGE):
            return PAGE, "", ""
        if folded in KNOWLEDGE_KINDS:
            return PAGE, KNOWLEDGE_KINDS[folded], ""
        return PAGE, "", word

    def _themes(self) -> tuple[str, ...]:
        value = self.loaded.get("themes")
        if value is None:
            return ()
        if not isinstance(value, list):
            self._fault("themes", f"moet een lijst zijn, niet {_type_name(value)}")
            return ()
        if len(value) > MOST_THEMES:
            self._fault("themes", f"noemt er {len(value)}; hoogstens {MOST_THEMES}")
            return ()
        named = (self._theme(theme) for theme in value)
        return tuple(dict.fromkeys(theme for theme in named if theme))

    def _theme(self, theme: Any) -> str:
        if not isinstance(theme, str):
            return self._fault("themes", f"mag alleen tekst bevatten, niet {_type_name(theme)}")
        if problem := _unstorable(theme):
            return self._fault("themes", problem)
        name = " ".join(_CONTROL.sub(" ", theme).split())
        if len(name) > LONGEST_THEME:
            return self._fault("themes", f"bevat een thema van {len(name)} tekens; hoogstens {LONGEST_THEME}")
        return name

    def _date(self) -> str:
        value = self._text("date")
        if not value:
            return ""
        try:
            return str(PartialDate.parse(value))
        except ValueError as error:
            return self._fault("date", str(error))

    def _url(self) -> str:
        value = self._word("url", longest=LONGEST_URL)
        if value and (problem := _url_problem(value)):
            return self._fault("url", f"{problem}: {quoted(value)}")
        return value


def _unstorable(value: str) -> str:
    """Why no database can keep a text; "" if it can."""
    if "\x00" in value:
        return "bevat een NUL-teken"
    if _SURROGATE.search(value):
        return "bevat een half teken (los surrogaat)"
    return ""


def _url_problem(value: str) -> str:
    if any(char.isspace() for char in value):
        return "bevat een spatie"
    if not value.lower().startswith(("http://", "https://")):
        return "is geen adres dat met http:// of https:// begint"
    try:
        _valid_url(value)
        urlsplit(value).port  # noqa: B018 -- reading it is the check that it is below 65536
    except (ValidationError, ValueError):
        return "is geen webadres"
    return ""
