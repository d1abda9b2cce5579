"""Results -> files: written beside the target and moved into place when complete."""

import csv
import json
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, BinaryIO, Protocol

import orjson

from postfach_triage.errors import ExportError
from postfach_triage.exports.columns import output_columns
from postfach_triage.exports.placing import into_place
from postfach_triage.exports.sources import STDIN
from postfach_triage.exports.spreadsheets import XlsxWriter
from postfach_triage.exports.typed_tables import ParquetWriter

FORMATS = ("jsonl", "csv", "parquet", "xlsx")
_CHUNK = 1 << 20
_ENCODER = json.JSONEncoder(ensure_ascii=False)
# str.splitlines and some editors break lines here; JSON has escapes for them.
_LINE_BREAKS = re.compile("\x85|\u2028|\u2029".encode())


class RowWriter(Protocol):
    """Takes result rows one by one; exactly one of `finish` and `abandon` ends it."""

    def write(self, row: Mapping[str, Any]) -> None:
        """Write one row; columns the row lacks are null."""

    def finish(self) -> None:
        """Complete the file."""

    def abandon(self) -> None:
        """Let go of a file that will not be kept."""


class JsonlWriter:
    """One JSON object a line, exact."""

    def __init__(self, stream: BinaryIO, columns: Sequence[str]) -> None:
        self._stream = stream
        self._blank = dict.fromkeys(columns)

    def write(self, row: Mapping[str, Any]) -> None:
        """Write one row."""
        line = orjson.dumps({**self._blank, **row}, option=orjson.OPT_APPEND_NEWLINE)
        self._stream.write(line if line.isascii() else _LINE_BREAKS.sub(_escaped, line))

    def finish(self) -> None:
        """Do nothing: every line is complete."""

    abandon = finish


def _escaped(match: re.Match[bytes]) -> bytes:
    return f"\\u{ord(match[0].decode()):04x}".encode()


class CsvWriter:
    """Comma-separated UTF-8; lists are JSON, null is an empty field."""

    def __init__(self, stream: BinaryIO, columns: Sequence[str]) -> None:
        self._columns = columns
        self._csv = csv.writer(_Utf8(stream))
        self._csv.writerow(columns)

    def write(self, row: Mapping[str, Any]) -> None:
        """Write one row."""
        cells = map(row.get, self._columns)
        self._csv.writerow([_ENCODER.encode(v) if isinstance(v, list) else v for v in cells])

    def finish(self) -> None:
        """Do nothing: every line is complete."""

    abandon = finish


class _Utf8:
    # A TextIOWrapper would close stdout when it goes.
    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        return self._stream.write(text.encode())


_WRITERS: dict[str, type[Any]] = {
    "jsonl": JsonlWriter,
    "csv": CsvWriter,
    "parquet": ParquetWriter,
    "xlsx": XlsxWriter,
}


@contextmanager
def writer(
    target: Path | BinaryIO,
    file_format: str,
    *,
    extra_columns: Sequence[str] = (),
    with_text: bool = False,
) -> Iterator[RowWriter]:
    """Open a results file, or stdout as a binary stream, which stays open.

    A file is seen under its name only when complete; after an error the former one is
    untouched. A reader of stdout that is gone raises BrokenPipeError, on leaving at the latest.
    """
    columns = output_columns(extra_columns, with_text=with_text)
    with _opened(target) as stream:
        rows: RowWriter = _WRITERS[file_format](stream, columns)
        try:
            yield rows
        except BaseException:
            rows.abandon()
            raise
        rows.finish()


def render(
    parts: Iterable[Path],
    target: Path | BinaryIO,
    file_format: str,
    *,
    extra_columns: Sequence[str] = (),
    with_text: bool = False,
) -> None:
    """Write the JSONL of the parts, one after the other, as one results file of any format."""
    if file_format == "jsonl":
        with _opened(target) as stream:
            for part in parts:
                with part.open("rb") as lines:
                    shutil.copyfileobj(lines, stream, _CHUNK)
        return
    with writer(target, file_format, extra_columns=extra_columns, with_text=with_text) as out:
        for part in parts:
            for row in rows_of(part):
                out.write(row)


def rows_of(part: Path) -> Iterator[dict[str, Any]]:
    """Read the rows of a part back."""
    with part.open("rb") as lines:
        yield from map(orjson.loads, lines)


def _opened(target: Path | BinaryIO) -> AbstractContextManager[BinaryIO]:
    return _into_place(target) if isinstance(target, Path) else _flushed(target)


@contextmanager
def _flushed(stream: BinaryIO) -> Iterator[BinaryIO]:
    yield stream
    stream.flush()


@contextmanager
def _into_place(target: Path) -> Iterator[BinaryIO]:
    try:
        with into_place(target) as stream:
            yield stream
    except OSError as error:
        ours = error.filename is None or Path(error.filename).parent == target.parent
        if isinstance(error, BrokenPipeError) or not ours:
            raise
        raise ExportError(
            f"the results cannot be written ({error.strerror})",
            where=str(target),
            next_step="check the folder, its rights and its space, or name another --out",
        ) from None


def format_of(target: Path, given: str | None = None) -> str:
    """Name the format: as given, else by the suffix, else JSONL."""
    suffix = target.suffix.lower().removeprefix(".")
    return given or (suffix if suffix in FORMATS else "jsonl")


def results_path(export: Path | None, file_format: str = "jsonl", run_id: str = "") -> Path:
    """Name the results beside the export; of stdin (None) in the working folder.

    >>> str(results_path(Path("in/portal.csv"))), str(results_path(None, "csv"))
    ('in/portal.results.jsonl', 'stdin.results.csv')
    """
    middle = f".{run_id}" if run_id else ""
    if export is None:
        return Path(f"{STDIN}{middle}.results.{file_format}")
    if export.is_dir():
        return export / f"results{middle}.{file_format}"
    stem = Path(export.name.removesuffix(".gz")).stem
    return export.with_name(f"{stem}{middle}.results.{file_format}")
