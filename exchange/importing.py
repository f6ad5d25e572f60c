"""One run of an import: a file from its first line to its last, and what came of it."""

from collections.abc import Callable
from pathlib import Path

from exchange.faults import Fault, Notice, Remark, quoted
from exchange.lines import RawLine, read_lines
from exchange.rules import ImportItem, parse
from exchange.services import Importer, Taken
from exchange.summary import Summary

OnRemark = Callable[[Remark], None]
OnLine = Callable[[int], None]
"""Told how far into the file the run is, in bytes."""


def import_file(path: Path, importer: Importer, *, tell: OnRemark, on_line: OnLine = lambda end: None) -> Summary:
    """Take over what is right in a file and tell what is not. UnreadableFile when it is no text file at all."""
    run = _Run(importer, tell)
    for line in read_lines(path):
        run.take(line)
        if isinstance(line, RawLine):
            on_line(line.end)
    return run.summary


class _Run:
    """What a run remembers of the lines before: which ids and which unknown fields it has seen."""

    def __init__(self, importer: Importer, tell: OnRemark) -> None:
        self.importer, self.tell, self.summary = importer, tell, Summary()
        self.lines_by_id: dict[str, int] = {}
        self.unknown_fields: set[str] = set()

    def take(self, line: RawLine | Fault) -> None:
        result = self._result(line)
        if isinstance(result, Taken):
            self.summary.outcomes[result.outcome] += 1
            remarks: tuple[Remark, ...] = result.notices
        else:
            self.summary.faulty += 1
            remarks = tuple(result)
        for remark in remarks:
            self.tell(remark)

    def _result(self, line: RawLine | Fault) -> Taken | list[Fault]:
        if isinstance(line, Fault):
            return [line]
        item = parse(line.number, line.data)
        if not isinstance(item, ImportItem):
            return item
        if first := self.lines_by_id.get(item.id):
            return [Fault(item.line, "id", f"{quoted(item.id)} staat ook op regel {first}")]
        self._tell_unknown_fields(item)
        result = self.importer.take(item)
        if isinstance(result, Taken):
            self.lines_by_id[item.id] = item.line
        return result

    def _tell_unknown_fields(self, item: ImportItem) -> None:
        """Once per field: a file has the same ones on every line."""
        for name in item.unknown_fields:
            # A file that invents a field per line is told about a hundred of them.
            if name not in self.unknown_fields and len(self.unknown_fields) < 100:
                self.unknown_fields.add(name)
                message = f"veld {quoted(name)} kent het importformaat niet; het is overgeslagen"
                self.tell(Notice(item.line, "", message))
