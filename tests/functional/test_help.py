"""The help of every command, word for word."""

import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.main import get_command

from postfach_triage.cli.main import app, main

GOLDEN = Path(__file__).parents[1] / "golden"


def _commands() -> Iterator[tuple[str, ...]]:
    waiting = [((), get_command(app))]
    while waiting:
        path, command = waiting.pop(0)
        yield path
        waiting += [((*path, name), sub) for name, sub in getattr(command, "commands", {}).items()]


def _golden(command: tuple[str, ...]) -> Path:
    return GOLDEN / ("_".join(("help", *command)) + ".txt")


@pytest.fixture
def program(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
    """Give the console script as a shell of 100 columns starts it."""
    handler = signal.getsignal(signal.SIGTERM)
    monkeypatch.setenv("COLUMNS", "100")

    def run(*words: str) -> None:
        monkeypatch.setattr("sys.argv", ["postfach-triage", *words])
        main()

    yield run
    signal.signal(signal.SIGTERM, handler)


@pytest.mark.parametrize("command", list(_commands()), ids=" ".join)
def test_the_help_is_as_written_down(
    program: Callable[..., None], capsys: pytest.CaptureFixture[str], command: tuple[str, ...]
) -> None:
    """After a wanted change: COLUMNS=100 postfach-triage COMMAND --help > tests/golden/FILE."""
    with pytest.raises(SystemExit) as ended:
        program(*command, "--help")
    assert ended.value.code == 0
    written = _golden(command).read_text(encoding="utf-8")
    assert capsys.readouterr().out == written, _golden(command).name


def test_no_help_is_left_over() -> None:
    """Every golden help belongs to a command."""
    assert set(GOLDEN.glob("help*.txt")) == {_golden(command) for command in _commands()}
