"""urgent.jsonl: rows for now, each of a run once, no text."""

import json
from pathlib import Path
from typing import Any

import pytest

from postfach_triage.errors import RunError
from postfach_triage.nightly.summary import Urgent
from postfach_triage.nightly.urgent_file import UrgentFile

NOW = [
    Urgent(f"a.csv#{n}", "U0", "NT", "energiesperre", f"M{n}", "2026-11-26T08:00:00+01:00")
    for n in range(1, 4)
]
TODAY = Urgent("a.csv#9", "U1", "WS", "objection", "M9")


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_rows_for_now_are_appended(tmp_path: Path) -> None:
    """U0 alone, with the keys of the contract."""
    path = tmp_path / "urgent.jsonl"
    UrgentFile(path, "r1").add([TODAY, NOW[0]])
    assert _rows(path) == [
        {
            "row": "a.csv#1",
            "message_id": "M1",
            "run_id": "r1",
            "kind": "energiesperre",
            "team": "NT",
            "received_at": "2026-11-26T08:00:00+01:00",
        }
    ]


def test_each_row_of_a_run_stands_there_once(tmp_path: Path) -> None:
    """Said twice in one process or in two, it is written once; another run writes its own."""
    path = tmp_path / "urgent.jsonl"
    first = UrgentFile(path, "r1")
    first.add(NOW[:2])
    first.add(NOW[1:])
    UrgentFile(path, "r1").add(NOW)
    UrgentFile(path, "r2").add(NOW[:1])
    assert [(row["run_id"], row["row"][-1]) for row in _rows(path)] == [
        ("r1", "1"),
        ("r1", "2"),
        ("r1", "3"),
        ("r2", "1"),
    ]


def test_without_urgent_rows_there_is_no_file(tmp_path: Path) -> None:
    """A quiet night leaves nothing."""
    UrgentFile(tmp_path / "urgent.jsonl", "r1").add([TODAY])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("tail", "kept"),
    [('{"row": "a.csv#1", "run_', []), ('{"note": "by hand"}', [{"note": "by hand"}])],
    ids=["cut off", "no line end"],
)
def test_the_last_line_is_mended(tmp_path: Path, tail: str, kept: list[Any]) -> None:
    """A line that a full disk cut off is written anew; a whole line of somebody else stays."""
    path = tmp_path / "urgent.jsonl"
    UrgentFile(path, "r0").add(NOW[:1])
    path.write_text(path.read_text("utf-8") + "no json\n" + tail, encoding="utf-8")
    UrgentFile(path, "r1").add(NOW[:1])
    lines = path.read_text("utf-8").splitlines()
    assert lines[1] == "no json"
    found = [json.loads(line) for line in (lines[0], *lines[2:])]
    assert found[1:-1] == kept
    assert [row["run_id"] for row in (found[0], found[-1])] == ["r0", "r1"]


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    """One line with the place and what to do."""
    with pytest.raises(RunError, match=r"urgent rows cannot be written.*rights"):
        UrgentFile(tmp_path / "none" / "urgent.jsonl", "r1").add(NOW)
