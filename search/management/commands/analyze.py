"""manage.py analyze "TEXT" [--json]"""

import json
from argparse import ArgumentParser
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand

from search.analysis.explain import ExplainedWord, explain
from search.vocabulary.spoken import spoken

_HEADINGS = ("woord", "lemma", "delen", "synoniemen")


class Command(BaseCommand):
    help = (
        "Toont wat het zoeken van een tekst maakt: per woord het lemma, de delen en de synoniemen. "
        "Een naam van meer woorden is één woord."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("text", metavar="TEKST")
        parser.add_argument("--json", action="store_true", help="alleen JSON op de uitvoer")

    def handle(self, *args: Any, **options: Any) -> None:
        vocabulary = spoken()
        words = explain(options["text"], vocabulary.synonyms, vocabulary.names)
        if options["json"]:
            self.stdout.write(json.dumps([asdict(word) for word in words]))
        elif words:
            self.stdout.write(_table(words))
        else:
            self.stdout.write("In deze tekst staat geen woord.")


def _table(words: Sequence[ExplainedWord]) -> str:
    rows = [_HEADINGS, *((word.word, word.lemma, ", ".join(word.parts), ", ".join(word.synonyms)) for word in words)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEADINGS))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )
