"""One run at a time in a runs folder."""

import threading
from pathlib import Path

import pytest

from postfach_triage.errors import RunError
from postfach_triage.nightly.lock import BusyError, locked


def test_a_second_run_is_told_at_once_where_it_will_not_wait(tmp_path: Path) -> None:
    """`--new-only` comes again in ten minutes."""
    with (
        locked(tmp_path, wait=False, say=print),
        pytest.raises(BusyError, match="another run is at work"),
        locked(tmp_path, wait=False, say=print),
    ):
        raise AssertionError("both had the lock")


def test_a_second_run_waits_for_the_first(tmp_path: Path) -> None:
    """It says so and begins when the first has ended."""
    said, order = threading.Event(), []

    def second() -> None:
        with locked(tmp_path, wait=True, say=lambda _line: said.set()):
            order.append("second")

    with locked(tmp_path, wait=True, say=print):
        waiting = threading.Thread(target=second)
        waiting.start()
        assert said.wait(timeout=60)
        order.append("first")
    waiting.join(timeout=60)
    assert order == ["first", "second"]


def test_an_error_lets_the_lock_go(tmp_path: Path) -> None:
    """Nobody has to remove a file by hand."""
    with pytest.raises(ZeroDivisionError), locked(tmp_path, wait=False, say=print):
        raise ZeroDivisionError
    with locked(tmp_path, wait=False, say=print):
        assert (tmp_path / ".lock").exists()


def test_a_place_that_is_no_folder_is_said(tmp_path: Path) -> None:
    """One line that names --runs."""
    (tmp_path / "file").touch()
    with pytest.raises(RunError, match="--runs"), locked(tmp_path / "file", wait=True, say=print):
        raise AssertionError("locked a file")
