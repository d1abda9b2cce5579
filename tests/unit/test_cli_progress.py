"""Progress belongs on a terminal and nowhere else."""

import io

import pytest

from postfach_triage.cli.progress import shown


class Terminal(io.StringIO):
    """A stderr that says it is a terminal."""

    def isatty(self) -> bool:
        """Say yes."""
        return True


def test_a_log_file_sees_no_progress(capsys: pytest.CaptureFixture[str]) -> None:
    """Without a terminal nothing is written."""
    with shown() as progress:
        progress(7)
    assert capsys.readouterr() == ("", "")


def test_a_terminal_sees_the_count(monkeypatch: pytest.MonkeyPatch) -> None:
    """The line goes away when the work is done."""
    monkeypatch.setattr("sys.stderr", Terminal())
    monkeypatch.setenv("TERM", "xterm")
    with shown() as progress:
        progress(1234)
    import sys

    assert "1,234 messages" in sys.stderr.getvalue()
