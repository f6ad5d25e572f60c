"""SQLite: FTS5's bm25() over weighted columns is the BM25F of docs/search.md, but for b, which is fixed at .75."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import log

from django.db import connection

from search.engines.sql import Sql, Worth, all_of, any_of, delete_orphans, delete_rows, execute_for_each, union
from search.fields import EXACT, FIELDS, GRAMS, KEYWORDS, WEIGHTS, looked_in
from search.question.model import Clause, Need, Question, Tokens
from search.question.weights import GRAM_WEIGHT, filed

TABLE, GRAM_TABLE, EXACT_TABLE = "search_tokens", "search_grams", "search_exact"
_TABLES: Mapping[str, Sequence[str]] = {
    TABLE: tuple(FIELDS),
    GRAM_TABLE: (GRAMS,),
    EXACT_TABLE: tuple(EXACT.values()),
}
_VOCABULARY = "search_tokens_vocabulary"
_TOKENIZER = "unicode61 remove_diacritics 0"

# Its k1 is fixed at 1.2, ours is 2.4: f / (f + 2.4) is f/2 / (f/2 + 1.2).
# And it multiplies by k1 + 1, which OpenSearch leaves out: without that both engines' scores are alike.
_SCALE = 2.2
_WEIGHTS = ", ".join(str(WEIGHTS.get(field, 0) / 2) for field in FIELDS)


class Fts5Table:
    """The n-grams have a table of their own, and so have the words as they are written: in this one they would count as
    the length of a document."""

    def create(self) -> Sequence[str]:
        return [
            f"CREATE VIRTUAL TABLE {TABLE} USING fts5({', '.join(FIELDS)}, tokenize = '{_TOKENIZER}')",
            f"CREATE VIRTUAL TABLE {GRAM_TABLE} USING fts5({GRAMS}, detail = none, tokenize = '{_TOKENIZER}')",
            # Without the size of its columns, since it scores nothing.
            f"CREATE VIRTUAL TABLE {EXACT_TABLE} USING fts5({', '.join(EXACT.values())}, columnsize = 0, "
            f"tokenize = '{_TOKENIZER}')",
        ]

    def drop(self) -> Sequence[str]:
        return [f"DROP TABLE IF EXISTS {table}" for table in _TABLES]

    def write(self, entries: Mapping[int, Mapping[str, Sequence[str]]]) -> None:
        for table, fields in _TABLES.items():
            marks = ", ".join(["%s"] * (len(fields) + 1))
            execute_for_each(
                f"INSERT OR REPLACE INTO {table} (rowid, {', '.join(fields)}) VALUES ({marks})",
                ((entry_id, *(" ".join(tokens[field]) for field in fields)) for entry_id, tokens in entries.items()),
            )

    def remove(self, entry_ids: Sequence[int]) -> None:
        for table in _TABLES:
            delete_rows(table, "rowid", entry_ids)

    def sweep(self) -> None:
        for table in _TABLES:
            delete_orphans(table, "rowid")

    def admitted(self, question: Question) -> Sql:
        found = _rows(_found(question))
        if not question.phrases:
            return found
        quoted = _rows(_all(list(map(_quoted, question.phrases))), EXACT_TABLE)
        return all_of([found, quoted])

    def having(self, needs: Sequence[Need]) -> Sql:
        in_any_form = [_met(need.meets, need.all_parts) for need in needs if not need.exact]
        as_written = [_written(need) for need in needs if need.exact]
        return all_of([*([_rows(_all(in_any_form))] if in_any_form else []), *as_written])

    def scored(self, question: Question, found: Sql, worth: Sequence[Worth]) -> Sql:
        more = [Sql(f"SELECT entry_id, {one.score} FROM ({one.rows.text}) AS worth", one.rows.params) for one in worth]
        scores = union([self._scores(question), *more])
        # Materialized: FTS5 gives a score only where it looks for the word itself, not inside a join.
        return Sql(
            f"WITH found AS MATERIALIZED ({found.text}), scores AS MATERIALIZED ({scores.text}) "
            # What was found among the keywords by a part alone has no score, and is found all the same.
            "SELECT entry_id, sum(score) AS score FROM (SELECT entry_id, 1 AS here, 0.0 AS score FROM found "
            "UNION ALL SELECT entry_id, 0, score FROM scores) AS each_score GROUP BY entry_id HAVING max(here) = 1",
            (*found.params, *scores.params),
        )

    def _scores(self, question: Question) -> Sql:
        """Rows (entry_id, score), each as often as it meets something."""
        by_weight: dict[float, list[Clause]] = defaultdict(list)
        for clause, more in zip(question.scoring, _evened(question.scoring), strict=True):
            by_weight[float(f"{clause.weight * more:.3g}")].append(clause)
        parts = [
            Sql(
                f"SELECT rowid AS entry_id, -{weight / _SCALE} * bm25({TABLE}, {_WEIGHTS}) AS score "
                f"FROM {TABLE} WHERE {TABLE} MATCH %s",
                (_any(clauses, WEIGHTS),),
            )
            for weight, clauses in by_weight.items()
        ]
        parts += [
            Sql(
                f"SELECT rowid, {filed(need)} FROM {TABLE} WHERE {TABLE} MATCH %s",
                (_any(need.says, KEYWORDS),),
            )
            for need in question.needs
        ]
        if question.grams:
            parts.append(
                Sql(
                    f"SELECT rowid, -{GRAM_WEIGHT / _SCALE} * bm25({GRAM_TABLE}) "
                    f"FROM {GRAM_TABLE} WHERE {GRAM_TABLE} MATCH %s",
                    (" OR ".join(f'"{gram}"' for gram in question.grams),),
                )
            )
        return union(parts)

    def shares(self) -> Iterator[tuple[str, float]]:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM {TABLE}")
            documents = cursor.fetchone()[0]
            cursor.execute(f"CREATE VIRTUAL TABLE IF NOT EXISTS temp.{_VOCABULARY} USING fts5vocab(main, {TABLE}, row)")
            cursor.execute(f"SELECT term, doc FROM temp.{_VOCABULARY}")
            for token, having in cursor.fetchall():
                yield token, having / max(documents, 1)
            cursor.execute(f"DROP TABLE temp.{_VOCABULARY}")


def _evened(clauses: Sequence[Clause]) -> list[float]:
    """What makes FTS5's idf that of OpenSearch, per clause: its own is nothing for what half of the documents have."""
    matches = [_row(clause.tokens, _columns(clause, WEIGHTS)) for clause in clauses]
    counts = ", ".join([f"(SELECT count(*) FROM {TABLE} WHERE {TABLE} MATCH %s)"] * len(matches))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT (SELECT count(*) FROM {TABLE}_docsize), {counts}", matches)
        documents, *having = cursor.fetchone()
    return [_idf(documents, count) / _own_idf(documents, count) for count in having]


