"""Does to the index what no worker would: the drill must see that too, else its "equal" says nothing."""

from search.engines import index

NOBODY = "approach:2000000000"
"""No item has this number."""


def main() -> None:
    """Take one document out of the engine, and put a copy of it there under the key of an item that doesn't exist."""
    client, target = index.client(), index.serving()
    found = client.search(index=target, body={"size": 1})["hits"]["hits"][0]
    stray = {**found["_source"], "key": index.sort_key(NOBODY)}
    client.delete(index=target, id=found["_id"])
    client.index(index=target, id=NOBODY, body=stray, params={"refresh": "true"})
