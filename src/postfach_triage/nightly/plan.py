"""What a run is asked to do, and the name it gets by all that can change its rows."""

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO

from postfach_triage.config.fingerprint import config_fingerprint
from postfach_triage.errors import ExportError, RegistryError
from postfach_triage.exports.columns import RunInfo
from postfach_triage.exports.sources import input_sha256, is_export, sources
from postfach_triage.exports.writing import results_path
from postfach_triage.triage import Triage
from postfach_triage.version import VERSION

URGENT_FILE = "urgent.jsonl"


@dataclass(frozen=True, slots=True)
class Plan:
    """What to score and how.

    `target` is a file, stdout as a binary stream, or None for the default beside the export.
    `name` stands for the export's own in the row keys (for a copy of stdin). `today` is set
    only where the day was asked for. `workers` None: chosen by the size of the export.
    """

    export: Path
    target: Path | BinaryIO | None
    file_format: str
    runs: Path
    mapping: Mapping[str, str] | None = None
    with_text: bool = False
    name: str | None = None
    today: date | None = None
    new_only: bool = False
    fresh: bool = False
    split: bool = False
    workers: int | None = None
    engine: str = "local"
    scheduler: str | None = None

    def results(self, run_id: str) -> Path | BinaryIO:
        """Say where the results go; refuse the place of an export, and one nobody can write to."""
        target = self.target
        if target is None:
            export = None if self.name else self.export
            target = results_path(export, self.file_format, run_id if self.new_only else "")
        if isinstance(target, Path):
            _keep_exports(self.export, target)
            _need_room(target)
        return target


def run_info(plan: Plan, triage: Triage) -> RunInfo:
    """Name a run by input, program, model, configuration and the options that change rows."""
    if triage.model is None:
        raise RegistryError("no model loaded", next_step="postfach-triage train")
    rules = config_fingerprint(triage.office)
    sha256 = input_sha256(plan.export)
    parts = {
        "input": [sha256, *(source.name for source in sources(plan.export, plan.name))],
        "model": triage.model.version,
        "program": VERSION,
        "configuration": rules,
        "mapping": dict(plan.mapping or {}),
        "with_text": plan.with_text,
        "new_only": plan.new_only,
        "today": plan.today.isoformat() if plan.today else None,
    }
    key = json.dumps(parts, sort_keys=True, ensure_ascii=False)
    return RunInfo(
        input_sha256=sha256,
        calibrated_on=triage.office.calibrated_on,
        model_version=triage.model.version,
        rules_version=rules[:12],
        run_id=hashlib.sha256(key.encode()).hexdigest()[:12],
    )


def urgent_path(results: Path | BinaryIO, run_folder: Path) -> Path:
    """Say where urgent rows go: beside the results; where those are no file, to the run."""
    if isinstance(results, Path) and _is_file(results):
        return results.with_name(URGENT_FILE)
    return run_folder / URGENT_FILE


def _is_file(target: Path) -> bool:
    """Tell a file, there or to come, from a device or a pipe."""
    return target.is_file() or not target.exists()


def _need_room(target: Path) -> None:
    """Say before the night, not after it, that the results have no place to go."""
    if _is_file(target) and not os.access(target.parent, os.W_OK | os.X_OK):
        raise ExportError(
            "the results cannot be written there",
            where=str(target),
            next_step="check the folder and its rights, or name another --out",
        )


def _keep_exports(export: Path, target: Path) -> None:
    """Refuse a target that is the export, or that the next run would read as one."""
    inside = export.is_dir() and target.parent.resolve() == export.resolve()
    if (inside and is_export(target.name)) or target.resolve() == export.resolve():
        raise ExportError(
            "the results would take the place of an export",
            where=str(target),
            next_step="name another --out",
        )
