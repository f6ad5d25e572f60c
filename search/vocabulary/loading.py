"""Brings the rules of the files into the database, where editors keep them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from search.analysis.tokens import tokens
from search.vocabulary import version
from search.vocabulary.entries import Entry
from search.vocabulary.models import SeedLine, VocabularyRule
from search.vocabulary.rules import Tokens


@dataclass
class LoadReport:
    """How many rules of the files are new, were taken out of the database with the files, or are an editor's now."""

    created: int = 0
    removed: int = 0
    kept: int = 0
    unchanged: int = 0


@transaction.atomic
def load_vocabulary(*, entries: Sequence[Entry]) -> LoadReport:
    """Create the rules that are new in the files, and remove those that left them and that nobody touched.

    A rule is an editor's as soon as it differs from what this service wrote: then it stays. One that an editor took
    away doesn't come back, and a new version of a rule that an editor changed isn't put beside it.
    """
    report = LoadReport()
    lines = {line.fingerprint: line for line in SeedLine.objects.select_related("rule")}
    wanted = {entry.fingerprint: entry for entry in entries}
    theirs = {_first(line.rule.entry) for line in lines.values() if line.rule and _touched(line)}
    for fingerprint, line in lines.items():
        if fingerprint not in wanted:
            _leave(line, report)
        elif line.rule is None or _touched(line):
            report.kept += 1
        else:
            report.unchanged += 1
    new = [entry for fingerprint, entry in wanted.items() if fingerprint not in lines]
    missing = [entry for entry in new if _first(entry) not in theirs]
    _create(missing)
    report.created = len(missing)
    report.kept += len(new) - len(missing)
    if report.created or report.removed:
        version.changed()
    return report


def _touched(line: SeedLine) -> bool:
    return line.rule is not None and line.rule.entry.fingerprint != line.fingerprint


def _leave(line: SeedLine, report: LoadReport) -> None:
    if line.rule is None or _touched(line):
        report.kept += 1
        return
    line.rule.delete()
    line.delete()
    report.removed += 1


def _create(entries: Sequence[Entry]) -> None:
    """All at once: no signal per rule, each of which would tell every process."""
    rules = VocabularyRule.objects.bulk_create(
        VocabularyRule(kind=entry.kind, said="\n".join(entry.said), means="\n".join(entry.means)) for entry in entries
    )
    SeedLine.objects.bulk_create(
        SeedLine(fingerprint=entry.fingerprint, rule=rule) for entry, rule in zip(entries, rules, strict=True)
    )


def _first(entry: Entry) -> tuple[str, Tokens]:
    """By which a rule is known when its text was changed: its kind and first term."""
    return entry.kind, tuple(tokens(entry.said[0]))
