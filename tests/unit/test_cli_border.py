"""What a command raises becomes an exit code and at most one line."""

from collections.abc import Callable

import pytest
import typer

from postfach_triage.cli.border import Terminated, guarded
from postfach_triage.errors import ConfigError, ExportError, GateError, TriageError


def _raise(error: BaseException) -> Callable[[], None]:
    def command() -> None:
        raise error

    return guarded(command)


@pytest.mark.parametrize(
    ("error", "code", "line"),
    [
        (ExportError("no such file", where="a.csv", next_step="look"), 1, "a.csv: no such file."),
        (ConfigError([TriageError("odd"), TriageError("odder")]), 1, "odd. (and 1 more"),
        (GateError("too low"), 3, "postfach-triage: too low."),
        (KeyboardInterrupt(), 130, "Run the same command again"),
        (Terminated(), 143, "Run the same command again"),
        (BrokenPipeError(), 0, ""),
        (PermissionError(13, "Permission denied", "/x"), 1, "/x: Permission denied. Next:"),
        (OSError(28, "No space left on device"), 1, "output: No space left"),
    ],
    ids=["export", "config", "gate", "Ctrl-C", "SIGTERM", "pipe", "rights", "disk"],
)
def test_each_failure_has_its_code(
    error: BaseException, code: int, line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line on stderr, or none where the reader has gone; nothing on stdout."""
    with pytest.raises(typer.Exit) as ended:
        _raise(error)()
    printed = capsys.readouterr()
    assert (ended.value.exit_code, printed.out) == (code, "")
    assert line in printed.err and len(printed.err.splitlines()) == bool(line)


def test_a_fault_of_the_program_is_not_hidden() -> None:
    """What nobody expected stays a traceback."""
    with pytest.raises(ZeroDivisionError):
        _raise(ZeroDivisionError())()


def test_a_command_without_fault_gives_its_result(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where the job was started without an stdout."""
    monkeypatch.setattr("sys.stdout", None)
    assert guarded(lambda number: number + 1)(1) == 2
