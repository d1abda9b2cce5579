"""The batch run: what it counts, names and refuses."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from triages import BREAKS_MODEL, THANKS, fake_triage

from postfach_triage import nightly
from postfach_triage.errors import ExportError, RegistryError
from postfach_triage.nightly import Plan, Summary, run_info, score
from postfach_triage.records import Decision, Message, Result, Signal

LINES = (
    "message_id,text,direction,BG\n"
    f"1,Danke,in,7\n2,Strom weg,in,8\n3,{BREAKS_MODEL},in,9\n1,Danke,in,7\n4,Danke,out,7\n"
)


@pytest.fixture
def export(tmp_path: Path) -> Path:
    """Give an export of five rows: two good, one that breaks, a duplicate, an outgoing one."""
    path = tmp_path / "portal.csv"
    path.write_text(LINES, encoding="utf-8")
    return path


def _score(export: Path, **plan: object) -> tuple[Summary, list[dict[str, object]]]:
    target = export.with_name("out.jsonl")
    seen: list[int] = []
    summary = score(Plan(export, target, "jsonl", **plan), fake_triage(), progress=seen.append)
    assert seen == list(range(1, summary.rows + 1))
    return summary, [json.loads(line) for line in target.read_text().splitlines()]


def test_a_run_counts_what_it_writes(export: Path) -> None:
    """The summary agrees with the rows, and progress is told after each of them."""
    summary, rows = _score(export)
    plain = summary.as_dict()
    assert [row["row"] for row in rows] == [f"portal.csv#{n}" for n in range(1, 6)]
    assert (plain["rows"], plain["scored"], plain["failed"], plain["out"]) == (5, 2, 2, 1)
    assert plain["lanes"] == {"simple": 1, "complex": 3}
    assert [urgent[0] for urgent in plain["urgent"]] == ["portal.csv#2"]
    assert sum(plain["failures"].values()) == 2
    assert {row["run_id"] for row in rows} == {summary.run_id}


def test_extra_columns_are_in_the_results(export: Path) -> None:
    """A column the program does not know is carried through."""
    _summary, rows = _score(export)
    assert [row["BG"] for row in rows] == ["7", "8", "9", "7", "7"]


def test_the_run_is_named_by_what_can_change_its_rows(export: Path) -> None:
    """Same input, model, settings and mapping: same id; another of one of them: another id."""
    triage, plan = fake_triage(), Plan(export, export, "jsonl")
    run = run_info(plan, triage)
    assert len(run.run_id) == 12 and run == run_info(replace(plan, file_format="csv"), triage)
    mapped = run_info(replace(plan, mapping={"text": "BG"}), triage)
    other = run_info(plan, replace(triage, model=replace(triage.model, version="2")))
    export.write_text(LINES + "5,x,in,1\n", encoding="utf-8")
    longer = run_info(plan, triage)
    assert len({run.run_id, mapped.run_id, other.run_id, longer.run_id}) == 4


def test_without_a_model_nothing_is_scored(export: Path) -> None:
    """The line says what to run."""
    with pytest.raises(RegistryError, match="postfach-triage train"):
        run_info(Plan(export, export, "jsonl"), replace(fake_triage(), model=None))


@pytest.mark.parametrize("folder", [False, True])
def test_results_never_take_the_place_of_an_export(export: Path, folder: bool) -> None:
    """Neither the export itself nor a file that the next run would read as one is written."""
    plan = Plan(export, export.parent / "." / export.name, "csv")
    if folder:
        plan = Plan(export.parent, export.with_name("new.csv"), "csv")
    with pytest.raises(ExportError, match="take the place"):
        score(plan, fake_triage(), progress=lambda _rows: None)
    assert export.read_text(encoding="utf-8") == LINES


def test_results_may_lie_beside_the_export(export: Path) -> None:
    """In a folder of exports results.jsonl is known as ours."""
    plan = Plan(export.parent, export.with_name("results.jsonl"), "jsonl")
    assert score(plan, fake_triage(), progress=lambda _rows: None).rows == 5


def _urgent(*signals: str, crises: tuple[str, ...] = (), intent: str | None = "dank") -> str:
    prediction = None
    if intent is not None:
        prediction = replace(
            THANKS, intents=((intent, 0.9),), crises=tuple((c, "explicit") for c in crises)
        )
    found = tuple(Signal(kind, "explicit", "text", 0, 1) for kind in signals)
    result = Result(
        row="a#1",
        message=Message("1", ""),
        status="scored",
        prediction=prediction,
        decision=Decision("complex", "NT", "NT", "U0", signals=found),
    )
    summary = Summary("run")
    summary.add(result)
    return summary.urgent[0].why


@pytest.mark.parametrize(
    ("signals", "crises", "intent", "why"),
    [
        (("objection", "energiesperre"), (), "widerspruch", "energiesperre"),
        (("objection",), ("kindeswohl",), "widerspruch", "kindeswohl"),
        (("third_person",), (), "mittellosigkeit", "mittellosigkeit"),
        (("third_person", "deadline"), (), "unterlagen_nachreichen", "deadline"),
        (("third_person",), (), "termin_absagen", "termin_absagen"),
        ((), (), "neuantrag", "neuantrag"),
        (("health",), (), None, "health"),
        ((), (), None, "unreadable row"),
    ],
    ids=["rule", "model", "intent", "signal", "weak signal", "own", "failed", "nothing"],
)
def test_a_row_is_urgent_for_its_gravest_reason(
    signals: tuple[str, ...], crises: tuple[str, ...], intent: str | None, why: str
) -> None:
    """A crisis comes first, whoever saw it; then what raises by itself; then the intent."""
    assert _urgent(*signals, crises=crises, intent=intent) == why


def test_urgent_rows_are_sorted() -> None:
    """U0 comes before U1, each in the order of the export; U2 is not among them."""
    summary = Summary("run")
    for number, urgency in enumerate(("U1", "U0", "U2", "U0"), 1):
        decision = Decision("complex", "NT", "NT", urgency)
        summary.add(Result(f"a#{number}", Message("", ""), "scored", decision=decision))
    assert [urgent.row for urgent in summary.sorted_urgent()] == ["a#2", "a#4", "a#1"]


def test_columns_that_come_late_are_kept(tmp_path: Path) -> None:
    """A JSONL key first seen beyond the look-ahead is still in its own row."""
    path = tmp_path / "a.jsonl"
    lines = [f'{{"message_id": "{n}", "text": "Danke"}}' for n in range(nightly.LOOK_AHEAD + 1)]
    lines.append('{"message_id": "x", "text": "Danke", "late": "1"}')
    path.write_text("\n".join(lines), encoding="utf-8")
    _summary, rows = _score(path)
    assert rows[-1]["late"] == "1" and "late" not in rows[0]
