"""PostgreSQL: only the net under OpenSearch. ts_rank knows no idf, so each word brings its own.

A tsvector has four weights; both fields of parts share the last. n-grams are left out: here they cost more than they
bring. Keywords have a weight to themselves, of nothing: they count flat (weights.filed).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from django.db import connection

from search.engines.sql import Sql, Worth, all_of, any_of, delete_orphans, delete_rows, execute_for_each
from search.fields import EXACT, WEIGHTS
from search.question.model import Clause, Need, Question, Tokens
from search.question.weights import filed, rarity

TABLE = "search_tokens"
KEPT_IN_ROW = 8_160
"""Bytes of a row before its vectors go to a table of their own: the most there is. Those of a document are longer than
the usual 2,000, and each word that is looked for fetched them from there, row by row."""
KEEP_VECTOR_IN_ROW = "ALTER COLUMN vector SET STORAGE MAIN"
"""When both don't fit, the words as they are written leave first: few questions ask for those."""
_LETTERS = {"title": "A", "keywords": "C", "body": "B", "title_parts": "D", "keyword_parts": "D", "body_parts": "D"}
_EXACT_LETTERS = dict.fromkeys(EXACT.values(), "D")
"""None of them weighs anything: it is found or not. PostgreSQL writes D as nothing."""
_MAX_POSITION = 16_383  # PostgreSQL counts no position beyond this one
_MAX_PLACES = 256  # as many of one word as it keeps
_MOST_BYTES = 1_048_575  # as long as it lets one vector be: lexemes, and what it keeps of their places
_PER_LEXEME, _PER_PLACE = 3, 2  # at most: a number of places at an even address, and each place
_MOST_CLAUSES = 60
"""Parts of one statement: each is asked of every row that is found."""


class TsvectorTable:
    """One vector per document, with all fields in it."""

    def create(self) -> Sequence[str]:
        return [
            f"CREATE TABLE {TABLE} (entry_id bigint PRIMARY KEY, vector tsvector NOT NULL, exact tsvector NOT NULL) "
            f"WITH (toast_tuple_target = {KEPT_IN_ROW})",
            f"ALTER TABLE {TABLE} {KEEP_VECTOR_IN_ROW}",
            f"CREATE INDEX {TABLE}_vector ON {TABLE} USING gin (vector)",
            f"CREATE INDEX {TABLE}_exact ON {TABLE} USING gin (exact)",
        ]

    def drop(self) -> Sequence[str]:
        return [f"DROP TABLE IF EXISTS {TABLE}"]

    def write(self, entries: Mapping[int, Mapping[str, Sequence[str]]]) -> None:
        execute_for_each(
            f"INSERT INTO {TABLE} (entry_id, vector, exact) VALUES (%s, %s::tsvector, %s::tsvector) "
            "ON CONFLICT (entry_id) DO UPDATE SET vector = excluded.vector, exact = excluded.exact",
            (
                (entry_id, _vector(tokens, _LETTERS), _vector(tokens, _EXACT_LETTERS))
                for entry_id, tokens in entries.items()
            ),
        )

    def remove(self, entry_ids: Sequence[int]) -> None:
        delete_rows(TABLE, "entry_id", entry_ids)

    def sweep(self) -> None:
        delete_orphans(TABLE, "entry_id")

    def admitted(self, question: Question) -> Sql:
        found = _rows(_found(question))
        if not question.phrases:
            return found
        quoted = _all([f"({_followed(phrase)})" for phrase in question.phrases])
        return Sql(f"{found.text} AND exact @@ %s::tsquery", (*found.params, quoted))

    def having(self, needs: Sequence[Need]) -> Sql:
        in_any_form = [_met(need.meets, need.all_parts) for need in needs if not need.exact]
        as_written = [_written(need) for need in needs if need.exact]
        return all_of([*([_rows(_all(in_any_form))] if in_any_form else []), *as_written])

    def scored(self, question: Question, found: Sql, worth: Sequence[Worth]) -> Sql:
        scores = [*_by_words(question), *_by_keywords(question), *map(_besides, worth)]
        return Sql(
            f"SELECT entry_id, {' + '.join(score.text for score in scores)} AS score "
            # Of one table by its key: PostgreSQL sees that the two are one when words alone find.
            f"FROM {TABLE} JOIN ({found.text}) AS found USING (entry_id)",
            (*(value for score in scores for value in score.params), *found.params),
        )

    def shares(self) -> Iterator[tuple[str, float]]:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM {TABLE}")
            documents = cursor.fetchone()[0]
            cursor.execute(f"SELECT word, ndoc FROM ts_stat('SELECT vector FROM {TABLE}')")
            for token, having in cursor.fetchall():
                yield token, having / max(documents, 1)


