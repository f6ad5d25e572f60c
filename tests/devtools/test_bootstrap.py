"""Tests of devtools.bootstrap: what is installed when, and what is said when it can't be."""

import shutil
import subprocess
from pathlib import Path

import pytest

from devtools import bootstrap

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def made_venv(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with pip and nothing else; making one takes seconds."""
    venv = tmp_path_factory.mktemp("made") / ".venv"
    bootstrap.ensure_venv(venv)
    return venv


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with requirement files that need nothing from the network."""
    (tmp_path / "requirements.txt").write_text("# nothing\n")
    (tmp_path / "requirements-dev.txt").write_text("-r requirements.txt\n# nothing\n")
    (tmp_path / "requirements-node.txt").write_text("# nothing\n")
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    return tmp_path


def prepare(project: Path, *needs: str) -> Path:
    venv = project / ".venv"
    bootstrap.prepare(needs, venv)
    return venv


@pytest.fixture
def ready(project: Path, made_venv: Path) -> Path:
    """The same project, with an environment in which nothing is installed yet."""
    shutil.copytree(made_venv, project / ".venv", symlinks=True)
    return project


def test_an_environment_is_made_and_marked_as_complete(project: Path) -> None:
    venv = prepare(project, bootstrap.RUNTIME)
    assert (venv / "bin" / "python").exists()
    assert bootstrap.is_installed(bootstrap.RUNTIME, venv)


def test_nothing_is_installed_while_the_files_are_the_same(ready: Path, capsys: pytest.CaptureFixture[str]) -> None:
    prepare(ready, bootstrap.RUNTIME)
    capsys.readouterr()
    prepare(ready, bootstrap.RUNTIME)
    assert capsys.readouterr().err == ""


def test_a_changed_file_is_installed_again(ready: Path) -> None:
    venv = prepare(ready, bootstrap.DEV)
    (ready / "requirements.txt").write_text("# something else\n")
    assert not bootstrap.is_installed(bootstrap.DEV, venv), "an included file counts too"
    prepare(ready, bootstrap.DEV)
    assert bootstrap.is_installed(bootstrap.DEV, venv)


def test_the_development_set_contains_the_runtime_set(ready: Path) -> None:
    venv = prepare(ready, bootstrap.DEV)
    assert bootstrap.is_installed(bootstrap.RUNTIME, venv)
    assert not bootstrap.is_installed(bootstrap.NODE, venv)


def test_an_environment_that_was_cut_off_is_made_again(project: Path) -> None:
    broken = project / ".venv"
    (broken / "bin").mkdir(parents=True)
    (broken / "bin" / "python").write_text("half")
    venv = prepare(project, bootstrap.RUNTIME)
    assert subprocess.run([venv / "bin" / "python", "-m", "pip", "--version"], capture_output=True).returncode == 0


def test_an_environment_that_works_is_taken_over(ready: Path) -> None:
    venv = prepare(ready, bootstrap.RUNTIME)
    (venv / "of-the-user").write_text("stays")
    (ready / "requirements.txt").write_text("# changed\n")
    prepare(ready, bootstrap.RUNTIME)
    assert (venv / "of-the-user").exists()


def test_a_package_that_does_not_exist_is_one_sentence_and_leaves_no_mark(ready: Path) -> None:
    (ready / "requirements.txt").write_text(f"{ready}/no-such-package.whl\n")
    with pytest.raises(bootstrap.SetupFailed, match=r"De pakketten van requirements\.txt konden niet") as refused:
        prepare(ready, bootstrap.RUNTIME)
    assert "\n" not in str(refused.value)
    assert not bootstrap.is_installed(bootstrap.RUNTIME, ready / ".venv")


def test_without_the_local_node_the_rest_goes_on(ready: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (ready / "requirements-node.txt").write_text(f"{ready}/no-such-package.whl\n")
    prepare(ready, bootstrap.RUNTIME, bootstrap.NODE)
    assert "Geen lokale OpenSearch-node op deze computer:" in capsys.readouterr().err


def test_a_python_without_venv_gets_one_clear_line(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(bootstrap.SetupFailed, match="apt install python3-venv"):
        prepare(project, bootstrap.RUNTIME)


def test_an_unknown_command_lists_the_known_ones(capsys: pytest.CaptureFixture[str]) -> None:
    assert bootstrap.main(["dance"]) == 2
    assert "demo" in capsys.readouterr().err


def test_every_target_of_the_makefile_that_needs_a_command_has_one() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    called = {line.split("$(RUN) ")[1].split()[0] for line in makefile.splitlines() if "$(RUN) " in line}
    assert called == set(bootstrap.COMMANDS)
