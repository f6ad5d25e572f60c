"""A file becomes numbered lines, whatever is in it."""

import tracemalloc
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from exchange.faults import Fault
from exchange.lines import MAX_LINE, RawLine, UnreadableFile, read_lines
from tests.rights import as_nobody


def lines_of(path: Path, content: bytes) -> list[RawLine | Fault]:
    path.write_bytes(content)
    return list(read_lines(path))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "documenten.jsonl"


def test_blank_lines_are_skipped_and_counted(path: Path) -> None:
    assert lines_of(path, b"a\n\n  \r\nb") == [RawLine(1, b"a", 2), RawLine(4, b"b", 8)]


def test_line_ends_of_windows_and_a_byte_order_mark_are_no_part_of_a_line(path: Path) -> None:
    assert [line.data for line in lines_of(path, b"\xef\xbb\xbfa\r\nb\r\n")] == [b"a", b"b"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "leeg"),
        (b"\xef\xbb\xbf", "leeg"),
        (b"\x7fELF\x00\x01\x02" * 40, "binair"),
        (b'{"id":1}\n' * 100 + b"\x00", "binair"),
        (b"\x1f\x8b\x08aaaa", "gzip"),
        (b"PK\x03\x04aaaa", "zip"),
        (b"%PDF-1.7\n", "PDF"),
        ('{"id": "a", "text": "b"}'.encode("utf-16"), "UTF-16"),
        ('{"id": "a", "text": "b"}'.encode("utf-16-be"), "UTF-16"),
        ('{"id": "a", "text": "b"}'.encode("utf-32"), "UTF-32"),
    ],
)
def test_what_is_no_text_in_utf8_is_refused_with_its_reason(path: Path, content: bytes, reason: str) -> None:
    with pytest.raises(UnreadableFile, match=reason):
        lines_of(path, content)


def test_a_missing_file_and_a_folder_are_refused_with_their_reason(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="bestaat niet"):
        list(read_lines(tmp_path / "niets.jsonl"))
    with pytest.raises(UnreadableFile, match="is een map"):
        list(read_lines(tmp_path))
    with pytest.raises(UnreadableFile, match="bestaat niet"):
        list(read_lines(tmp_path / "niets" / "niets.jsonl"))


def test_a_name_with_a_nul_is_refused_with_its_reason() -> None:
    with pytest.raises(UnreadableFile, match="kan niet gelezen worden|bestaat niet"):
        list(read_lines(Path("a\x00b")))


def test_a_file_without_the_right_to_read_is_refused_with_its_reason() -> None:
    with as_nobody(), TemporaryDirectory() as folder:
        path = Path(folder) / "documenten.jsonl"
        path.write_bytes(b"a")
        path.chmod(0)
        with pytest.raises(UnreadableFile, match="mag niet gelezen worden"):
            list(read_lines(path))


def test_what_the_system_says_while_opening_is_told(tmp_path: Path) -> None:
    path = tmp_path / "kring"
    path.symlink_to(path)
    with pytest.raises(UnreadableFile, match="kan niet gelezen worden"):
        list(read_lines(path))


def test_a_line_of_ten_megabytes_is_a_fault_and_the_next_line_is_read(path: Path) -> None:
    found = lines_of(path, b"a\n" + b"x" * 10_000_000 + b"\nb\n")
    assert found[0] == RawLine(1, b"a", 2)
    assert str(found[1]) == "2: de regel is te lang (10,0 MB; hoogstens 1,0 MB)"
    assert found[2] == RawLine(3, b"b", 10_000_005)


def test_a_last_line_that_is_too_long_is_a_fault_too(path: Path) -> None:
    [found] = lines_of(path, b"x" * (MAX_LINE + 5))
    assert isinstance(found, Fault)


def test_a_line_of_just_the_greatest_length_is_read(path: Path) -> None:
    [found] = lines_of(path, b"x" * MAX_LINE)
    assert isinstance(found, RawLine)


def test_a_long_line_is_not_read_into_memory_as_a_whole(path: Path) -> None:
    path.write_bytes(b"x" * 30_000_000)
    tracemalloc.start()
    list(read_lines(path))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 5_000_000


def test_many_lines_need_no_more_memory_than_few(path: Path) -> None:
    path.write_bytes(b'{"id": "a", "text": "tekst"}\n' * 100_000)
    tracemalloc.start()
    assert sum(1 for _ in read_lines(path)) == 100_000
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 1_000_000
