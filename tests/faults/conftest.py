"""What the fault tests share: an export, the program as a process, a folder for each run."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from postfach_triage.cli.options import CONFIG_VARIABLE, MODELS_VARIABLE, models_folder
from postfach_triage.triage import Triage

TODAY = "2026-11-26"
PATIENCE = 300  # seconds until a test gives up, on a busy machine too
# Small chunks: more moments at which something can break.
PROGRAM = (
    "from postfach_triage.nightly import chunks; chunks.CHUNK = 64; "
    "from postfach_triage.cli.main import main; main()"
)
TEXTS = (
    "Danke!",
    "Anbei die Lohnabrechnung für Oktober, viele Grüße",
    "Wir haben seit gestern keinen Strom mehr und ein Baby",
    "Ich lege Widerspruch gegen den Bescheid vom 3.11. ein",
    "Wann kommt das Geld?",
)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add --short: each fault, but fewer of them."""
    parser.addoption("--short", action="store_true", help="fewer faults of each kind")


@pytest.fixture(scope="session")
def short(pytestconfig: pytest.Config) -> bool:
    """Tell whether few faults are enough."""
    return bool(pytestconfig.getoption("--short"))


@dataclass(frozen=True)
class Night:
    """A folder with an export, and the command that scores it."""

    folder: Path

    @property
    def export(self) -> Path:
        """Name the export."""
        return self.folder / "portal.jsonl"

    @property
    def results(self) -> Path:
        """Name the results."""
        return self.folder / "portal.results.jsonl"

    @property
    def urgent(self) -> Path:
        """Name the file of urgent rows."""
        return self.folder / "urgent.jsonl"

    def parts(self) -> list[Path]:
        """Name the parts that are kept."""
        return sorted(self.folder.glob("runs/*/parts/*.json"))

    def manifest(self) -> Path:
        """Name the manifest of the only run."""
        (path,) = self.folder.glob("runs/*/manifest.json")
        return path

    def start(self, *words: str, before: Callable[[], None] | None = None) -> subprocess.Popen[str]:
        """Start the program; `before` runs in the new process."""
        command = ["score", str(self.export), "--runs", str(self.folder / "runs")]
        return subprocess.Popen(
            [sys.executable, "-c", PROGRAM, *command, "--today", TODAY, *words],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            preexec_fn=before,
            env={
                k: v for k, v in os.environ.items() if k not in (MODELS_VARIABLE, CONFIG_VARIABLE)
            },
        )

    def run(self, *words: str, before: Callable[[], None] | None = None) -> tuple[int, str]:
        """Run the program to its end; give its exit code and what it said beside the summary."""
        process = self.start(*words, before=before)
        _out, errors = process.communicate(timeout=PATIENCE)
        return process.returncode, errors


@pytest.fixture(scope="session")
def nights(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], Night]:
    """Give a function that makes a folder with an export of so many rows."""

    def make(rows: int) -> Night:
        night = Night(tmp_path_factory.mktemp("night"))
        lines = (
            json.dumps({"message_id": f"M{n}", "text": f"{TEXTS[n % len(TEXTS)]} {n}"})
            for n in range(rows)
        )
        night.export.write_text("\n".join(lines), encoding="utf-8")
        return night

    return make


@pytest.fixture(scope="session")
def undisturbed(nights: Callable[[int], Night]) -> Callable[[int], Night]:
    """Give a function that gives a night of so many rows in which nothing went wrong."""
    kept: dict[int, Night] = {}

    def make(rows: int) -> Night:
        if rows not in kept:
            kept[rows] = nights(rows)
            assert kept[rows].run() == (0, "")
        return kept[rows]

    return make


@pytest.fixture(scope="session")
def triage() -> Triage:
    """Give the program with its own model and the packaged settings."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv(MODELS_VARIABLE, raising=False)
        from datetime import date

        return Triage.load(today=date.fromisoformat(TODAY), models=models_folder(None))
