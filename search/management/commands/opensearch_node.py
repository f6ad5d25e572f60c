"""`manage.py opensearch_node`: runs the local OpenSearch node until Ctrl-C."""

import os
import signal
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search.node.__main__ import watch
from search.node.launch import LocalNode, NodeUnavailable


class Command(BaseCommand):
    """Prints the node's URL on standard output when it answers, and nothing else there."""

    help = "Start een OpenSearch-node op deze computer; Ctrl-C stopt hem."
    # The node needs neither database nor site: no reason to check them first.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        wish = os.environ.get("OPENSEARCH_PORT") or None
        parser.add_argument("--port", type=int, default=wish, help="poort waarop HTTP antwoordt (tot en met 9299)")
        parser.add_argument("--data", type=Path, help="map die blijft bestaan; anders een tijdelijke")

    def handle(self, *args: Any, port: int | None, data: Path | None, **options: Any) -> None:
        # SIGINT too: a shell lets what it starts in the background ignore it.
        for stopping in (signal.SIGTERM, signal.SIGINT):
            signal.signal(stopping, signal.default_int_handler)
        try:
            with LocalNode(port=port, data=data, announce=self.stderr.write) as node:
                self.stdout.write(node.url)
                self.stdout.flush()
                watch(node)
        except NodeUnavailable as error:
            detail = f"\n{error.detail}" if error.detail else ""
            raise CommandError(f"OpenSearch start niet: {error}.{detail}", returncode=2) from error
        except KeyboardInterrupt:
            self.stderr.write("OpenSearch is gestopt.")
            return
        raise CommandError("OpenSearch stopte onverwacht.")
