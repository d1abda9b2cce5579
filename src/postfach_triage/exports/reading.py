"""Export files -> rows: every record exactly once, in order, one at a time in memory."""

import io
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import BinaryIO

from postfach_triage.exports.csv_records import CsvRecords
from postfach_triage.exports.encodings import Encoding, detect
from postfach_triage.exports.headers import require
from postfach_triage.exports.json_records import JsonRecords
from postfach_triage.exports.rows import to_row
from postfach_triage.exports.seen import SeenIds
from postfach_triage.exports.sources import (
    STDIN,
    Source,
    file_format,
    readable,
    sources,
    spool,
)
from postfach_triage.exports.tables import TableRecords, parquet_records, xlsx_records
from postfach_triage.records import Row

Mapped = Mapping[str, str] | None
_TABLES = {"parquet": parquet_records, "xlsx": xlsx_records}


@dataclass(frozen=True, slots=True)
class Opened:
    """An export whose header is read and whose records wait."""

    format: str
    records: CsvRecords | JsonRecords | TableRecords
    encoding: Encoding | None = None


def read_rows(
    export: Path | BinaryIO,
    *,
    mapping: Mapped = None,
    seen: SeenIds | None = None,
    name: str | None = None,
) -> Iterator[Row]:
    """Read a file, a folder or a stream; raise ExportError for a file that cannot be read.

    `seen` is the caller's index of ids, by default a private one on disk. `name` stands in
    the row keys in place of the file's own (for a copy of stdin).
    """
    with ExitStack() as stack:
        ids = seen or stack.enter_context(SeenIds())
        if isinstance(export, Path):
            files = sources(export, name)
        else:
            files = [Source(stack.enter_context(_copied(export)), name or STDIN)]
        for source in files:
            yield from source_rows(source, mapping, ids)


def source_rows(source: Source, mapping: Mapped, seen: SeenIds) -> Iterator[Row]:
    """Read the rows of one file."""
    with opened(source, mapping) as export:
        check_columns(export, source)
        for number, raw in enumerate(export.records, 1):
            yield to_row(raw, f"{source.name}#{number}", seen)


@contextmanager
def opened(source: Source, mapping: Mapped) -> Iterator[Opened]:
    """Open one file; leaving without an error proves that it did not change."""
    where = str(source.path)
    with readable(source):
        kind = file_format(source)
        if kind in _TABLES:
            with source.open() as stream:
                yield Opened(kind, _TABLES[kind](stream, mapping, where))
            return
        encoding = detect(source.open, where)
        newline = "\n" if kind == "jsonl" else ""
        with (
            source.open() as stream,
            io.TextIOWrapper(stream, encoding.codec, encoding.errors, newline) as text,
        ):
            records: CsvRecords | JsonRecords
            if kind == "jsonl":
                records = JsonRecords(text, mapping, where, damaged=encoding.damaged)
            else:
                records = CsvRecords(text, mapping, damaged=encoding.damaged)
            yield Opened(kind, records, encoding)


def check_columns(export: Opened, source: Source) -> None:
    """Raise ExportError where a required column is missing."""
    if isinstance(export.records, JsonRecords):
        export.records.require(str(source.path))
    else:
        require(export.records.layout, str(source.path))


@contextmanager
def _copied(stream: BinaryIO) -> Iterator[Path]:
    with NamedTemporaryFile() as copy:
        spool(stream, Path(copy.name))
        yield Path(copy.name)
