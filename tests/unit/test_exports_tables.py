"""Parquet and XLSX as input."""

import io
from datetime import datetime
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from postfach_triage.errors import ExportError
from postfach_triage.exports.reading import read_rows

COLUMNS = ["Nachrichten-ID", "Eingang", "Nachricht", "Anlagen", "BG", None]
ROWS = [
    ["A1", datetime(2026, 11, 20, 3, 6), "für mich", 2, "n/a", None],
    [4711, "20.11.2026", "NA", None, None, None],
    [None] * 6,
    ["A3", None, "=SUMME(A1)", 1.0, 7.0, None],
]
EXPECTED = [
    ("A1", "2026-11-20T03:06:00+01:00", "für mich", 2, "n/a"),
    ("4711", "2026-11-20T00:00:00+01:00", "NA", 0, None),
    ("A3", None, "=SUMME(A1)", 1, "7"),
]


def _read(path: Path) -> list[tuple[object, ...]]:
    return [
        (m.id, m.received_at.isoformat() if m.received_at else None, m.text, m.attachments,
         m.extra["BG"])
        for m in (row.message for row in read_rows(path))
    ]  # fmt: skip


def _xlsx(path: Path) -> Path:
    book = openpyxl.Workbook()
    for row in [COLUMNS, *ROWS]:
        book.active.append(row)
    book.save(path)
    return path


def test_a_workbook_is_read(tmp_path: Path) -> None:
    """Dates, numbers and formulas come as a person sees them typed; blank rows do not count."""
    assert _read(_xlsx(tmp_path / "a.xlsx")) == EXPECTED


def test_a_parquet_file_is_read(tmp_path: Path) -> None:
    """Typed columns come as the same rows, nanoseconds included."""
    table = pa.table(
        {
            "Nachrichten-ID": ["A1", "4711", "A3"],
            "Eingang": pa.array(
                [datetime(2026, 11, 20, 3, 6), datetime(2026, 11, 20), None], pa.timestamp("ns")
            ),
            "Nachricht": ["für mich", "NA", "=SUMME(A1)"],
            "Anlagen": pa.array([["a.pdf", "b.pdf"], None, ["c.pdf"]]),
            "BG": pa.array([b"n/a", None, b"7"]),
        }
    )
    pq.write_table(table, tmp_path / "a.parquet")
    assert _read(tmp_path / "a.parquet") == EXPECTED


@pytest.mark.parametrize("kind", ["xlsx", "parquet"])
def test_missing_columns_are_said(tmp_path: Path, kind: str) -> None:
    """A table without our columns is an error like any other."""
    if kind == "xlsx":
        openpyxl.Workbook().save(tmp_path / "a.xlsx")
    else:
        pq.write_table(pa.table({"x": [1]}), tmp_path / "a.parquet")
    with pytest.raises(ExportError, match="no column for message_id and text"):
        list(read_rows(tmp_path / f"a.{kind}"))


@pytest.mark.parametrize("cut", [10, 200, 900, 2000])
def test_a_broken_table_is_an_error(tmp_path: Path, cut: int) -> None:
    """A file cut off anywhere is an ExportError, not a library's own."""
    whole = _xlsx(tmp_path / "a.xlsx").read_bytes()
    stream = io.BytesIO()
    pq.write_table(pa.table({"message_id": ["1"] * 500, "text": ["x"] * 500}), stream)
    for name, content in (("b.xlsx", whole), ("b.parquet", stream.getvalue())):
        (tmp_path / name).write_bytes(content[:cut] if cut < len(content) else content[:-9])
        with pytest.raises(ExportError, match="file is broken"):
            list(read_rows(tmp_path / name))
