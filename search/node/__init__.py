"""The local OpenSearch node: fetching it, starting it, stopping it.

Plain Python without Django, so that the tooling in devtools/ can use it before settings exist.
Knows nothing of indexes or documents.
"""
