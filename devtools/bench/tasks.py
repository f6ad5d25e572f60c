"""One measurement per process, so that what one keeps in memory doesn't help or burden the next.

`python -m devtools.bench.tasks NAME DOCUMENTS` prints its figures as one line of JSON. The environment says on which
database and engine (devtools/bench/__main__.py).
"""

import json
import resource
import sys
from collections.abc import Callable, Mapping
from typing import Any

import django
from django.core.management import call_command

from devtools.bench.figures import reference

Figures = dict[str, Any]


def main(arguments: list[str]) -> int:
    django.setup()
    # Only now: these need the apps.
    from devtools.bench import asking, publishing, rebuilding, stock  # noqa: PLC0415

    tasks: Mapping[str, Callable[[int], Figures]] = {
        "site": lambda documents: site(),
        "fill": rebuilding.fill_site,
        "build": rebuilding.build,
        "warm": rebuilding.warm_up,
        "rebuild": rebuilding.rebuild_index,
        "pages": asking.pages,
        "embedded": asking.embedded,
        "completions": asking.completions,
        "publish": publishing.publish,
        "stock": stock.stock,
        "addresses": asking.addresses,
    }
    name, documents = arguments
    before = reference()
    found = tasks[name](int(documents))
    # A machine that is shared is not equally fast all the time: sizes are held beside each other with this in mind.
    print(json.dumps({**found, "peak_mb": peak_mb(), "reference_ms": round((before + reference()) / 2)}))
    return 0


def site() -> Figures:
    """A site without content."""
    call_command("migrate", interactive=False, verbosity=0)
    for command in ("load_places", "load_themes", "load_instruments", "load_vocabulary"):
        call_command(command, stdout=sys.stderr, stderr=sys.stderr)
    return {}


def peak_mb() -> int:
    """The most memory that this process ever had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
