"""urgent.jsonl: rows for now, known as soon as their chunk is done, each row of a run once."""

import fcntl
import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any, BinaryIO

from postfach_triage.errors import RunError
from postfach_triage.nightly.summary import NOW, Urgent


class UrgentFile:
    """Appends to the file; others may read it, move it away or append to it meanwhile."""

    def __init__(self, path: Path, run_id: str) -> None:
        self._path = path
        self._run_id = run_id
        self._there: set[str] | None = None

    def add(self, rows: Iterable[Urgent]) -> None:
        """Append the U0 rows that are not there yet."""
        now = [row for row in rows if row.urgency == NOW]
        if not now:
            return
        try:
            self._append(now)
        except OSError as error:
            raise RunError(
                f"urgent rows cannot be written ({error.strerror})",
                where=str(self._path),
                next_step="check the folder, its rights and its space, then run again",
            ) from None

    def _append(self, rows: list[Urgent]) -> None:
        handle = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)
        with os.fdopen(handle, "r+b") as stream:
            fcntl.flock(stream, fcntl.LOCK_EX)
            if self._there is None:
                self._there = _mended(stream, self._run_id)
            fresh = [row for row in rows if row.row not in self._there]
            stream.write(b"".join(_line(row, self._run_id) for row in fresh))
        self._there.update(row.row for row in fresh)


def _mended(stream: BinaryIO, run_id: str) -> set[str]:
    """Read the rows of a run that are there; a line that a full disk cut off is taken out."""
    content = stream.read()
    end = content.rfind(b"\n") + 1
    lines = [*map(_parsed, content[:end].splitlines()), last := _parsed(content[end:])]
    if last:
        stream.write(b"\n")
    else:
        stream.truncate(end)
    return {line["row"] for line in lines if line.get("run_id") == run_id and "row" in line}


def _parsed(line: bytes) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _line(urgent: Urgent, run_id: str) -> bytes:
    plain = {
        "row": urgent.row,
        "message_id": urgent.message_id,
        "run_id": run_id,
        "kind": urgent.kind,
        "team": urgent.team,
        "received_at": urgent.received_at,
    }
    # Plain ASCII: whoever reads line by line is not misled by a line separator inside an id.
    return json.dumps(plain).encode() + b"\n"
