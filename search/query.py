"""From a question to the body that the engine gets (pure): one request for hits, total and all counts.

Who is found and what that is worth are two things: a filter says the first, optional clauses the second.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from search.facets import Facet
from search.fields import EXACT, FIELDS, GRAMS, K1, KEYWORDS, WEIGHTS, WORDS, looked_in
from search.question.model import Clause, Need, Place, Question, Tokens
from search.question.weights import FULL_WEIGHT, GRAM_WEIGHT, PLACE_WEIGHT, filed, lifts
from search.requests import SearchRequest

Query = dict[str, Any]

FULL, ALL = "_full", "_all"
"""Under these names is counted how many documents have every word, and how many there are whatever was chosen; no
facet's key begins so."""
VALUES = "values"
"""Under this name are the values of a facet that are counted behind a filter."""

_SORTS: dict[str, list[Any]] = {
    "relevance": ["_score", {"date": {"order": "desc", "missing": "_last"}}, "key"],
    "newest": [{"date": {"order": "desc", "missing": "_last"}}, "key"],
    "title": ["sort_title", "key"],
}

# What a field's weight does to one mention in a combination of fields (weight / (weight + k1)), against what one
# mention is worth in that field alone (1 / (1 + k1)): a phrase can only be looked for in a field.
_PHRASE_FIELDS = [
    f"{field}^{round((1 + K1) * weight / (weight + K1), 2)}" for field, weight in WEIGHTS.items() if field in WORDS
]
_COMBINED = {
    whole: [f"{field}^{weight}" for field, weight in WEIGHTS.items() if field in looked_in(whole=whole)]
    for whole in (True, False)
}


def body(request: SearchRequest, question: Question, facets: tuple[Facet, ...]) -> Query:
    """The engine's request for one page of results."""
    return {
        "query": matching(question),
        # The choice goes after the counting: the counts of a facet ignore its own choice.
        "post_filter": chosen(request.chosen),
        "aggs": {
            **{facet.key: _counts(facet, request) for facet in facets},
            **({FULL: {"filter": _both(full(question), chosen(request.chosen))}} if question.needs else {}),
            **({ALL: {"filter": {"match_all": {}}}} if any(request.chosen.values()) else {}),
        },
        "sort": _SORTS[order(request, question)],
        "from": request.offset,
        "size": request.size,
        "track_total_hits": True,
        "track_scores": True,
        "_source": ["source"],
        # Whether the text is still the one of now: search/current.py.
        "version": True,
    }


def order(request: SearchRequest, question: Question) -> str:
    """The order that is really used: without words nothing is more relevant than anything else."""
    if request.sort == "relevance" and not question.needs:
        return "newest"
    return request.sort


def matching(question: Question) -> Query:
    """Documents that are found, scored over one weighted combination of the fields (BM25F)."""
    if question.nonsense:
        return {"match_none": {}}
    if not question.needs:
        return {"match_all": {}}
    return {
        "bool": {
            "filter": _admitted(question),
            "should": [
                *map(_scored, question.scoring),
                *map(_filed, question.needs),
                *_grams(question.grams),
                *map(_in_place, question.places),
                *_having_all(question),
                *_on_top(question),
            ],
            **({"must_not": [_these(question.hidden)]} if question.hidden else {}),
        }
    }


def _admitted(question: Question) -> list[Query]:
    together = [_all_of(parts) for parts in question.admitting_together]
    more = [*together, *_from(question.admitting_places)]
    found = [_any_of(question.admitting, more=more), *map(_word_for_word, question.phrases)]
    if not question.on_top:
        return found
    return [{"bool": {"should": [_both(*found), _these(question.on_top)]}}]


def _on_top(question: Question) -> list[Query]:
    """What editors put first: a score far above what words can earn, in their order."""
    return [
        {"constant_score": {"filter": _these([key]), "boost": lift}} for key, lift in lifts(question.on_top).items()
    ]


def _these(keys: Sequence[str]) -> Query:
    return {"ids": {"values": list(keys)}}