def _idf(documents: int, having: int) -> float:
    return log(1 + (documents - having + 0.5) / (having + 0.5))


def _own_idf(documents: int, having: int) -> float:
    """As fts5_aux.c has it."""
    return max(log((documents - having + 0.5) / (having + 0.5)), 0.0) or 1e-6


def _rows(match: str, table: str = TABLE) -> Sql:
    return Sql(f"SELECT rowid AS entry_id FROM {table} WHERE {table} MATCH %s", (match,))


def _written(need: Need) -> Sql:
    """The rows (entry_id) that have this word as it is written, or what else meets it."""
    more = [_rows(_met(need.meets, need.all_parts))] if need.meets or need.all_parts else []
    return any_of([_rows(_quoted((need.exact,)), EXACT_TABLE), *more])


def _found(question: Question) -> str:
    together = map(_everywhere, question.admitting_together)
    return f"({' OR '.join([_any(question.admitting), *together])})"


def _met(clauses: Sequence[Clause], all_parts: Tokens) -> str:
    ways = [_any(clauses)] if clauses else []
    if all_parts:
        ways.append(_everywhere(all_parts))
    return f"({' OR '.join(ways)})"


def _any(clauses: Iterable[Clause], among: Iterable[str] = FIELDS) -> str:
    fields = list(among)
    return f"({' OR '.join(_row(clause.tokens, _columns(clause, fields)) for clause in clauses)})"


def _columns(clause: Clause, among: Iterable[str]) -> list[str]:
    allowed = looked_in(whole=clause.whole)
    return [field for field in among if field in allowed]


def _all(parts: Sequence[str]) -> str:
    return f"({' AND '.join(parts)})"


def _everywhere(tokens: Tokens) -> str:
    """All of these, each as a word or within one."""
    return _all([f'"{token}"' for token in tokens])


def _row(sequence: Tokens, columns: Iterable[str]) -> str:
    # Parts have no order: several words in a row are looked for among the words alone.
    return f"{{{' '.join(columns)}}} : {_quoted(sequence)}"


def _quoted(sequence: Tokens) -> str:
    return f'"{" ".join(sequence)}"'
