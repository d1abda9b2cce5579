"""Nights and ten-minute runs on the command line: kept runs, new messages, one run at a time."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from runs import TODAY, read_jsonl
from typer.testing import Result

from postfach_triage.nightly.lock import locked

Cli = Callable[..., Result]
HEAD = "message_id,text,team\n"
FIRST = "1,Danke,EZ\n2,Wir haben seit gestern keinen Strom mehr und ein Baby,LG\n"
LATER = "3,Wann kommt das Geld?,\n"


@pytest.fixture
def export(tmp_path: Path) -> Path:
    """Give an export of two messages, one of them for now."""
    path = tmp_path / "portal.csv"
    path.write_text(HEAD + FIRST, encoding="utf-8")
    return path


@pytest.fixture
def score(cli: Cli, export: Path) -> Callable[..., Result]:
    """Give `score` with its runs beside the export."""

    def run(*words: object) -> Result:
        return cli("score", export, "--runs", export.parent / "runs", "--today", TODAY, *words)

    return run


def test_a_day_of_ten_minute_runs_and_its_night(score: Callable[..., Result], export: Path) -> None:
    """New messages come in files of their own, the night has all rows, urgent.jsonl each once."""
    first = json.loads(score("--new-only", "--json").stdout)
    export.write_text(HEAD + FIRST + LATER, encoding="utf-8")
    second = json.loads(score("--new-only", "--json").stdout)
    assert (first["rows"], second["rows"]) == (2, 1)
    assert second["results"] == str(export.with_name(f"portal.{second['run_id']}.results.jsonl"))
    assert [row["row"] for row in read_jsonl(Path(second["results"]))] == ["portal.csv#3"]
    night = json.loads(score("--json").stdout)
    assert night["rows"] == 3
    urgent = [(row["run_id"], row["row"]) for row in read_jsonl(export.parent / "urgent.jsonl")]
    assert urgent == [(run["run_id"], "portal.csv#2") for run in (first, night)]


@pytest.mark.parametrize("more", [(), ("--json",)], ids=["text", "json"])
def test_a_ten_minute_run_gives_way(
    score: Callable[..., Result], export: Path, more: tuple[str, ...]
) -> None:
    """While another run is at work it says so in one line and ends with 0."""
    with locked(export.parent / "runs", wait=False, say=print):
        result = score("--new-only", *more)
    assert (result.exit_code, result.stdout) == (0, "")
    assert len(result.stderr.splitlines()) == 1 and "another run is at work" in result.stderr
    assert not (export.parent / "urgent.jsonl").exists()


def test_what_changed_is_said(score: Callable[..., Result], export: Path, tmp_path: Path) -> None:
    """`--against` may name the very file the results go to; it is read first."""
    office = tmp_path / "office"
    office.mkdir()
    (office / "teams.yaml").write_text("functions: {NT: {catch_all: LG}}", encoding="utf-8")
    results = export.with_name("portal.results.jsonl")
    score()
    said = score("--against", results, "--config", office)
    assert "Changed  1 of 2 messages in both" in said.stdout
    assert "  team     1 x NT -> LG" in said.stdout
    changes = json.loads(score("--against", results, "--json").stdout)["changes"]
    assert changes["team"] == {"LG -> NT": 1}
    missing = score("--against", tmp_path / "none.jsonl")
    assert missing.exit_code == 1 and "file not found" in missing.stderr


def test_each_team_gets_its_file(score: Callable[..., Result], export: Path) -> None:
    """Beside RESULTS, in its format."""
    out = export.with_name("all.csv")
    assert score("--split", "team", "--out", out).exit_code == 0
    assert "portal.csv#2" in out.with_name("all.NT.csv").read_text(encoding="utf-8")
    assert "portal.csv#2" not in out.with_name("all.EZ.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "words",
    [("--scheduler", "tls://x:1"), ("--split", "team", "--out", "-"), ("--workers", "0")],
    ids=["scheduler", "split", "workers"],
)
def test_options_that_do_not_fit_are_wrong_usage(
    score: Callable[..., Result], words: tuple[str, ...]
) -> None:
    """Exit code 2, nothing is scored."""
    assert score(*words).exit_code == 2


def test_runs_are_listed_shown_and_deleted(
    cli: Cli, score: Callable[..., Result], export: Path
) -> None:
    """What an operator asks in the morning."""
    runs = export.parent / "runs"
    run_id = json.loads(score("--json").stdout)["run_id"]
    listed = cli("runs", "list", "--runs", runs)
    assert listed.stdout.startswith(f"{run_id}  finished") and "2 rows" in listed.stdout
    (plain,) = json.loads(cli("runs", "list", "--runs", runs, "--json").stdout)
    shown = json.loads(cli("runs", "show", run_id[:6], "--runs", runs, "--json").stdout)
    assert plain == shown and (shown["rows"], shown["counts"]["rows"]) == (2, 2)
    assert f"run_id         {run_id}" in cli("runs", "show", run_id, "--runs", runs).stdout
    assert cli("runs", "purge", "--older-than", "1", "--runs", runs).stdout == ""
    assert cli("runs", "purge", "--older-than", "0", "--runs", runs).stdout == f"{run_id}\n"
    empty = cli("runs", "list", "--runs", runs)
    assert (empty.stdout, empty.exit_code) == ("", 0)


@pytest.mark.parametrize("words", [("show", "x"), ("list",), ("purge", "--older-than", "1")])
def test_runs_that_are_not_there_are_one_line(
    cli: Cli, tmp_path: Path, words: tuple[Any, ...]
) -> None:
    """No folder of runs is made by asking for it."""
    result = cli("runs", *words, "--runs", tmp_path / "none")
    assert result.exit_code == 1 and len(result.stderr.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []
