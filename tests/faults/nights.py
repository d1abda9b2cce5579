"""A folder with an export, and the program as a process that scores it."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from postfach_triage.cli.options import CONFIG_VARIABLE, MODELS_VARIABLE

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

    def start(
        self, *words: str, before: Callable[[], None] | None = None, program: str = PROGRAM
    ) -> subprocess.Popen[str]:
        """Start the program; `before` runs in the new process."""
        command = ["score", str(self.export), "--runs", str(self.folder / "runs")]
        return subprocess.Popen(
            [sys.executable, "-c", program, *command, "--today", TODAY, *words],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            preexec_fn=before,
            env={
                k: v for k, v in os.environ.items() if k not in (MODELS_VARIABLE, CONFIG_VARIABLE)
            },
        )

    def run(self, *words: str, **how: Any) -> tuple[int, str]:
        """Run the program to its end; give its exit code and what it said beside the summary."""
        process = self.start(*words, **how)
        _out, errors = process.communicate(timeout=PATIENCE)
        return process.returncode, errors
