"""What names a run, and where its results may go."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from nightly_runs import Office
from triages import fake_triage

from postfach_triage.errors import ExportError, RegistryError
from postfach_triage.nightly.plan import Plan, run_info, urgent_path

LINES = "message_id,text\n1,Danke\n"


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """Give an export of one row."""
    return Office(tmp_path, LINES)


@pytest.mark.parametrize(
    "other",
    [
        lambda plan: replace(plan, mapping={"text": "BG"}),
        lambda plan: replace(plan, with_text=True),
        lambda plan: replace(plan, new_only=True),
        lambda plan: replace(plan, name="stdin"),
        lambda plan: replace(plan, today=date(2026, 11, 26)),
    ],
    ids=["mapping", "text", "new", "name", "today"],
)
def test_options_that_change_rows_name_another_run(
    office: Office, other: Callable[[Plan], Plan]
) -> None:
    """Twelve hex digits; another mapping, day or name is another run."""
    first = run_info(office.plan(), fake_triage())
    assert len(first.run_id) == 12 and int(first.run_id, 16)
    assert run_info(other(office.plan()), fake_triage()).run_id != first.run_id


def test_options_that_change_no_row_name_the_same_run(office: Office) -> None:
    """Format, target, workers and engine do not count, nor does the day it happens to be."""
    plan = office.plan(target=None, file_format="csv", workers=4, engine="dask", fresh=True)
    tomorrow = replace(fake_triage(), today=date(2026, 11, 27))
    assert run_info(plan, tomorrow) == run_info(office.plan(), fake_triage())


def test_input_and_model_name_the_run(office: Office) -> None:
    """Other bytes or another model: another run."""
    triage = fake_triage()
    first = run_info(office.plan(), triage)
    other = run_info(office.plan(), replace(triage, model=replace(triage.model, version="2")))
    office.export.write_text(LINES + "2,Danke\n", encoding="utf-8")
    assert len({one.run_id for one in (first, other, run_info(office.plan(), triage))}) == 3


def test_without_a_model_nothing_is_scored(office: Office) -> None:
    """The line says what to run."""
    with pytest.raises(RegistryError, match="postfach-triage train"):
        run_info(office.plan(), replace(fake_triage(), model=None))


@pytest.mark.parametrize("folder", [False, True])
def test_results_never_take_the_place_of_an_export(office: Office, folder: bool) -> None:
    """Neither the export itself nor a file that the next run would read as one is written."""
    plan = office.plan(target=office.export.parent / "." / office.export.name)
    if folder:
        plan = replace(plan, export=office.export.parent, target=office.export.with_name("a.csv"))
    with pytest.raises(ExportError, match="take the place"):
        plan.results("0123456789ab")


def test_a_place_that_is_not_there_is_said_before_the_night(office: Office) -> None:
    """Nothing is scored for results that cannot be written."""
    with pytest.raises(ExportError, match="--out"):
        office.score(target=office.target.parent / "none" / "r.jsonl")
    assert office.parts() == []


def test_the_default_place_is_beside_the_export(office: Office) -> None:
    """With --new-only the run's id stands in the name, so that no run covers another."""
    plan = office.plan(target=None)
    assert plan.results("ab12").name == "portal.results.jsonl"
    assert replace(plan, new_only=True).results("ab12").name == "portal.ab12.results.jsonl"
    assert replace(plan, name="stdin").results("ab12") == Path("stdin.results.jsonl")
    inside = replace(plan, export=office.export.parent)
    assert inside.results("ab12") == office.export.parent / "results.jsonl"


def test_urgent_rows_lie_beside_the_results(tmp_path: Path) -> None:
    """Beside a file or one to come; beside a device nobody would find them."""
    assert urgent_path(tmp_path / "r.csv", Path("run")) == tmp_path / "urgent.jsonl"
    assert urgent_path(Path("/dev/null"), Path("run")) == Path("run/urgent.jsonl")
