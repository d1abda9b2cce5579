"""Read an export without scoring it and say what was found: `score --check`."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from postfach_triage.errors import ExportError
from postfach_triage.exports.csv_records import CsvRecords
from postfach_triage.exports.headers import REQUIRED, Layout, propose, shown
from postfach_triage.exports.reading import Opened, check_columns, opened
from postfach_triage.exports.rows import to_row
from postfach_triage.exports.seen import SeenIds
from postfach_triage.exports.sources import Source, sources

# Enough to see what is wrong; the results name every failed row.
SHOWN_FAILURES = 100


@dataclass(frozen=True, slots=True)
class FileCheck:
    """What one file holds.

    `columns`: (found, ours or None). `failed`: (row key, reason), the first hundred; `reasons`
    and `notes` are counts. `use_map`: the --map to use where a column is missing.
    """

    name: str
    format: str = ""
    encoding: str | None = None
    delimiter: str | None = None
    columns: tuple[tuple[str, str | None], ...] = ()
    use_map: str | None = None
    rows: int = 0
    outgoing: int = 0
    failed_rows: int = 0
    failed: tuple[tuple[str, str], ...] = ()
    reasons: tuple[tuple[str, int], ...] = ()
    notes: tuple[tuple[str, int], ...] = ()
    problem: str | None = None

    @property
    def sound(self) -> bool:
        """Tell whether every row can be scored."""
        return self.problem is None and not self.failed_rows


@dataclass(frozen=True, slots=True)
class ExportCheck:
    """What an export holds, file by file."""

    files: tuple[FileCheck, ...]

    @property
    def sound(self) -> bool:
        """Tell whether all files are sound; `score --check` ends with 1 otherwise."""
        return all(file.sound for file in self.files)


def inspect(
    export: Path, mapping: Mapping[str, str] | None = None, *, name: str | None = None
) -> ExportCheck:
    """Read all files of an export; what is wrong with one stands in its check."""
    with SeenIds() as seen:
        return ExportCheck(tuple(_check(source, mapping, seen) for source in sources(export, name)))


def _check(source: Source, mapping: Mapping[str, str] | None, seen: SeenIds) -> FileCheck:
    check = FileCheck(source.name)
    try:
        with opened(source, mapping) as export:
            check = _with_header(check, export)
            check_columns(export, source)
            check = _with_rows(check, export, seen)
    except ExportError as error:
        check = replace(check, problem=str(error))
    return check


def _with_header(check: FileCheck, export: Opened) -> FileCheck:
    records = export.records
    found = {position: name for name, position in records.layout.ours.items()}
    return replace(
        check,
        format=export.format,
        encoding=export.encoding.label if export.encoding else None,
        delimiter=records.delimiter if isinstance(records, CsvRecords) else None,
        columns=tuple((name, found.get(i)) for i, name in enumerate(shown(records.layout.columns))),
        use_map=_use_map(records.layout),
    )


def _use_map(layout: Layout) -> str | None:
    """Write the --map for the columns that are missing."""
    missing = [name for name in REQUIRED if name not in layout.ours]
    missing += [name for name in layout.unmatched if name not in missing]
    return propose(layout, missing) if missing and layout.columns else None


def _with_rows(check: FileCheck, export: Opened, seen: SeenIds) -> FileCheck:
    rows = outgoing = 0
    failed: list[tuple[str, str]] = []
    reasons: Counter[str] = Counter()
    notes: Counter[str] = Counter()
    for rows, raw in enumerate(export.records, 1):
        row = to_row(raw, f"{check.name}#{rows}", seen)
        notes.update(row.notes)
        outgoing += row.error is None and row.message.direction == "out"
        if row.error is not None:
            reasons[row.error] += 1
            failed += [(row.key, row.error)] if len(failed) < SHOWN_FAILURES else []
    return replace(
        check,
        rows=rows,
        outgoing=outgoing,
        failed_rows=reasons.total(),
        failed=tuple(failed),
        reasons=tuple(reasons.most_common()),
        notes=tuple(notes.most_common()),
    )
