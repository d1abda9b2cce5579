"""`postfach-triage score` from an export to results: formats, places, what is printed."""

import csv
import json
import shutil
import stat
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest
from runs import TODAY, Rows, read_jsonl
from typer.testing import Result

from postfach_triage.nightly.plan import Plan
from postfach_triage.nightly.run import score
from postfach_triage.triage import Triage

SAMPLE = Path(__file__).parents[1] / "data" / "portal_beispiel.csv"
COUNTED, FAILED, OUT = 41, 2, 1
# The contract: readers outside this program rely on these names and their order.
COLUMNS = (SAMPLE.parents[1] / "golden" / "results_columns.txt").read_text().split()
JUDGED = ["lane", "team", "function", "urgency"]
Cli = Callable[..., Result]


@pytest.fixture(scope="module")
def run(cli: Cli, tmp_path_factory: pytest.TempPathFactory) -> SimpleNamespace:
    """Score a copy of the bundled sample with nothing but its name."""
    export = tmp_path_factory.mktemp("night") / SAMPLE.name
    shutil.copy(SAMPLE, export)
    result = cli("score", export, "--today", TODAY)
    target = export.with_name("portal_beispiel.results.jsonl")
    return SimpleNamespace(export=export, result=result, target=target, rows=read_jsonl(target))


def test_every_row_stands_in_the_results_once_and_in_order(run: SimpleNamespace) -> None:
    """The row key counts the records of the export."""
    keys = [f"{SAMPLE.name}#{number}" for number in range(1, COUNTED + 1)]
    assert [row["row"] for row in run.rows] == keys


def test_the_columns_are_those_of_the_contract(run: SimpleNamespace) -> None:
    """Names and order hold for every row; the text is not among them."""
    assert all(list(row) == COLUMNS for row in run.rows)


def test_some_failed_rows_are_exit_code_4(run: SimpleNamespace) -> None:
    """The night is finished, and the code says that people must look."""
    found = [row["status"] for row in run.rows]
    assert run.result.exit_code == 4
    assert (found.count("failed"), found.count("out")) == (FAILED, OUT)


def test_judged_rows_have_lane_team_and_urgency(run: SimpleNamespace) -> None:
    """Scored or failed, no row is without a place to go."""
    judged = [row for row in run.rows if row["status"] != "out"]
    assert all(row[name] for row in judged for name in JUDGED)
    assert {row["lane"] for row in judged} <= {"simple", "complex"}
    assert {row["urgency"] for row in judged} <= {"U0", "U1", "U2", "U3", "U4"}


def test_failed_rows_go_to_people(run: SimpleNamespace) -> None:
    """A failed row is complex and at least U2, and no guess stands beside it."""
    for row in (row for row in run.rows if row["status"] == "failed"):
        assert row["error"] and row["lane"] == "complex" and row["urgency"] <= "U2"
        guesses = (row["intent"], row["intent_probability"], row["simple_probability"])
        assert (*guesses, row["reply"]) == (None,) * 4


def test_outgoing_messages_are_only_counted(run: SimpleNamespace) -> None:
    """What the office wrote has its keys and no judgement."""
    (row,) = [row for row in run.rows if row["status"] == "out"]
    filled = {name for name, value in row.items() if value is not None}
    assert filled == {"row", "input_sha256", "message_id", "status", "run_id", "thread_id"}


def test_results_are_readable_by_their_owner_alone(run: SimpleNamespace) -> None:
    """Social data get mode 0600."""
    assert stat.S_IMODE(run.target.stat().st_mode) == 0o600


def test_the_summary_starts_with_what_is_urgent(run: SimpleNamespace) -> None:
    """U0 comes first, each row with its team and the kind of what was found."""
    lines = run.result.stdout.splitlines()
    urgent = [line.split()[0] for line in lines if line.startswith("  U")]
    assert lines[0].startswith("URGENT") and urgent == sorted(urgent) and urgent[0] == "U0"
    assert f"{COUNTED} rows" in run.result.stdout
    assert lines[-1] == f"Results  {run.target}"


