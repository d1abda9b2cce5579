"""Parquet and XLSX in batches; both libraries are loaded only when such a file comes."""

import warnings
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, BinaryIO

from postfach_triage.errors import ExportError
from postfach_triage.exports.headers import Layout, Raw, resolve

_BATCH = 1_000


class TableRecords:
    """The header and the records of a binary table."""

    def __init__(self, rows: Iterator[Raw], layout: Layout) -> None:
        self._rows = rows
        self.layout = layout

    def __iter__(self) -> Iterator[Raw]:
        return self._rows


def parquet_records(
    stream: BinaryIO, mapping: Mapping[str, str] | None, where: str
) -> TableRecords:
    """Open a Parquet file."""
    import pyarrow.parquet as pq

    with _broken(where, "Parquet"):
        table = pq.ParquetFile(stream)
        layout = resolve(table.schema_arrow.names, mapping)
    return TableRecords(_parquet_rows(table, layout, where), layout)


def parquet_length(stream: BinaryIO, where: str) -> int:
    """Count the rows of a Parquet file by its footer."""
    import pyarrow.parquet as pq

    with _broken(where, "Parquet"):
        return int(pq.ParquetFile(stream).metadata.num_rows)


def _parquet_rows(table: Any, layout: Layout, where: str) -> Iterator[Raw]:
    with _broken(where, "Parquet"):
        for batch in table.iter_batches(batch_size=_BATCH):
            columns = [_cells(column) for column in batch.columns]
            for values in zip(*columns, strict=True):
                yield Raw(layout, values)


def _cells(column: Any) -> list[Any]:
    import pyarrow as pa

    if pa.types.is_timestamp(column.type):
        # Nanoseconds are more than Python's datetime holds.
        column = column.cast(pa.timestamp("us", column.type.tz), safe=False)
    return [_text(value) for value in column.to_pylist()]


def xlsx_records(stream: BinaryIO, mapping: Mapping[str, str] | None, where: str) -> TableRecords:
    """Open the first sheet of a workbook; its first row is the header."""
    from openpyxl import load_workbook

    with _broken(where, "XLSX"):
        # Formulas are kept as written: an export without values in its cache would lose the text.
        book = load_workbook(stream, read_only=True, data_only=False)
        rows = _filled(book.worksheets[0].iter_rows(values_only=True))
        header = next(rows, ())
        while header and header[-1] is None:
            header = header[:-1]
        layout = resolve([str("" if name is None else name) for name in header], mapping)
    return TableRecords(_xlsx_rows(rows, layout, where), layout)


def _xlsx_rows(rows: Iterator[tuple[Any, ...]], layout: Layout, where: str) -> Iterator[Raw]:
    width = len(layout.columns)
    with _broken(where, "XLSX"):
        for row in rows:
            cells = [_text(value) for value in row[:width]]
            yield Raw(layout, cells + [None] * (width - len(cells)))


def _filled(rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    """Leave out rows without any cell, which spreadsheets keep for their formats."""
    return (row for row in rows if any(value is not None for value in row))


def _text(value: Any) -> Any:
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


@contextmanager
def _broken(where: str, kind: str) -> Iterator[None]:
    """Turn whatever the library raises on a broken file into ExportError."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except (ExportError, OSError, GeneratorExit):
        raise
    except Exception as error:  # both libraries raise dozens of kinds
        raise ExportError(
            f"the {kind} file is broken ({type(error).__name__})",
            where=where,
            next_step="export again",
        ) from None
