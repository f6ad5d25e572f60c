"""The vocabulary in force: what editors keep, or the files as long as nobody loaded these."""

from search.analysis.tokens import tokens
from search.vocabulary.entries import Entry, compile_entries
from search.vocabulary.models import SeedLine, VocabularyRule
from search.vocabulary.rules import Rules, Tokens
from search.vocabulary.seeds import seed_entries
from search.vocabulary.version import Followed


def entries_in_force(*, without: int | None = None) -> list[Entry]:
    """All rules that count now, one of the rows left out when asked; two queries."""
    rows = VocabularyRule.objects.exclude(pk=without) if without else VocabularyRule.objects.all()
    stored = [row.entry for row in rows.order_by("pk")]
    # A site that was just migrated, and one made for a measurement, find with the vocabulary that comes along.
    return stored if SeedLine.objects.exists() else [*seed_entries(), *stored]


def written_terms() -> dict[Tokens, str]:
    """Each term of the vocabulary as it is written, by its tokens: for who reads what the search looked for."""
    found: dict[Tokens, str] = {}
    for entry in entries_in_force():
        for term in (*entry.said, *entry.means):
            found.setdefault(tuple(tokens(term)), term)
    return found


def rules_with(entry: Entry | None, *, instead_of: int | None = None) -> Rules:
    """The rules as they would be with this one, in the place of a row; None leaves that row out."""
    return compile_entries([*entries_in_force(without=instead_of), *([entry] if entry else [])])


def rules() -> Rules:
    """The rules in force; no query at all, but for one row every few seconds and all of them after a change."""
    return _rules.get()


def _make() -> Rules:
    return compile_entries(entries_in_force())


_rules = Followed(_make)
