"""Which model was live when, and by what command: `models/log.jsonl`, only ever appended to."""

import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal, get_args

from postfach_triage.errors import RegistryError

LOG = "log.jsonl"
Command = Literal["train", "retrain", "promote", "rollback"]


@dataclass(frozen=True, slots=True)
class Change:
    """At `at` the command `by` put `version` into use, in place of `before` (None: of nothing)."""

    at: datetime
    by: Command
    version: str
    before: str | None


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time in which a version was live; `until` is None while it still is."""

    version: str
    since: datetime
    until: datetime | None
    by: Command


def append(folder: Path, change: Change) -> None:
    """Add a line; those before it are never touched."""
    line = json.dumps(asdict(change) | {"at": change.at.isoformat(timespec="seconds")})
    with (folder / LOG).open("a", encoding="utf-8") as log:
        log.write(line + "\n")
        log.flush()
        os.fsync(log.fileno())


def read(folder: Path) -> list[Change]:
    """Read the log, oldest line first; empty where nothing was ever put into use by a command."""
    path = folder / LOG
    if not path.is_file():
        return []
    lines = path.read_bytes().splitlines()
    return [_change(f"{path}:{number}", line) for number, line in enumerate(lines, 1)]


def earlier(changes: Sequence[Change], current: str) -> str | None:
    """Name the version that was live before the current one was put into use.

    A rollback takes the last step back, so the next one goes further back, not forward again.
    """
    stack: list[str | None] = []
    for change in changes:
        if change.by == "rollback" and stack[-2:-1] == [change.version]:
            stack.pop()
            continue
        if stack[-1:] != [change.before]:
            stack.append(change.before)  # the first line, or `current` was written by hand
        stack.append(change.version)
    if stack[-1:] != [current]:
        stack.append(current)
    return stack[-2] if len(stack) > 1 else None


def periods(changes: Sequence[Change]) -> list[Period]:
    """Tell when each version was live, oldest first."""
    ends = [*(change.at for change in changes[1:]), None]
    return [
        Period(change.version, change.at, until, change.by)
        for change, until in zip(changes, ends, strict=False)
    ]


def _change(where: str, line: bytes) -> Change:
    try:
        found = json.loads(line)
        change = Change(**(found | {"at": datetime.fromisoformat(found["at"])}))
    except (ValueError, TypeError, KeyError):
        raise _broken(where) from None
    if change.by not in get_args(Command):
        raise _broken(where)
    return change


def _broken(where: str) -> RegistryError:
    allowed = "one JSON object with at, by, version, before"
    return RegistryError("broken line", where=where, allowed=allowed, next_step="mend this line")