def test_the_sample_holds_what_nobody_may_miss(run: SimpleNamespace) -> None:
    """Power cut, suicide and objection are raised whatever the model of the day says."""
    by_id = {row["message_id"]: row for row in run.rows}
    assert by_id["MP-2026-000009"]["urgency"] in ("U0", "U1")
    assert by_id["MP-2026-000010"]["urgency"] in ("U0", "U1")
    for number in ("11", "35"):
        assert "may_be_objection" in by_id[f"MP-2026-0000{number}"]["effects"]


def test_a_second_run_writes_the_same_bytes(
    run: SimpleNamespace, triage: Triage, tmp_path: Path
) -> None:
    """Same input, model, settings and day: same results."""
    target = tmp_path / "again.jsonl"
    plan = Plan(run.export, target, "jsonl", tmp_path / "runs", today=TODAY)
    score(plan, triage, progress=lambda _rows: None)
    assert target.read_bytes() == run.target.read_bytes()


def _read(path: Path) -> Rows:
    if path.suffix == ".csv":
        with path.open(encoding="utf-8", newline="") as stream:
            return list(csv.DictReader(stream))
    table = pd.read_parquet(path) if path.suffix == ".parquet" else pd.read_excel(path)
    return table.to_dict("records")


@pytest.mark.parametrize("kind", ["csv", "parquet", "xlsx"])
def test_other_formats_hold_the_same_rows(
    kind: str, run: SimpleNamespace, triage: Triage, tmp_path: Path
) -> None:
    """The columns are those of JSONL, and so is every judgement."""
    target = tmp_path / f"results.{kind}"
    score(Plan(run.export, target, kind, tmp_path / "runs"), triage, progress=lambda _rows: None)
    found = _read(target)
    assert list(found[0]) == COLUMNS
    judged = [[row[name] for name in ("row", *JUDGED)] for row in found if row["status"] != "out"]
    assert judged == [
        [row[name] for name in ("row", *JUDGED)] for row in run.rows if row["status"] != "out"
    ]
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_the_suffix_of_out_names_the_format(cli: Cli, tmp_path: Path) -> None:
    """`--out x.csv` is CSV without --format, and --json prints the summary alone."""
    target = tmp_path / "x.csv"
    result = cli("score", SAMPLE, "--out", target, "--json", "--with-text", "--today", TODAY)
    found = _read(target)
    assert list(found[0]) == [*COLUMNS, "text", "subject"]
    summary = json.loads(result.stdout)
    assert (summary["rows"], summary["failed"], summary["out"]) == (COUNTED, FAILED, OUT)
    assert sum(summary["lanes"].values()) == sum(summary["urgencies"].values()) == COUNTED - OUT


def test_stdin_goes_to_stdout(cli: Cli, run: SimpleNamespace) -> None:
    """`- --out -` prints result rows alone; the summary goes to stderr."""
    result = cli("score", "-", "--out", "-", "--today", TODAY, stdin=SAMPLE.read_bytes())
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [row["row"] for row in rows] == [f"stdin#{n}" for n in range(1, COUNTED + 1)]
    assert [row["lane"] for row in rows] == [row["lane"] for row in run.rows]
    assert "URGENT" in result.stderr


def test_a_folder_is_one_export(cli: Cli, tmp_path: Path) -> None:
    """Its files are scored into results.jsonl, which the next run does not read."""
    (tmp_path / "a.csv").write_text("message_id,text\n1,Danke\n", encoding="utf-8")
    (tmp_path / "b.jsonl").write_text('{"message_id": "2", "text": "ok"}\n', encoding="utf-8")
    (tmp_path / "results.jsonl").write_text("of yesterday", encoding="utf-8")
    result = cli("score", tmp_path)
    rows = read_jsonl(tmp_path / "results.jsonl")
    assert result.exit_code == 0
    assert [row["row"] for row in rows] == ["a.csv#1", "b.jsonl#1"]


def test_unknown_columns_are_carried_through(scored: Callable[..., Rows]) -> None:
    """The office finds its own columns again, renamed where ours has the name."""
    (row,) = scored("message_id,text,BG,lane\n1,Danke,0815,x\n")
    assert list(row) == [*COLUMNS, "BG", "input_lane"]
    assert (row["BG"], row["input_lane"]) == ("0815", "x")
