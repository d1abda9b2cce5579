"""`runs list|show|purge`: what is kept, found again, deleted."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from nightly_runs import Office

from postfach_triage.errors import RunError
from postfach_triage.nightly.history import all_runs, one_run, purge
from postfach_triage.nightly.known import known
from postfach_triage.nightly.starting import moment

HEAD = "message_id,text\n"
DAY = timedelta(days=1)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """Give an office with two finished runs."""
    office = Office(tmp_path, HEAD + "1,Danke\n")
    office.score()
    office.export.write_text(HEAD + "1,Danke\n2,Danke\n", encoding="utf-8")
    office.score()
    return office


def test_runs_are_listed(office: Office) -> None:
    """The oldest first; other folders are none."""
    (office.runs / "mine").mkdir()
    found = all_runs(office.runs)
    assert [run.rows for run in found] in ([1, 2], [2, 1])
    assert [run.finished for run in found] == sorted(run.finished for run in found)


def test_a_run_is_found_by_the_beginning_of_its_id(office: Office) -> None:
    """One that is not there, or more than one, is said."""
    first = all_runs(office.runs)[0]
    assert one_run(office.runs, first.run_id[:8]) == first
    for wrong in ("nothing", ""):
        with pytest.raises(RunError, match="no such run"):
            one_run(office.runs, wrong)
    with pytest.raises(RunError, match="no such folder of runs"):
        all_runs(office.runs / "none")


def test_old_runs_are_deleted(office: Office) -> None:
    """Younger ones stay; a folder without a readable manifest counts by its own time."""
    broken = office.runs / "broken"
    broken.mkdir()
    assert purge(office.runs, older_than=DAY, now=moment()) == []
    gone = purge(office.runs, older_than=DAY, now=moment() + 2 * DAY)
    assert len(gone) == 3 and "broken" in gone
    assert all_runs(office.runs) == []


def test_messages_of_deleted_runs_are_forgotten(office: Office) -> None:
    """Not even their hashes stay in the index."""
    with known(office.runs) as index:
        assert index.size() == 2
    purge(office.runs, older_than=DAY, now=moment() + 2 * DAY)
    with known(office.runs) as index:
        assert index.size() == 0


def test_times_have_an_offset() -> None:
    """A run can be judged from any time zone."""
    assert isinstance(moment(), datetime) and moment().utcoffset() is not None
