"""Worker processes that die: their rows go to people, all others are scored as ever."""

import json
import signal
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fatal import WORD, FatalOrigin
from nights import PROGRAM, Night

from postfach_triage.nightly import chunks
from postfach_triage.nightly.plan import Plan
from postfach_triage.nightly.run import score
from postfach_triage.nightly.workers import DIED
from postfach_triage.triage import Triage

ROWS, DEADLY = 24, 17
PER_RUN = ("run_id", "input_sha256", "row")


def _scored(triage: Triage, folder: Path, text: str, **options: Any) -> list[dict[str, Any]]:
    folder.mkdir()
    export, target = folder / "a.jsonl", folder / "out.jsonl"
    rows = ({"message_id": f"M{n}", "text": "Danke!"} for n in range(ROWS))
    lines = [{**row, "text": text} if row["message_id"] == f"M{DEADLY}" else row for row in rows]
    export.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    plan = Plan(export, target, "jsonl", folder / "runs", **options)
    score(plan, triage, progress=lambda _rows: None)
    return [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]


def test_a_message_that_kills_costs_itself_alone(
    triage: Triage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its row is failed and counted; every other row is as if it had never been."""
    monkeypatch.setattr(chunks, "CHUNK", 8)
    assert triage.origin is not None
    fatal = replace(triage, origin=FatalOrigin(triage.origin))
    rows = _scored(fatal, tmp_path / "fatal", WORD, workers=2)
    sound = _scored(triage, tmp_path / "sound", "Danke!", workers=1)
    assert [row["row"] for row in rows] == [row["row"] for row in sound]
    assert (rows[DEADLY]["status"], rows[DEADLY]["error"]) == ("failed", DIED)
    assert (rows[DEADLY]["lane"], rows[DEADLY]["urgency"]) == ("complex", "U2")
    for row in (*rows, *sound):
        for name in PER_RUN:
            row.pop(name)
    assert rows[:DEADLY] == sound[:DEADLY] and rows[DEADLY + 1 :] == sound[DEADLY + 1 :]


def test_a_night_that_a_message_killed_is_finished_by_the_same_command(
    nights: Callable[[int], Night],
) -> None:
    """The second attempt reads in a process of its own; nobody has to find the message first."""
    night = nights(ROWS)
    lines = night.export.read_text(encoding="utf-8").splitlines()
    lines[DEADLY] = json.dumps({"message_id": "x", "text": WORD})
    night.export.write_text("\n".join(lines), encoding="utf-8")
    here = str(Path(__file__).parent)
    program = f"import sys; sys.path.insert(0, {here!r}); import fatal; fatal.install(); {PROGRAM}"
    assert night.run(program=program)[0] == -signal.SIGKILL
    code, said = night.run(program=program)
    assert code == 4 and "Traceback" not in said
    rows = [json.loads(line) for line in night.results.read_text(encoding="utf-8").splitlines()]
    failed = [row["row"] for row in rows if row["status"] == "failed"]
    assert (len(rows), failed) == (ROWS, [f"portal.jsonl#{DEADLY + 1}"])


@pytest.mark.parametrize(
    "options", [{"workers": 2}, {"workers": 2, "engine": "dask"}], ids=["joblib", "dask"]
)
def test_every_engine_gives_the_same_bytes(
    triage: Triage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: dict[str, Any]
) -> None:
    """Whatever the number of workers and whoever starts them."""
    monkeypatch.setattr(chunks, "CHUNK", 8)
    one = _scored(triage, tmp_path / "one", "Strom weg")
    assert _scored(triage, tmp_path / "more", "Strom weg", **options) == one
