"""The batch run: each row once, kept chunk by chunk, taken up where it stopped."""

import json
import os
import stat
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from nightly_runs import Office
from triages import BREAKS_MODEL, Preprocessor, fake_triage

from postfach_triage.config.teams import TeamKey
from postfach_triage.errors import ExportError, RunError
from postfach_triage.exports.seen import SeenIds
from postfach_triage.nightly import chunks
from postfach_triage.nightly import run as nightly
from postfach_triage.records import Document, Message
from postfach_triage.triage import Triage

LINES = (
    "message_id,text,direction,BG\n"
    f"1,Danke,in,7\n2,Strom weg,in,8\n3,{BREAKS_MODEL},in,9\n1,Danke,in,7\n4,Danke,out,7\n"
)
ROWS = 5


class Stops(Preprocessor):
    """A preprocessor during which the run is stopped at a certain message."""

    def __init__(self, message_id: str, error: BaseException) -> None:
        self._at, self._error = message_id, error

    def prepare(self, message: Message) -> Document:
        """Stop at the message."""
        if message.id == self._at:
            raise self._error
        return super().prepare(message)


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """Give an export of five rows: two good, one that breaks, a duplicate, an outgoing one."""
    monkeypatch.setattr(chunks, "CHUNK", 2)
    return Office(tmp_path, LINES)


def _stopping_at(message_id: str) -> Triage:
    return replace(fake_triage(), preprocessor=Stops(message_id, KeyboardInterrupt()))


def _stopped(office: Office, **options: Any) -> None:
    with pytest.raises(KeyboardInterrupt):
        office.score(_stopping_at("3"), **options)


def test_a_run_counts_what_it_writes(office: Office) -> None:
    """The summary agrees with the rows, and progress is told after each chunk."""
    summary = office.score()
    plain, rows = summary.as_dict(), office.rows()
    assert office.progress == [0, 2, 4, 5]
    assert [row["row"] for row in rows] == [f"portal.csv#{n}" for n in range(1, ROWS + 1)]
    assert (plain["rows"], plain["scored"], plain["failed"], plain["out"]) == (5, 2, 2, 1)
    assert plain["lanes"] == {"simple": 1, "complex": 3}
    assert [urgent[0] for urgent in plain["urgent"]] == ["portal.csv#2"]
    assert sum(plain["failures"].values()) == 2
    assert {row["run_id"] for row in rows} == {summary.run_id}
    assert [row["BG"] for row in rows] == ["7", "8", "9", "7", "7"]


def test_the_manifest_says_what_was_done(office: Office) -> None:
    """Fingerprint, model, rules, day, counts and a checksum for each chunk."""
    summary = office.score()
    found = office.manifest()
    assert found["run_id"] == summary.run_id
    assert (found["model_version"], found["today"]) == ("fake", "2026-11-26")
    assert found["input_sha256"] == office.rows()[0]["input_sha256"]
    assert [done["rows"] for done in found["chunks"].values()] == [2, 2, 1]
    assert found["counts"]["status"] == {"scored": 2, "failed": 2, "out": 1}
    assert found["finished"] >= found["started"]


def test_all_files_are_private(office: Office) -> None:
    """Runs, results and urgent rows are for their owner alone."""
    office.score()
    made = [*office.runs.rglob("*"), office.target, office.urgent]
    modes = {path: stat.S_IMODE(path.stat().st_mode) for path in made}
    assert {mode for path, mode in modes.items() if path.is_file()} == {0o600}
    assert {mode for path, mode in modes.items() if path.is_dir()} == {0o700}


def test_a_stopped_run_goes_on_where_it_stopped(office: Office, tmp_path: Path) -> None:
    """Only what was missing is scored, and the bytes are those of an undisturbed run."""
    (tmp_path / "other").mkdir()
    undisturbed = Office(tmp_path / "other", LINES)
    undisturbed.score()
    _stopped(office)
    assert office.manifest()["finished"] is None and not office.target.exists()
    kept = office.parts()[0].stat().st_mtime_ns
    office.score()
    assert office.progress == [2, 4, 5]
    assert "2 rows done" in office.said[-1]
    assert office.parts()[0].stat().st_mtime_ns == kept
    assert office.target.read_bytes() == undisturbed.target.read_bytes()
    assert office.urgent.read_bytes() == undisturbed.urgent.read_bytes()


def test_urgent_rows_left_unsaid_come_first(office: Office) -> None:
    """A run ended between keeping a chunk and saying its rows says them before it goes on."""
    _stopped(office)
    office.urgent.unlink()
    _stopped(office)
    assert [row["row"] for row in office.rows(office.urgent)] == ["portal.csv#2"]


def test_an_unfinished_run_keeps_its_day(office: Office) -> None:
    """Half a night before and half after midnight is one night; a fresh run is of its own day."""
    _stopped(office)
    tomorrow = replace(fake_triage(), today=date(2026, 11, 27))
    office.score(tomorrow)
    assert office.manifest()["today"] == "2026-11-26"
    office.score(tomorrow, fresh=True)
    assert office.manifest()["today"] == "2026-11-27"


def test_a_finished_run_is_not_scored_again(office: Office) -> None:
    """The same command changes nothing; another format is written from the parts alone."""
    office.score()
    before = {path: path.read_bytes() for path in office.runs.rglob("*") if path.is_file()}
    first, urgent = office.target.read_bytes(), office.urgent.read_bytes()
    again = office.score(_stopping_at("1"))
    assert again.counts.rows == ROWS
    other = office.target.with_suffix(".csv")
    office.score(_stopping_at("1"), target=other, file_format="csv")
    assert other.read_text("utf-8").splitlines()[0].startswith("row,input_sha256,message_id")
    assert office.target.read_bytes() == first and office.urgent.read_bytes() == urgent
    assert before == {p: p.read_bytes() for p in office.runs.rglob("*") if p.is_file()}


