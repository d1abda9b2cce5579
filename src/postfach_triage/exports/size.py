"""About how many rows an export has, without understanding them."""

from pathlib import Path

from postfach_triage.exports.sources import Source, file_format, readable, sources
from postfach_triage.exports.tables import parquet_length

_CHUNK = 1 << 20


def likely_rows(export: Path, name: str | None = None) -> int:
    """Count the lines of text files and the rows of Parquet files; XLSX counts as short."""
    return sum(_rows(source) for source in sources(export, name))


def _rows(source: Source) -> int:
    with readable(source):
        kind = file_format(source)
        if kind == "xlsx":
            return 0
        with source.open() as stream:
            if kind == "parquet":
                return parquet_length(stream, str(source.path))
            return sum(chunk.count(b"\n") for chunk in iter(lambda: stream.read(_CHUNK), b""))
