"""Exported reviews: one JSON object per line, the fields of the record `Review`."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any, get_args, get_type_hints

from postfach_triage.errors import TriageError
from postfach_triage.records import Review

_NEEDED = ("message_id", "reviewer", "verdict", "reply", "decided_on")
_TEXTS = ("reason", "suggested", "text")
_CHOICES = {name: get_args(get_type_hints(Review)[name]) for name in ("verdict", "how")}


def load_reviews(path: Path) -> list[Review]:
    """Read reviews; raise TriageError naming file, line and field, never a text."""
    try:
        lines = path.read_bytes().splitlines()
    except FileNotFoundError:
        raise TriageError(
            "no such file", where=str(path), next_step="export the reviews of the page first"
        ) from None
    return [_review(f"{path.name}:{n}", line) for n, line in enumerate(lines, 1) if line.strip()]


def _review(where: str, line: bytes) -> Review:
    try:
        values = json.loads(line)
    except ValueError:
        raise _error(where, "no JSON") from None
    if not isinstance(values, dict):
        raise _error(where, "no JSON object")
    return _built(where, values)


def _built(where: str, values: dict[str, Any]) -> Review:
    for name in _NEEDED:
        if name not in values:
            raise _error(f"{where}: {name}", "is missing", allowed=", ".join(_NEEDED))
    unknown = sorted(values.keys() - set(Review.__dataclass_fields__))
    if unknown:
        raise _error(f"{where}: {unknown[0]}", "unknown field")
    for name, allowed in _CHOICES.items():
        if name in values and values[name] not in allowed:
            raise _error(f"{where}: {name}", "unknown value", allowed=", ".join(allowed))
    for name in ("message_id", "reviewer", *_TEXTS):
        if not isinstance(values.get(name, ""), str):
            raise _error(f"{where}: {name}", "must be a text")
    if not isinstance(values["reply"], str | None):
        raise _error(f"{where}: reply", "must be an id or null")
    return Review(
        **{
            **values,
            "intents": tuple(values.get("intents") or ()),
            "decided_on": _moment(where, values["decided_on"]),
        }
    )


def _moment(where: str, value: Any) -> datetime:
    try:
        return datetime.fromisoformat(value)
    except (TypeError, ValueError):
        raise _error(
            f"{where}: decided_on", "no date and time", allowed="2026-11-26T09:30:00+01:00"
        ) from None


def _error(where: str, what: str, *, allowed: str = "") -> TriageError:
    return TriageError(what, where=where, allowed=allowed, next_step="mend or remove this line")
