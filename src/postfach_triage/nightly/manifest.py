"""What a run's folder says about it: what it reads, what is done, with checksums."""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from postfach_triage.exports.placing import into_place

FILE = "manifest.json"
# Raise this when parts or records change their form: older runs are then scored anew.
FORM = 1


@dataclass(frozen=True, slots=True)
class Done:
    """A finished chunk: how many rows, and sha256 of its part and of its record."""

    rows: int
    part: str
    record: str


@dataclass(slots=True)
class Manifest:
    """One run. `today` is the day it pretends, also when it is finished on another.

    `extra` are the export's own columns. Times are ISO 8601 with offset; `finished` is None
    until the last chunk is done. `attempts` counts how often it was begun or taken up.
    """

    run_id: str
    export: str
    input_sha256: str
    model_version: str
    rules_version: str
    calibrated_on: str
    program: str
    today: date
    started: str
    options: dict[str, Any] = field(default_factory=dict)
    extra: tuple[str, ...] | None = None
    chunks: dict[int, Done] = field(default_factory=dict)
    attempts: int = 1
    updated: str = ""
    finished: str | None = None
    counts: dict[str, Any] | None = None
    form: int = FORM

    @property
    def rows(self) -> int:
        """Count the rows that are done."""
        return sum(done.rows for done in self.chunks.values())

    def write(self, folder: Path) -> None:
        """Write it for good; a reader sees the former one or this one, never half of it."""
        plain = json.loads(json.dumps(asdict(self), default=str))
        plain["checksum"] = _checksum(plain)
        with into_place(folder / FILE) as stream:
            stream.write(json.dumps(plain).encode())


def read_manifest(folder: Path) -> Manifest | None:
    """Read the manifest of a run's folder; None where there is none that can be used."""
    try:
        plain = json.loads((folder / FILE).read_text(encoding="utf-8"))
        if plain.pop("checksum") != _checksum(plain):
            return None
        manifest = Manifest(**plain)
        manifest.today = date.fromisoformat(plain["today"])
        manifest.chunks = {int(n): Done(**done) for n, done in plain["chunks"].items()}
        manifest.extra = None if plain["extra"] is None else tuple(plain["extra"])
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None
    return manifest if manifest.form == FORM else None


def _checksum(plain: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(plain, sort_keys=True).encode()).hexdigest()
