"""What `score --check` prints."""

import json
from pathlib import Path

import pytest

from postfach_triage.cli.check_export import SHOWN, report_check


def _export(folder: Path, content: str) -> Path:
    path = folder / "a.csv"
    path.write_text(content, encoding="utf-8")
    return path


def test_a_sound_file_is_described(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Format, encoding, delimiter, each column, the rows."""
    path = _export(tmp_path, "Nachrichten-ID;Nachricht;Richtung\n1;für;in\n2;x;out\n")
    assert report_check(path, None, None, as_json=False) == 0
    assert capsys.readouterr().out == (
        "a.csv: csv, UTF-8, delimiter ';'\n"
        "  Nachrichten-ID -> message_id\n"
        "  Nachricht -> text\n"
        "  Richtung -> direction\n"
        "  2 rows, 1 outgoing, 0 not readable\n"
        "  note: 2 x received_at is missing\n"
    )


def test_a_missing_column_names_the_map(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The problem and what to type."""
    path = _export(tmp_path, "Nummer,Nachricht\n1,x\n")
    assert report_check(path, None, None, as_json=False) == 1
    printed = capsys.readouterr().out
    assert "PROBLEM" in printed and "  use: --map message_id=Nummer\n" in printed


def test_only_the_first_bad_rows_are_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Reasons are counted in full."""
    path = _export(tmp_path, "message_id,text\n" + ",x\n" * (SHOWN + 5))
    assert report_check(path, None, "stdin", as_json=False) == 1
    printed = capsys.readouterr().out
    assert f"FAILED {SHOWN + 5} x message_id is missing" in printed
    assert printed.count("    stdin#") == SHOWN


def test_json_holds_one_object_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """For programs the same as data."""
    _export(tmp_path, "message_id,text\n1,x\n")
    (tmp_path / "b.jsonl").write_text('{"message_id": "1", "text": "y"}\n', encoding="utf-8")
    assert report_check(tmp_path, None, None, as_json=True) == 1
    found = json.loads(capsys.readouterr().out)
    assert [(file["name"], file["rows"], file["failed_rows"]) for file in found] == [
        ("a.csv", 1, 0),
        ("b.jsonl", 1, 1),
    ]
