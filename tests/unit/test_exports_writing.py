"""Results become files."""

import csv
import io
import json
import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postfach_triage.errors import ExportError
from postfach_triage.exports import spreadsheets
from postfach_triage.exports.columns import output_columns
from postfach_triage.exports.writing import FORMATS, format_of, results_path, writer

ROW: dict[str, Any] = {
    "row": "a.csv#1",
    "message_id": "=1+1",
    "notes": ["für"],
    "simple_probability": 0.25,
    "intents": [["a", 0.5], ["b", 0.25]],
    "signals": [{"kind": "health", "level": "hint", "field": "text", "start": 1, "end": 3}],
    "evidence": [],
    "attachments": 2,
    "BG": 'x,"y"\n\rz\u2028',
    "text": "Strom\x00 weg",
}


def _write(target: Any, kind: str, rows: list[dict[str, Any]], *, with_text: bool = True) -> None:
    with writer(target, kind, extra_columns=["BG"], with_text=with_text) as out:
        for row in rows:
            out.write(row)


def _full() -> dict[str, Any]:
    return dict.fromkeys(output_columns(["BG"], with_text=True)) | ROW


def test_jsonl_is_exact(tmp_path: Path) -> None:
    """Every line is one object with all columns in order; line-splitting editors agree."""
    _write(tmp_path / "r.jsonl", "jsonl", [ROW, {"row": "a.csv#2"}])
    lines = (tmp_path / "r.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["row"] for line in lines] == ["a.csv#1", "a.csv#2"]
    assert json.loads(lines[0]) == _full()
    assert list(json.loads(lines[1])) == list(_full())
    assert "für" in lines[0]


def test_csv_is_flat_and_exact(tmp_path: Path) -> None:
    """Lists are JSON, null is empty, and everything else is as it was."""
    _write(tmp_path / "r.csv", "csv", [ROW])
    content = (tmp_path / "r.csv").read_bytes().decode("utf-8")
    header, row = csv.reader(io.StringIO(content, newline=""))
    assert tuple(header) == output_columns(["BG"], with_text=True)
    cells = dict(zip(header, row, strict=True))
    assert json.loads(cells["intents"]) == ROW["intents"]
    assert (cells["message_id"], cells["BG"], cells["text"]) == ("=1+1", ROW["BG"], ROW["text"])
    assert (cells["error"], cells["evidence"], cells["attachments"]) == ("", "[]", "2")


def test_parquet_is_exact(tmp_path: Path) -> None:
    """Lists are lists, numbers numbers, texts unchanged, over more than one batch."""
    _write(tmp_path / "r.parquet", "parquet", [ROW] * 1_001)
    table = pq.read_table(tmp_path / "r.parquet")
    assert tuple(table.column_names) == output_columns(["BG"], with_text=True)
    rows = table.to_pylist()
    assert len(rows) == 1_001
    assert rows[-1] == _full() | {"intents": [{"id": "a", "p": 0.5}, {"id": "b", "p": 0.25}]}


def test_a_parquet_file_without_rows_has_its_columns(tmp_path: Path) -> None:
    """No result is still a readable table."""
    _write(tmp_path / "r.parquet", "parquet", [])
    assert pq.read_table(tmp_path / "r.parquet").num_columns == len(_full())


def test_xlsx_is_safe(tmp_path: Path) -> None:
    """Formulas are defused, control characters replaced, long cells cut with a mark."""
    _write(tmp_path / "r.xlsx", "xlsx", [ROW | {"BG": "x" * 40_000}])
    sheet = openpyxl.load_workbook(tmp_path / "r.xlsx").active
    header, row = sheet.iter_rows(values_only=True)
    assert header == output_columns(["BG"], with_text=True)
    cells = dict(zip(header, row, strict=True))
    assert (cells["message_id"], cells["text"]) == ("'=1+1", "Strom\ufffd weg")
    assert len(cells["BG"]) == spreadsheets.LONGEST_CELL
    assert cells["BG"].endswith(spreadsheets.CUT)
    assert json.loads(cells["signals"]) == ROW["signals"]
    assert cells["simple_probability"] == 0.25


@given(st.text(max_size=20))
@settings(max_examples=100)
def test_no_cell_is_a_formula(text: str) -> None:
    """Whatever the client wrote, the cell neither runs nor breaks the file."""
    cell = spreadsheets.cell(text)
    assert not cell.startswith(("=", "+", "-", "@"))
    assert not any(char < " " and char not in "\t\n\r" for char in cell)


def test_too_many_rows_for_a_sheet_are_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Past the limit of the format the error names the formats that hold more."""
    monkeypatch.setattr(spreadsheets, "MOST_ROWS", 2)
    with pytest.raises(ExportError, match="jsonl, csv or parquet"):
        _write(tmp_path / "r.xlsx", "xlsx", [ROW, ROW])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kind", FORMATS)
def test_a_file_is_private_and_complete_or_absent(tmp_path: Path, kind: str) -> None:
    """Until the last row nothing is seen; an error leaves the former file as it was."""
    path = tmp_path / f"r.{kind}"
    path.write_bytes(b"former")
    with pytest.raises(KeyboardInterrupt), writer(path, kind) as out:
        out.write({"row": "a.csv#1"})
        assert path.read_bytes() == b"former"
        raise KeyboardInterrupt
    assert path.read_bytes() == b"former"
    assert list(tmp_path.iterdir()) == [path]
    with writer(path, kind) as out:
        out.write({"row": "a.csv#1"})
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("kind", FORMATS)
def test_stdout_stays_open(tmp_path: Path, kind: str) -> None:
    """Every format can be written to a stream, which is not closed, with the bytes of a file."""
    stream = io.BytesIO()
    _write(stream, kind, [ROW])
    assert stream.getvalue()
    if kind != "xlsx":
        _write(tmp_path / "r", kind, [ROW])
        assert stream.getvalue() == (tmp_path / "r").read_bytes()


@pytest.mark.parametrize("kind", FORMATS)
def test_a_reader_that_is_gone_is_a_broken_pipe(kind: str) -> None:
    """A closed pipe comes out as BrokenPipeError, nothing else."""
    reader, end = os.pipe()
    os.close(reader)
    stream = os.fdopen(end, "wb")
    with pytest.raises(BrokenPipeError):
        _write(stream, kind, [ROW] * 3)
    with suppress(BrokenPipeError):
        stream.close()


def test_a_device_is_not_replaced(tmp_path: Path) -> None:
    """A target that is no file is written into, not moved away."""
    fifo = tmp_path / "pipe"
    os.mkfifo(fifo)
    reader = os.open(fifo, os.O_RDONLY | os.O_NONBLOCK)
    _write(fifo, "jsonl", [{"row": "a.csv#1"}])
    assert b"a.csv#1" in os.read(reader, 10_000)
    os.close(reader)
    assert stat.S_ISFIFO(fifo.stat().st_mode)


def test_a_folder_that_is_missing_is_an_export_error(tmp_path: Path) -> None:
    """Where nothing can be written the error names the target and the way out."""
    with pytest.raises(ExportError, match=r"cannot be written .*--out"):
        _write(tmp_path / "none" / "r.jsonl", "jsonl", [])


def test_somebody_elses_error_is_not_ours(tmp_path: Path) -> None:
    """A file missing elsewhere while rows are made is not taken for a writing error."""
    with pytest.raises(FileNotFoundError), writer(tmp_path / "r.jsonl", "jsonl"):
        (Path("/nowhere") / "part.jsonl").read_bytes()


@pytest.mark.parametrize(
    ("target", "given_format", "kind"),
    [
        ("r.csv", None, "csv"),
        ("r.XLSX", None, "xlsx"),
        ("r.parquet", "jsonl", "jsonl"),
        ("r.txt", None, "jsonl"),
    ],
)
def test_the_format_follows_the_suffix(target: str, given_format: str | None, kind: str) -> None:
    """--format wins, then the suffix, then JSONL."""
    assert format_of(Path(target), given_format) == kind


def test_results_lie_beside_the_export(tmp_path: Path) -> None:
    """The default name follows file, folder and stdin, with the run's id where asked."""
    assert results_path(tmp_path / "portal.csv.gz").name == "portal.results.jsonl"
    assert results_path(tmp_path, "csv") == tmp_path / "results.csv"
    assert results_path(Path("in/p.csv"), "jsonl", "ab12") == Path("in/p.ab12.results.jsonl")
    assert results_path(None) == Path("stdin.results.jsonl")
