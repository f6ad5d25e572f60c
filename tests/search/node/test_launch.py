"""Tests of search.node.launch: the refusals, and the node itself on a real JVM."""

import json
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from search.node import filelock, ports
from search.node.launch import LAST_PORT, LocalNode, NodeUnavailable, choose_port
from tests.processes import eventually

ROOT = Path(__file__).resolve().parents[3]
THAI = {"settings": {"analysis": {"analyzer": {"thais": {"type": "thai"}}}}}


def ask(url: str, method: str = "GET", body: Any = None) -> Any:
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data, {"Content-Type": "application/json"}, method=method)
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


def test_a_port_that_the_node_cannot_use_is_refused() -> None:
    for port in (80, LAST_PORT + 1):
        with pytest.raises(NodeUnavailable, match=f"poort {port} kan niet"):
            choose_port(port, before=0)


def test_a_taken_port_is_refused_when_it_was_asked_for() -> None:
    with socket.socket() as server:
        port = next(port for port in range(9290, 9200, -1) if ports.is_free(port))
        server.bind((ports.HOST, port))
        server.listen()
        with pytest.raises(NodeUnavailable, match=f"poort {port} is bezet"):
            choose_port(port, before=0)


def test_a_node_that_starts_again_takes_the_port_it_had() -> None:
    port = choose_port(None, before=0)
    assert choose_port(None, before=port) == port


@pytest.mark.opensearch
class TestNode:
    def test_it_makes_an_index_with_every_analyser_it_knows(self, opensearch_url: str) -> None:
        # OpenSearch builds its Thai analyser with every index: without the shim this is a 400
        assert ask(f"{opensearch_url}/proef-thais", "PUT", THAI)["acknowledged"]
        assert ask(f"{opensearch_url}/proef-thais", "DELETE")["acknowledged"]

    def test_two_nodes_on_one_machine_do_not_meet(self, opensearch_url: str) -> None:
        with LocalNode() as other:
            assert other.url != opensearch_url
            assert ask(f"{other.url}/_cluster/health")["number_of_nodes"] == 1

    def test_its_data_is_there_when_it_starts_again(self, tmp_path: Path) -> None:
        node = LocalNode(data=tmp_path)
        with node:
            url = node.url
            ask(f"{url}/proef", "PUT", {})
            ask(f"{url}/proef/_doc/1?refresh=true", "PUT", {"titel": "Geldzorgen"})
            with pytest.raises(NodeUnavailable, match="al een andere node"):
                hasty_second_node(tmp_path)
        assert not node.alive()
        with node:
            assert node.url == url
            assert ask(f"{url}/proef/_count")["count"] == 1

    def test_it_dies_with_its_parent_and_frees_its_folder(self, tmp_path: Path) -> None:
        command = [sys.executable, "-m", "search.node", "--data", str(tmp_path)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) as parent:
            assert parent.stdout is not None
            url = json.loads(parent.stdout.readline())["url"]
            parent.send_signal(signal.SIGKILL)
        assert eventually(lambda: ports.is_free(int(url.rsplit(":", 1)[1])), seconds=20)
        with filelock.locked(tmp_path / "lock", timeout=20):
            pass

    def test_on_a_taken_port_the_command_says_so_and_ends_with_2(self, opensearch_url: str) -> None:
        port = opensearch_url.rsplit(":", 1)[1]
        command = [sys.executable, "-m", "search.node", "--port", port]
        result = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=60)
        assert result.returncode == 2
        assert json.loads(result.stdout) == {"unavailable": f"poort {port} is bezet"}


def hasty_second_node(folder: Path) -> None:
    """Start a second node on the folder of a running one, without its usual patience."""
    node = LocalNode(data=folder)
    node.data_lock_timeout = 0.2
    node.start()
