"""Export files become rows, each record exactly once."""

import gzip
import io
import runpy
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from postfach_triage.errors import ExportError
from postfach_triage.exports import csv_records, json_records, mangled, rows, values
from postfach_triage.exports.reading import read_rows
from postfach_triage.exports.seen import SeenIds
from postfach_triage.records import Row

DATA = Path(__file__).parents[1] / "data"
SCRIPT = Path(__file__).parents[2] / "scripts" / "make_sample_exports.py"


def _failed(found: list[Row]) -> dict[str, str]:
    return {row.key.split("#")[1]: row.error for row in found if row.error}


@pytest.mark.parametrize(
    ("name", "count", "failed", "notes"),
    [
        (
            "portal_beispiel.csv",
            41,
            {"38": rows.NO_ID, "40": rows.DUPLICATE},
            {mangled.REPAIRED: 1, values.BAD_DATE: 1, values.NO_DATE: 1},
        ),
        ("portal_cp1252.csv", 8, {}, {mangled.REPAIRED: 1}),
        ("portal_utf8_bom.csv", 10, {"10": rows.NO_ID}, {mangled.REPAIRED: 1}),
        ("portal_utf16.tsv", 9, {}, {}),
        (
            "portal_torn.jsonl",
            7,
            {"5": json_records.TORN, "7": json_records.NO_OBJECT},
            {values.NO_DATE: 2},
        ),
        (
            "portal_open_quote.csv",
            11,
            {"4": csv_records.OPEN_QUOTE, "9": "2 columns instead of 4"},
            {values.NO_DATE: 1},
        ),
    ],
)
def test_the_samples_have_their_outcomes(
    name: str, count: int, failed: dict[str, str], notes: dict[str, int]
) -> None:
    """Each sample gives all its rows in order, the named failures and no other."""
    found = list(read_rows(DATA / name))
    assert [row.key for row in found] == [f"{name}#{number}" for number in range(1, count + 1)]
    assert _failed(found) == failed
    assert Counter(note for row in found for note in row.notes) == notes
    assert all(row.message.text for row in found if row.error)


def test_the_samples_are_what_the_script_writes() -> None:
    """The committed samples are the script's output, byte for byte."""
    files = runpy.run_path(str(SCRIPT))["files"]()
    assert {name: (DATA / name).read_bytes() for name in files} == files


def test_texts_come_through_unchanged() -> None:
    """Quotes, line breaks, control, zero-width and direction characters are kept."""
    texts = {row.message.text for row in read_rows(DATA / "portal_beispiel.csv")}
    assert 'Er sagte "kommt; sicher",\naber dann\r\n"nichts".\n\nWas gilt?' in texts
    assert {"NA", "", "   \n\t ", "👍👍"} <= texts
    assert any(text.startswith("W\u200bider\u200bspruch") for text in texts)
    assert any(text.startswith("\u202e") for text in texts)


def _text(content: str | bytes, name: str, folder: Path) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", "message_id,text\n"),
        ("a.csv", "message_id,text"),
        ("a.jsonl", ""),
        ("a.jsonl", "\n\n"),
        ("a.jsonl", "\ufeff"),
    ],
)
def test_a_file_without_rows_is_sound(tmp_path: Path, name: str, content: str) -> None:
    """A header without rows and an empty JSONL file are 0 rows."""
    assert list(read_rows(_text(content, name, tmp_path))) == []


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("a.csv", "", "the file is empty"),
        ("a.csv", "ID,Betreff\n1,x\n", "no column for message_id and text"),
        ("a.csv", "   \n", "no column for message_id and text"),
        ("a.jsonl", '{"message_id": "1"}\n', "no column for text"),
        ("a.csv", b"%PDF-1.7", "this is no text"),
        ("a.csv", "message_id,text\nGröße,für\nÄ,ü\nü,ü\n".encode("cp850"), "no known encoding"),
        ("a.csv", b"\x1f\x8bbroken", "gzip archive is broken"),
        ("a.csv", gzip.compress(b"message_id,text\n1,x\n", mtime=0)[:-9], "gzip archive is broken"),
        ("a.xlsx", b"PK\x03\x04broken", "XLSX file is broken"),
        ("a.parquet", b"PAR1broken", "Parquet file is broken"),
    ],
)
def test_a_file_that_cannot_be_read_is_an_error(
    tmp_path: Path, name: str, content: str | bytes, what: str
) -> None:
    """What is wrong with the file as a whole is one ExportError with its path."""
    path = _text(content, name, tmp_path)
    with pytest.raises(ExportError, match=what) as caught:
        list(read_rows(path))
    assert str(path) in str(caught.value)


