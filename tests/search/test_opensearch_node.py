"""Tests of `manage.py opensearch_node`."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from search.node import ports

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.opensearch
def test_a_port_that_cannot_be_used_ends_with_code_2(opensearch_url: str) -> None:
    port = int(opensearch_url.rsplit(":", 1)[1])
    for refused, reason in ((port, "is bezet"), (12000, "kan niet")):
        with pytest.raises(CommandError, match=f"poort {refused} {reason}") as error:
            call_command("opensearch_node", port=refused)
        assert error.value.returncode == 2


@pytest.mark.opensearch
def test_it_answers_on_the_port_that_was_asked_for_until_it_is_stopped(tmp_path: Path) -> None:
    port = ports.first_free(range(9299, 9200, -1))
    command = [sys.executable, "manage.py", "opensearch_node", "--port", str(port), "--data", str(tmp_path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as node:
        assert node.stdout is not None
        assert node.stdout.readline() == f"http://127.0.0.1:{port}\n"
        assert port is not None and not ports.is_free(port)
        node.send_signal(signal.SIGTERM)
        assert node.wait(30) == 0
    assert ports.is_free(port)
