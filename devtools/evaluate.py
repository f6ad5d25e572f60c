"""`make evaluate`: measures the search on a node of its own, beside every demo and test that runs."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from devtools.environment import ROOT
from search.node.launch import LocalNode, NodeUnavailable

OWN = ROOT / "tests" / "evaluation" / "queries.jsonl"
# Beside the checkout, where it is; not part of the project.
DATA = ROOT.parent / "shared" / "search-data"


def main(arguments: list[str]) -> int:
    """Run the report; `arguments` may name another folder with collections."""
    data = Path(arguments[0]) if arguments else DATA
    command = [sys.executable, "manage.py", "evaluation_report", "--own", os.fspath(OWN)]
    if data.is_dir():
        command += ["--data", os.fspath(data)]
    else:
        print(f"{data} is er niet: alleen de vragen over de voorbeelden.", file=sys.stderr)
    try:
        with tempfile.TemporaryDirectory(prefix="kansrijke-start-meten-") as var, LocalNode(announce=_tell) as node:
            environment = {
                **os.environ,
                "DJANGO_SETTINGS_MODULE": "ks_site.settings.dev",
                "OPENSEARCH_URL": node.url,
                "DATABASE_URL": f"sqlite:///{var}/db.sqlite3",
                "VAR_DIR": var,
            }
            return subprocess.run(command, cwd=ROOT, env=environment).returncode
    except NodeUnavailable as error:
        print(f"Meten kan hier niet, er is geen OpenSearch: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


def _tell(line: str) -> None:
    print(line, file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
