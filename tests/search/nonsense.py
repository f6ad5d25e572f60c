"""What nobody means and programs send: every door has an answer to it, and breaks on none (trust.md 41)."""

from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import urlencode

NONSENSE: Sequence[Mapping[str, str | Sequence[str]]] = (
    {"q": "\x00"},
    {"q": "\ud800"},
    {"q": "x" * 8_192},
    {"q": "rouw " * 5_000},
    {"q": '"rouw" AND (NOT *:*) ~2 ^3 \\ /x/'},
    {"q": '{"script_fields": {"x": {"script": {"source": "while (true) {}"}}}}'},
    {"q": "rouw", "script_fields": "x", "_source": "*", "size": "100000", "from": "-1"},
    {"q": "rouw", "page": "-1"},
    {"q": "rouw", "page": "1e9"},
    {"q": "rouw", "page": "1000000000"},
    {"q": "rouw", "page": "501"},
    {"q": "rouw", "page": "9" * 400},
    {"q": "rouw", "sort": "-id"},
    {"q": "rouw", "theme": "bestaat-niet"},
    {"q": "rouw", "theme": "\x00"},
    {"q": "rouw", "year": "٢٠٢٤"},
    {"onbekend": "x", "constructor": "y"},
    {"q": ["rouw", "verdriet"], "page": ["1", "2"], "sort": ["title", "newest"]},
    {"theme": [f"t{number}" for number in range(500)]},
    {f"facet{number}": "x" for number in range(50)},
)


def addresses(path: str) -> Iterator[str]:
    """This path with each of them."""
    for parameters in NONSENSE:
        yield f"{path}?{urlencode(parameters, doseq=True, errors='surrogatepass')}"