def test_fresh_scores_anew(office: Office) -> None:
    """What was kept is thrown away."""
    office.score()
    office.score(fresh=True)
    assert office.progress == [0, 2, 4, 5]


@pytest.mark.parametrize("suffix", [".jsonl", ".json"])
@pytest.mark.parametrize("harm", ["changed", "gone"])
def test_a_damaged_part_is_scored_again(office: Office, suffix: str, harm: str) -> None:
    """The checksum tells; the other chunks are kept, and the results are as before."""
    office.score()
    whole = office.target.read_bytes()
    path = office.parts()[1].with_suffix(suffix)
    path.unlink() if harm == "gone" else path.write_bytes(path.read_bytes()[:-3])
    office.score()
    assert "1 parts" in office.said[-2] and office.progress == [3, 5]
    assert office.target.read_bytes() == whole


def test_a_manifest_that_cannot_be_read_begins_anew(office: Office) -> None:
    """Half a manifest is none."""
    office.score()
    (path,) = office.runs.glob("*/manifest.json")
    path.write_text(path.read_text("utf-8")[:-9], encoding="utf-8")
    office.score()
    assert office.progress == [0, 2, 4, 5]


def test_a_changed_export_is_another_run_and_noticed(office: Office) -> None:
    """Nobody takes the rest of one file for the rest of another."""
    _stopped(office)
    office.export.write_text(LINES + "5,Danke,in,1\n", encoding="utf-8")
    summary = office.score()
    assert "The export changed" in office.said[-1]
    assert len(office.rows()) == ROWS + 1 and summary.counts.rows == ROWS + 1


def test_a_change_while_reading_is_refused(office: Office) -> None:
    """What was read before stands; nothing read after the change is taken for the same file."""

    class Portal(Preprocessor):
        def prepare(self, message: Message) -> Document:
            os.utime(office.export, ns=(1, int(message.id)))
            return super().prepare(message)

    with pytest.raises(ExportError, match="changed while it was read"):
        office.score(replace(fake_triage(), preprocessor=Portal()))
    assert [done["rows"] for done in office.manifest()["chunks"].values()] == [2]
    assert not office.target.exists()


def test_an_export_that_cannot_be_read_leaves_no_run(office: Office) -> None:
    """A missing column is said before anything is kept."""
    office.export.write_text("Nr,Inhalt\n1,x\n", encoding="utf-8")
    with pytest.raises(ExportError, match="--map"):
        office.score()
    assert list(office.runs.iterdir()) == []


def test_a_full_disk_is_said_and_what_is_done_stays(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The index of ids is as likely to find the disk full as any other file."""
    full = SeenIds.add

    def add(self: SeenIds, message_id: str) -> bool:
        if message_id == "3":
            raise nightly.sqlite3.OperationalError("database or disk is full")
        return full(self, message_id)

    monkeypatch.setattr(nightly, "LOOK_AHEAD", 1)
    monkeypatch.setattr(SeenIds, "add", add)
    with pytest.raises(RunError, match=r"disk is full.*same command again"):
        office.score()
    assert office.manifest()["chunks"].keys() == {"1"}


def test_columns_that_come_late_are_kept(tmp_path: Path) -> None:
    """A JSONL key first seen beyond the look-ahead is still in its own row."""
    path = tmp_path / "a.jsonl"
    lines = [f'{{"message_id": "{n}", "text": "Danke"}}' for n in range(nightly.LOOK_AHEAD + 1)]
    lines.append('{"message_id": "x", "text": "Danke", "late": "1"}')
    office = Office(tmp_path, "")
    office.export = path
    path.write_text("\n".join(lines), encoding="utf-8")
    office.score()
    rows = office.rows()
    assert rows[-1]["late"] == "1" and "late" not in rows[0]


def test_one_file_for_each_team(office: Office) -> None:
    """Beside the results each team finds its own rows, and an empty file where it has none."""
    office.score(split=True)
    files = {path.name.split(".")[1]: path for path in office.target.parent.glob("out.*.jsonl")}
    assert files.keys() == fake_triage().office.teams.keys()
    rows = [row for path in files.values() for row in office.rows(path)]
    assert all(row["team"] == team for team in files for row in office.rows(files[team]))
    judged = [row["row"] for row in office.rows() if row["status"] != "out"]
    assert sorted(row["row"] for row in rows) == judged
    assert files["DS"].read_bytes() == b""


def test_rows_that_no_key_sends_to_a_team_are_counted(office: Office) -> None:
    """Where a function is split among teams, its catch-all should not grow unseen."""
    triage = fake_triage()
    key = TeamKey(by="column", column="BG", teams={"9": "LG"})
    functions = {
        name: function.model_copy(update={"keys": (key,)})
        for name, function in triage.office.functions.items()
    }
    split = replace(triage, office=replace(triage.office, functions=functions))
    summary = office.score(split)
    assert summary.as_dict()["no_team_key"] == summary.counts.catch_all == 3
    assert summary.counts.teams["LG"] == 1


def test_stdout_takes_results_too(office: Office, tmp_path: Path) -> None:
    """Then urgent rows are found in the run's folder."""
    with (tmp_path / "stdout").open("wb") as stream:
        summary = office.score(target=stream)
    assert len(office.rows(tmp_path / "stdout")) == ROWS and summary.results == ""
    (urgent,) = office.runs.glob("*/urgent.jsonl")
    assert json.loads(urgent.read_bytes())["row"] == "portal.csv#2" and not office.urgent.exists()