def test_a_file_that_grows_is_an_error(tmp_path: Path) -> None:
    """Rows written while the file is read stop the run."""
    path = _text("message_id,text\n1,x\n2,y\n", "a.csv", tmp_path)
    reader = read_rows(path)
    next(reader)
    path.write_bytes(path.read_bytes() + b"3,z\n")
    with pytest.raises(ExportError, match="changed while it was read"):
        list(reader)


def test_a_reader_may_stop_early(tmp_path: Path) -> None:
    """Leaving rows unread is no error."""
    reader = read_rows(_text("message_id,text\n1,x\n2,y\n", "a.csv", tmp_path))
    assert next(reader).message.id == "1"
    reader.close()  # type: ignore[attr-defined]


def test_a_folder_is_one_export(tmp_path: Path) -> None:
    """Rows keep their file's name, and an id counts as seen across files."""
    _text("Nachrichten-ID;Nachricht\n1;x\n2;y\n", "b.csv", tmp_path)
    _text('{"message_id": 2, "text": "z"}\n', "a.jsonl", tmp_path)
    found = list(read_rows(tmp_path))
    assert [row.key for row in found] == ["a.jsonl#1", "b.csv#1", "b.csv#2"]
    assert _failed(found) == {"2": rows.DUPLICATE}


def test_stdin_is_read_like_a_file() -> None:
    """A stream's format is found by its first character and its rows are named stdin."""
    stream = io.BytesIO(b'{"message_id": "1", "text": "x"}\n')
    assert [row.key for row in read_rows(stream)] == ["stdin#1"]
    stream = io.BytesIO(b"Nachricht;ID\nx;1\n")
    assert [row.message.text for row in read_rows(stream, mapping={"message_id": "ID"})] == ["x"]


def test_packed_files_are_read(tmp_path: Path) -> None:
    """A .gz file gives the same rows under its own name."""
    path = _text(gzip.compress((DATA / "portal_torn.jsonl").read_bytes()), "t.jsonl.gz", tmp_path)
    plain = [(row.message, row.error) for row in read_rows(DATA / "portal_torn.jsonl")]
    assert [(row.message, row.error) for row in read_rows(path)] == plain


def test_the_callers_index_of_ids_is_used(tmp_path: Path) -> None:
    """Ids seen before by the caller fail."""
    path = _text("message_id,text\n1,x\n", "a.csv", tmp_path)
    with SeenIds() as seen:
        seen.add("1")
        assert _failed(list(read_rows(path, seen=seen))) == {"1": rows.DUPLICATE}


def test_garbage_in_one_row_fails_that_row(tmp_path: Path) -> None:
    """Bytes that are no text fail their row and leave the umlauts of the others alone."""
    path = _text("message_id,text\n1,für\n2,".encode() + b"\xff\xfe\n3,x\n", "a.csv", tmp_path)
    found = list(read_rows(path))
    assert _failed(found) == {"2": csv_records.GARBLED}
    assert [row.message.text for row in found] == ["für", "\ufffd\ufffd", "x"]


names = st.sampled_from(["a.csv", "a.jsonl", "stdin", "a.tsv"])
heads = st.sampled_from(
    [b"", b"message_id,text\n", b"Nachricht;Nachrichten-ID\r\n", b'{"message_id":"1","text":"']
)


@given(names, heads, st.binary(max_size=60), st.text(alphabet='",;\n\r{}\\:ua1', max_size=40))
@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_become_rows_or_an_error(
    tmp_path: Path, name: str, head: bytes, noise: bytes, marks: str
) -> None:
    """Whatever a file holds, it gives numbered rows that can be stored, or an ExportError."""
    path = _text(head + marks.encode() + noise + marks.encode(), name, tmp_path)
    try:
        found = list(read_rows(path))
    except ExportError:
        return
    assert [row.key for row in found] == [f"{name}#{n}" for n in range(1, len(found) + 1)]
    assert all(isinstance(row.message.text.encode(), bytes) for row in found)
