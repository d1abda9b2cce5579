"""What the functional tests share: one Triage, the command line, an export scored at once."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from runs import TODAY, Rows, read_jsonl
from typer.testing import CliRunner, Result

from postfach_triage.cli.main import app
from postfach_triage.cli.options import CONFIG_VARIABLE, MODELS_VARIABLE, models_folder
from postfach_triage.nightly.plan import Plan
from postfach_triage.nightly.run import score
from postfach_triage.triage import Triage


@pytest.fixture(autouse=True, scope="session")
def _settings_of_the_machine_do_not_count() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv(MODELS_VARIABLE, raising=False)
        patch.delenv(CONFIG_VARIABLE, raising=False)
        yield


@pytest.fixture(scope="session")
def triage(_settings_of_the_machine_do_not_count: None) -> Triage:
    """Give the program with its own model and the packaged settings."""
    return Triage.load(today=TODAY, models=models_folder(None))


@pytest.fixture(scope="session")
def cli(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Result]:
    """Give the command line, run in this process; a traceback is a failed test.

    Runs are kept in one folder of the session, where a test names no other.
    """
    runs = tmp_path_factory.mktemp("runs")

    def run(*args: object, stdin: bytes | str = b"") -> Result:
        words = [str(arg) for arg in args]
        if words[:1] == ["score"] and "--runs" not in words:
            words += ["--runs", str(runs)]
        return CliRunner().invoke(
            app, words, input=stdin, catch_exceptions=False, prog_name="postfach-triage"
        )

    return run


@pytest.fixture
def scored(triage: Triage, tmp_path: Path) -> Callable[..., Rows]:
    """Give a function that scores the content of one export and returns its result rows."""

    def run(content: str | bytes, name: str = "portal.csv", **plan: Any) -> Rows:
        export, target = tmp_path / name, tmp_path / "out.jsonl"
        export.write_bytes(content if isinstance(content, bytes) else content.encode())
        runs = tmp_path / "runs"
        score(Plan(export, target, "jsonl", runs, **plan), triage, progress=lambda _rows: None)
        return read_jsonl(target)

    return run
