"""`--new-only`: what a finished run has is left out, whatever file it stood in."""

from dataclasses import replace
from pathlib import Path

import pytest
from nightly_runs import Office
from test_nightly_run import Stops
from triages import fake_triage

from postfach_triage.errors import RunError
from postfach_triage.nightly import chunks
from postfach_triage.nightly.known import FILE

HEAD = "message_id,text\n"
MORNING = HEAD + "1,Danke\n2,Strom weg\n"


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """Give an office whose morning's export is scored."""
    monkeypatch.setattr(chunks, "CHUNK", 2)
    office = Office(tmp_path, MORNING)
    office.score(new_only=True, target=None)
    return office


def _new(office: Office, content: str) -> list[str]:
    """Name the rows of the next run that looks for new messages."""
    office.export.write_text(content, encoding="utf-8")
    summary = office.score(new_only=True, target=None)
    path = office.export.with_name(f"portal.{summary.run_id}.results.jsonl")
    return [row["row"] for row in office.rows(path)]


def test_only_new_messages_are_scored(office: Office) -> None:
    """Known id and text are left out; a new id, a new text and a row without an id are not."""
    more = "3,Danke\n2,Strom wieder da\n,Strom weg\n"
    assert _new(office, MORNING + more) == [f"portal.csv#{n}" for n in (3, 4, 5)]
    assert _new(office, MORNING + more) == [f"portal.csv#{n}" for n in (3, 4, 5)]
    assert _new(office, HEAD + more + "4,Danke\n") == ["portal.csv#4"]


def test_urgent_rows_are_said_once_a_day(office: Office) -> None:
    """The next run with the same message adds nothing."""
    _new(office, MORNING + "3,Danke\n")
    assert len(office.rows(office.urgent)) == 1


def test_a_plain_run_has_every_row(office: Office) -> None:
    """The night leaves nothing out, and the next day knows what the night had."""
    office.export.write_text(MORNING + "3,Danke\n", encoding="utf-8")
    office.score()
    assert len(office.rows()) == 3
    assert _new(office, HEAD + "3,Danke\n1,Danke\n5,Danke\n") == ["portal.csv#3"]


def test_an_unfinished_run_knows_nothing(office: Office) -> None:
    """What a stopped run scored is new for another export; the stopped run itself goes on."""
    more = "3,Danke\n4,Danke\n5,Danke\n"
    office.export.write_text(MORNING + more, encoding="utf-8")
    stopping = replace(fake_triage(), preprocessor=Stops("5", KeyboardInterrupt()))
    with pytest.raises(KeyboardInterrupt):
        office.score(stopping, new_only=True, target=None)
    assert len(_new(office, HEAD + more)) == 3
    # The cuts depend on all rows: what is done stays, the rest is known by now.
    assert _new(office, MORNING + more) == ["portal.csv#3", "portal.csv#4"]


def test_the_index_can_be_lost(office: Office) -> None:
    """It is made again from the runs; a broken one is said."""
    (office.runs / FILE).unlink()
    assert _new(office, MORNING + "3,Danke\n") == ["portal.csv#3"]
    (office.runs / FILE).write_bytes(b"no database" * 100)
    with pytest.raises(RunError, match="delete this file"):
        _new(office, MORNING + "4,Danke\n")


def test_a_deleted_run_is_forgotten(office: Office) -> None:
    """What no run has is new."""
    _new(office, HEAD)
    for manifest in office.runs.glob("*/manifest.json"):
        manifest.unlink()
    assert len(_new(office, MORNING)) == 2