def _by_words(question: Question) -> Iterator[Sql]:
    """What a row scores by each clause: an expression."""
    top = max(WEIGHTS.values())
    by_letter = {letter: WEIGHTS.get(field, 0) / top for field, letter in reversed(_LETTERS.items())}
    weights = "{" + ",".join(str(by_letter[letter]) for letter in "DCBA") + "}"
    for clause in sorted(question.scoring, key=lambda clause: -clause.weight)[:_MOST_CLAUSES]:
        most = clause.weight * rarity(clause.share)
        # Asked first: ts_rank looks at neither letters nor whether words stand in a row.
        yield _met_by(_way(clause), f"{most} * ts_rank(%s::float4[], vector, %s::tsquery)", weights, _way(clause))


def _by_keywords(question: Question) -> Iterator[Sql]:
    for need in question.needs:
        yield _met_by(_any(need.says, "C"), str(filed(need)))


def _met_by(query: str, score: str, *params: str) -> Sql:
    return Sql(f"CASE WHEN vector @@ %s::tsquery THEN {score} ELSE 0 END", (query, *params))


def _besides(worth: Worth) -> Sql:
    rows = f"SELECT entry_id FROM ({worth.rows.text}) AS worth"
    return Sql(f"CASE WHEN entry_id IN ({rows}) THEN {worth.score} ELSE 0 END", worth.rows.params)


def _vector(tokens: Mapping[str, Sequence[str]], letters: Mapping[str, str]) -> str:
    lexemes: dict[str, list[str]] = {}
    position = 0
    for field, letter in letters.items():
        for token in tokens[field]:
            position = min(position + 1, _MAX_POSITION)
            lexemes.setdefault(token, []).append(f"{position}{letter}")
        # Two fields that follow each other are no phrase.
        position = min(position + 1, _MAX_POSITION)
    return " ".join(f"'{token}':{','.join(places)}" for token, places in _storable(lexemes))


def _storable(lexemes: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, Sequence[str]]]:
    """The lexemes with their places, as many as PostgreSQL keeps, those that are mentioned first: for one more it would
    refuse them all. Dutch prose stays far below; a book in another script, no word of it twice, does not."""
    left = _MOST_BYTES
    for token, places in lexemes.items():
        kept = places[:_MAX_PLACES]
        left -= len(token.encode()) + _PER_LEXEME + _PER_PLACE * len(kept)
        if left < 0:
            return
        yield token, kept


def _rows(query: str) -> Sql:
    return Sql(f"SELECT entry_id FROM {TABLE} WHERE vector @@ %s::tsquery", (query,))


def _written(need: Need) -> Sql:
    """The rows (entry_id) that have this word as it is written, or what else meets it."""
    found = Sql(f"SELECT entry_id FROM {TABLE} WHERE exact @@ %s::tsquery", (_followed((need.exact,)),))
    more = [_rows(_met(need.meets, need.all_parts))] if need.meets or need.all_parts else []
    return any_of([found, *more])


def _found(question: Question) -> str:
    together = map(_everywhere, question.admitting_together)
    return f"({' | '.join([_any(question.admitting), *together])})"


def _met(clauses: Sequence[Clause], all_parts: Tokens) -> str:
    ways = [_any(clauses)] if clauses else []
    if all_parts:
        ways.append(_everywhere(all_parts))
    return f"({' | '.join(ways)})"


def _any(clauses: Iterable[Clause], letters: str = "") -> str:
    return f"({' | '.join(_way(clause, letters) for clause in clauses)})"


def _all(parts: Sequence[str]) -> str:
    return f"({' & '.join(parts)})"


def _everywhere(tokens: Tokens) -> str:
    """All of these, each as a word or within one."""
    return _all([f"'{token}'" for token in tokens])


def _way(clause: Clause, letters: str = "") -> str:
    """A clause among the words with these letters; within longer ones too unless it is whole."""
    return f"({_followed(clause.tokens, letters or ('ABC' if clause.whole else ''))})"


def _followed(sequence: Tokens, letters: str = "") -> str:
    return " <-> ".join(f"'{token}'{letters and f':{letters}'}" for token in sequence)