def full(question: Question) -> Query:
    """Documents that have every word of the question, and what is quoted in it."""
    if question.nonsense:
        return {"match_none": {}}
    return {"bool": {"filter": [*map(_met, question.needs), *map(_word_for_word, question.phrases)]}}


def chosen(values: Any) -> Query:
    """A filter for chosen values: several values within a facet are OR, facets among each other AND."""
    return {"bool": {"filter": [{"terms": {key: sorted(slugs)}} for key, slugs in sorted(values.items()) if slugs]}}


def _met(need: Need) -> Query:
    together = [_all_of(need.all_parts)] if need.all_parts else []
    written = [{"term": {field: need.exact}} for field in EXACT.values() if need.exact]
    return _any_of(need.meets, more=[*together, *written, *_from(need.places)])


def _from(places: Iterable[Place]) -> list[Query]:
    """Documents from any of these places: a lookup per facet."""
    values: dict[str, list[str]] = defaultdict(list)
    for place in places:
        values[place.facet].append(place.value)
    return [{"terms": {facet: named}} for facet, named in values.items()]


def _any_of(clauses: Iterable[Clause], *, among: Sequence[str] = FIELDS, more: Sequence[Query] = ()) -> Query:
    """Documents with one of these: the single tokens in one lookup per field."""
    known = list(clauses)
    found: list[Query] = []
    for whole in (True, False):
        if single := [clause.tokens[0] for clause in known if len(clause.tokens) == 1 and clause.whole == whole]:
            found += [{"terms": {field: single}} for field in among if field in looked_in(whole=whole)]
    words = [field for field in among if field in WORDS]
    found += [_in_a_row(clause.tokens, words) for clause in known if len(clause.tokens) > 1]
    return {"bool": {"should": [*found, *more]}}


def _all_of(tokens: Tokens) -> Query:
    """Documents with all of these, each as a word or within one."""
    each = ([{"term": {field: token}} for field in FIELDS] for token in tokens)
    return {"bool": {"filter": [{"bool": {"should": places}} for places in each]}}


def _scored(clause: Clause) -> Query:
    if len(clause.tokens) > 1:
        return _in_a_row(clause.tokens, _PHRASE_FIELDS, boost=clause.weight)
    fields = _COMBINED[clause.whole]
    return {"combined_fields": {"query": clause.tokens[0], "fields": fields, "boost": clause.weight}}


def _filed(need: Need) -> Query:
    """That a word is among the keywords, whichever of its synonyms: one score for all."""
    return {"constant_score": {"filter": _any_of(need.says, among=KEYWORDS), "boost": filed(need)}}


def _in_a_row(sequence: Tokens, fields: Sequence[str], boost: float = 1) -> Query:
    return {"multi_match": {"type": "phrase", "query": " ".join(sequence), "fields": list(fields), "boost": boost}}


def _word_for_word(quoted: Tokens) -> Query:
    return {"multi_match": {"type": "phrase", "query": " ".join(quoted), "fields": list(EXACT.values())}}


def _grams(grams: Tokens) -> list[Query]:
    return [{"match": {GRAMS: {"query": " ".join(grams), "boost": GRAM_WEIGHT}}}] if grams else []


def _in_place(place: Place) -> Query:
    return {"constant_score": {"filter": {"term": {place.facet: place.value}}, "boost": PLACE_WEIGHT}}


def _having_all(question: Question) -> list[Query]:
    if len(question.needs) < 2:
        return []
    return [{"constant_score": {"filter": full(question), "boost": FULL_WEIGHT}}]


def _both(*filters: Query) -> Query:
    return {"bool": {"filter": list(filters)}}


def _counts(facet: Facet, request: SearchRequest) -> Query:
    """The values of a facet, among what has every choice but that in the facet itself."""
    values = {"terms": {"field": facet.key, "size": facet.size}}
    if not any(request.chosen.values()):
        return values  # a filter that lets all through costs the engine a tenth of its time
    return {"filter": chosen(request.others(facet.key)), "aggs": {VALUES: values}}
