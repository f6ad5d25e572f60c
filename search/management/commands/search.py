"""manage.py search "QUERY" [--facet theme=geldzorgen …] [--page N] [--engine opensearch|database] [--json]"""

import json
from argparse import ArgumentParser
from collections import defaultdict
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandError

from core.commands import asking_database
from search import registry
from search.as_json import as_json
from search.counting import in_words, part_in_words
from search.engines.base import SearchUnavailable
from search.notices import notices_of
from search.requests import SORTS, SearchRequest, clean_query
from search.results import SearchResults
from search.service import search


class Command(BaseCommand):
    help = (
        "Zoekt zoals de site dat doet. "
        "Uitgang 0, 1 bij verkeerde argumenten, 2 als de gevraagde zoekmachine of de database zwijgt."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("query", metavar="QUERY")
        parser.add_argument("--facet", action="append", default=[], metavar="SLEUTEL=WAARDE", help="mag vaker")
        parser.add_argument("--page", type=int, default=1)
        parser.add_argument("--sort", choices=list(SORTS), default="relevance")
        parser.add_argument("--engine", choices=["opensearch", "database"])
        parser.add_argument("--json", action="store_true", help="alleen JSON op de uitvoer")

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> Any:
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        setattr(parser, "error", self._refuse)  # noqa: B010 - mypy: a method on purpose
        return parser

    def _refuse(self, message: str) -> NoReturn:
        # argparse leaves with 2 on bad arguments; here 2 says that the engine can't answer.
        if not getattr(self, "_called_from_command_line", False):
            raise CommandError(message)
        self.stderr.write(f"Verkeerde argumenten: {message}")
        raise SystemExit(1)

    @asking_database(returncode=2)
    def handle(self, *args: Any, **options: Any) -> None:
        if options["page"] < 1:
            raise CommandError("--page telt vanaf 1.")
        pairs = [_pair(text) for text in options["facet"]]
        request = SearchRequest(
            query=clean_query(options["query"]),
            chosen=_chosen(pairs),
            shorthands={key: value for key, value in pairs if key in _shorthands()},
            sort=options["sort"],
            page=options["page"],
        )
        try:
            results = search(request, engine=options["engine"])
        except SearchUnavailable as error:
            self.stderr.write(f"OpenSearch kan niet antwoorden ({error}).")
            raise SystemExit(2) from None
        for notice in notices_of(results):
            self.stderr.write(notice)
        self.stdout.write(json.dumps(as_json(results)) if options["json"] else _as_text(results))


def _pair(text: str) -> tuple[str, str]:
    """The key and value of a facet, or of a shorthand for some of its values, as in an address."""
    key, given, value = text.partition("=")
    value = clean_query(value)  # as in an address: what no database can be asked is left out
    known = {*_facets(), *_shorthands()}
    if given and key in known and not value:
        raise CommandError(f"--facet {key}: de waarde is leeg of geen leesbare tekst (UTF-8).")
    if key not in known or not value:
        raise CommandError(
            f"--facet {clean_query(text)}: bedoeld is SLEUTEL=WAARDE, met een sleutel uit {', '.join(sorted(known))}."
        )
    return key, value


def _chosen(pairs: list[tuple[str, str]]) -> dict[str, frozenset[str]]:
    chosen: dict[str, set[str]] = defaultdict(set)
    for key, value in pairs:
        if key in _facets():
            chosen[key].add(value)
    return {key: frozenset(values) for key, values in chosen.items()}


def _facets() -> set[str]:
    return {facet.key for facet in registry.facets()}


def _shorthands() -> set[str]:
    return {shorthand.key for shorthand in registry.shorthands()}


def _as_text(results: SearchResults) -> str:
    aside = ", de zoekmachine antwoordt niet" if results.degraded else ""
    counted = f"{in_words(results.full or results.total)}{part_in_words(results)}"
    lines = [f"{counted} ({results.engine}{aside})"]
    for place, hit in enumerate(results.hits, results.request.offset + 1):
        lines += [f"{place:3}. [{hit.type_label}] {hit.title}", f"     {hit.url}"]
    return "\n".join(lines)
