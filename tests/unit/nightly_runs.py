"""Runs of the fake triage in a folder of their own, and what they leave there."""

import json
from pathlib import Path
from typing import Any

from triages import fake_triage

from postfach_triage.nightly.plan import Plan
from postfach_triage.nightly.run import score
from postfach_triage.nightly.summary import Summary
from postfach_triage.triage import Triage


class Office:
    """An export, its results and its runs, in one folder."""

    def __init__(self, folder: Path, content: str) -> None:
        """Write the export."""
        self.export = folder / "portal.csv"
        self.target = folder / "out.jsonl"
        self.runs = folder / "runs"
        self.urgent = folder / "urgent.jsonl"
        self.said: list[str] = []
        self.progress: list[int] = []
        self.export.write_text(content, encoding="utf-8")

    def plan(self, **options: Any) -> Plan:
        """Give a plan."""
        given = {"target": self.target, "file_format": "jsonl", "runs": self.runs}
        return Plan(self.export, **{**given, **options})

    def score(self, triage: Triage | None = None, **options: Any) -> Summary:
        """Run once."""
        self.progress.clear()
        triage = triage or fake_triage()
        plan = self.plan(**options)
        return score(plan, triage, progress=self.progress.append, say=self.said.append)

    def rows(self, path: Path | None = None) -> list[dict[str, Any]]:
        """Read results."""
        return [json.loads(line) for line in (path or self.target).read_text("utf-8").splitlines()]

    def manifest(self) -> dict[str, Any]:
        """Read the manifest of the only run."""
        (path,) = self.runs.glob("*/manifest.json")
        found: dict[str, Any] = json.loads(path.read_text("utf-8"))
        return found

    def parts(self) -> list[Path]:
        """Name the parts of all runs."""
        return sorted(self.runs.glob("*/parts/*.jsonl"))
