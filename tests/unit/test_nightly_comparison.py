"""`--against`: what changed since earlier results."""

import json
from pathlib import Path

import pytest
from nightly_runs import Office

from postfach_triage.errors import ExportError
from postfach_triage.exports.writing import render
from postfach_triage.nightly import comparison
from postfach_triage.nightly.comparison import Before

BLANK = {"lane": None, "team": None, "urgency": None, "reply": None}
OLD = (
    {
        "row": "a#1",
        "message_id": "1",
        "lane": "simple",
        "team": "LG",
        "urgency": "U3",
        "reply": "x",
    },
    {"row": "a#2", "message_id": "2", "lane": "complex", "team": "LG", "urgency": "U2"},
    {"row": "a#3", "message_id": "3", "lane": "complex", "team": "LG", "urgency": "U2"},
    {"row": "a#4", "message_id": "2", "lane": "complex", "team": "EZ", "urgency": "U2"},
)
NEW = (
    {"row": "b#1", "message_id": "1", "lane": "complex", "team": "LG", "urgency": "U1"},
    {"row": "b#2", "message_id": "2", "lane": "complex", "team": "LG", "urgency": "U2"},
    {"row": "b#3", "message_id": "4", "lane": "complex", "team": "LG", "urgency": "U2"},
    {"row": "b#4", "message_id": "", "lane": "complex", "team": "LG", "urgency": "U2"},
)


def _part(path: Path, rows: tuple[dict[str, str], ...]) -> Path:
    lines = (json.dumps({**BLANK, **row}) + "\n" for row in rows)
    path.write_text("".join(lines), encoding="utf-8")
    return path


@pytest.mark.parametrize("kind", ["jsonl", "csv", "parquet", "xlsx"])
def test_changes_are_counted_and_named(tmp_path: Path, kind: str) -> None:
    """By message, whatever the format: of an id that occurs twice the first row counts."""
    earlier = tmp_path / f"earlier.{kind}"
    render([_part(tmp_path / "old", OLD)], earlier, kind)
    changes = Before(earlier).changes([_part(tmp_path / "new", NEW)])
    assert changes == {
        "both": 2,
        "only_before": 1,
        "only_now": 2,
        "changed": 1,
        "lane": {"simple -> complex": 1},
        "team": {},
        "urgency": {"U3 -> U1": 1},
        "reply": {"x -> none": 1},
        "named": [
            ["b#1", "lane", "simple", "complex"],
            ["b#1", "urgency", "U3", "U1"],
            ["b#1", "reply", "x", None],
        ],
    }


def test_the_list_of_changes_has_an_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All are counted, the first are named."""
    monkeypatch.setattr(comparison, "NAMED", 2)
    before = Before(_part(tmp_path / "old.jsonl", OLD))
    assert len(before.changes([_part(tmp_path / "new", NEW)])["named"]) == 2


@pytest.mark.parametrize("content", ["message_id,text\n1,x\n", "{}\n", '{"message_id": "1"\n', "x"])
def test_another_file_is_refused(tmp_path: Path, content: str) -> None:
    """An export is no results file."""
    path = tmp_path / ("a.csv" if content.startswith("m") else "a.jsonl")
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ExportError, match="no results of this program"):
        Before(path)


def test_the_same_run_changed_nothing(tmp_path: Path) -> None:
    """Results may be compared with themselves, and written over afterwards."""
    office = Office(tmp_path, "message_id,text\n1,Danke\n2,Strom weg\n")
    office.score()
    before = Before(office.target)
    changes = before.changes(office.score().parts)
    assert (changes["both"], changes["changed"], changes["only_now"]) == (2, 0, 0)
