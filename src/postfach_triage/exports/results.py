"""Read a results file back, whatever its format."""

import csv
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from postfach_triage.errors import ExportError
from postfach_triage.exports.sources import Source, file_format, readable
from postfach_triage.exports.tables import parquet_records, xlsx_records


def read_results(path: Path, columns: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    """Give `columns` of each row, None where empty; raise ExportError for any other file."""
    source = Source(path, path.name)
    with readable(source):
        kind = file_format(source)
        try:
            if kind == "jsonl":
                yield from _jsonl(source, columns)
            elif kind == "csv":
                yield from _csv(source, columns)
            else:
                yield from _table(source, kind, columns)
        except (KeyError, ValueError, AttributeError, csv.Error):
            raise ExportError(
                "these are no results of this program",
                where=str(path),
                allowed=f"a file with the columns {', '.join(columns)}",
                next_step="name a results file",
            ) from None


def _jsonl(source: Source, columns: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    with source.open() as lines:
        for row in map(json.loads, lines):
            yield tuple(row[name] for name in columns)


def _csv(source: Source, columns: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    with source.path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            yield tuple(row[name] or None for name in columns)


def _table(source: Source, kind: str, columns: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    read = parquet_records if kind == "parquet" else xlsx_records
    with source.open() as stream:
        records = read(stream, None, str(source.path))
        places = [records.layout.columns.index(name) for name in columns]
        for raw in records:
            yield tuple(raw.values[place] for place in places)
