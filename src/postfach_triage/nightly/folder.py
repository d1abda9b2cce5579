"""The folder of one run: its manifest, a part and a record for each chunk, the index of ids."""

import hashlib
import json
import shutil
from collections.abc import Iterator
from dataclasses import astuple
from pathlib import Path
from typing import Any

from postfach_triage.exports.placing import into_place
from postfach_triage.nightly.chunks import Scored
from postfach_triage.nightly.manifest import Done, Manifest
from postfach_triage.nightly.summary import Counts, Urgent

PARTS = "parts"


class RunFolder:
    """Where a run keeps what is done; every file is readable by its owner alone."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def create(self) -> None:
        """Make the folder."""
        (self.path / PARTS).mkdir(mode=0o700, parents=True, exist_ok=True)
        self.path.chmod(0o700)

    def remove(self) -> None:
        """Delete the run."""
        shutil.rmtree(self.path, ignore_errors=True)

    @property
    def ids(self) -> Path:
        """Name the index of message ids, which is made anew whenever the export is read."""
        return self.path / "ids.sqlite3"

    def part(self, number: int) -> Path:
        """Name a chunk's part: JSONL of the results."""
        return self.path / PARTS / f"{number:06}.jsonl"

    def parts(self, manifest: Manifest) -> Iterator[Path]:
        """Name the parts that are done in the order of the export."""
        return (self.part(number) for number in sorted(manifest.chunks))

    def put(self, scored: Scored) -> Done:
        """Keep a scored chunk; it counts once its checksums stand in the manifest."""
        record = {
            "counts": scored.counts.plain(),
            "urgent": [astuple(urgent) for urgent in scored.urgent],
            "keys": scored.keys.hex(),
        }
        kept = json.dumps(record, ensure_ascii=False).encode("utf-8", "replace")
        for path, content in (
            (self.part(scored.number), scored.part),
            (self._record(scored.number), kept),
        ):
            with into_place(path, lasting=False) as stream:
                stream.write(content)
        return Done(scored.counts.rows, _sha256(scored.part), _sha256(kept))

    def sound(self, number: int, done: Done) -> bool:
        """Tell whether a chunk's files are what was written."""
        return (
            _file_sha256(self.part(number)) == done.part
            and _file_sha256(self._record(number)) == done.record
        )

    def counted(self, number: int) -> tuple[Counts, list[Urgent]]:
        """Read what a chunk counted and its urgent rows."""
        record = self._read(number)
        return Counts.read(record["counts"]), [Urgent(*urgent) for urgent in record["urgent"]]

    def keys(self, number: int) -> bytes:
        """Read the keys of a chunk's rows."""
        return bytes.fromhex(self._read(number)["keys"])

    def _record(self, number: int) -> Path:
        return self.part(number).with_suffix(".json")

    def _read(self, number: int) -> dict[str, Any]:
        record: dict[str, Any] = json.loads(self._record(number).read_bytes())
        return record


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _file_sha256(path: Path) -> str | None:
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return None
