"""The body of an index, from the registry and the analysis, and its fingerprint (pure but for the registry)."""

import hashlib
import json
from typing import Any

from search import registry
from search.analysis.version import analysis_version
from search.fields import EXACT, FIELDS, GRAM, GRAMS, K1, B

_GC_DELETES = "1h"
"""How long the engine remembers a delete: within it, a late older write is refused (60 s by default)."""


def index_body(database_id: str) -> dict[str, Any]:
    """Settings and mapping for a new index of the database with this id."""
    text = {"type": "text", "analyzer": "tokens"}
    properties: dict[str, Any] = {
        **dict.fromkeys(FIELDS, text),
        # Only for what stands between quotes, which scores nothing.
        **dict.fromkeys(EXACT.values(), {**text, "norms": False}),
        # Present or not is all that an n-gram says.
        GRAMS: {**text, "norms": False, "index_options": "docs"},
        **{facet.key: {"type": "keyword"} for facet in registry.facets()},
        "key": {"type": "keyword"},
        "sort_title": {"type": "keyword"},
        "date": {"type": "date"},
        # Shown, never searched: not parsed into fields.
        "source": {"type": "object", "enabled": False},
    }
    return {
        "settings": {
            "number_of_shards": 1,
            # None on the one node of a laptop, a copy as soon as there are two.
            "auto_expand_replicas": "0-1",
            "gc_deletes": _GC_DELETES,
            # The tokens come analysed; k1 and b (search.fields) count only here.
            "similarity": {"default": {"type": "BM25", "k1": K1, "b": B}},
            "analysis": {"analyzer": {"tokens": {"type": "custom", "tokenizer": "whitespace"}}},
        },
        "mappings": {
            "dynamic": "strict",
            "_meta": {"fingerprint": fingerprint(), "database": database_id},
            "properties": properties,
        },
    }


def fingerprint() -> str:
    """Changes whenever an index made before can't serve the code of now: another facet, field or analysis."""
    facets = [facet.key for facet in registry.facets()]
    parts = [analysis_version(), list(FIELDS), list(EXACT.values()), GRAM, facets, _GC_DELETES]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:16]
