"""What others say of annotated messages: second labels, adjudications, replies; without text.

They lie beside the annotated messages, one JSON object per line; a missing or empty file
means that there are none (fields: data/annotated/README.md).
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, get_args

from postfach_triage.errors import AnnotationError
from postfach_triage.evaluation.adjudication import Adjudication, Verdict
from postfach_triage.evaluation.agreement import SecondLabel
from postfach_triage.records import EFFECTS, URGENCIES, Annotation, Lane

SECOND_LABELS, ADJUDICATIONS = "second_labels.jsonl", "adjudications.jsonl"
REPLIES = "reply_labels.jsonl"
Test = Callable[[Any], bool]


def load_second_labels(folder: Path) -> list[SecondLabel]:
    """Read second_labels.jsonl; raise AnnotationError naming file, line and field."""
    return [
        SecondLabel(
            id=line["id"],
            intents=tuple(line["intents"]),
            lane=line["lane"],
            urgency=line["urgency"],
            effects=tuple(line["effects"]),
        )
        for line in _lines(folder / SECOND_LABELS, _LABEL)
    ]


def load_adjudications(folder: Path) -> list[Adjudication]:
    """Read adjudications.jsonl; raise AnnotationError naming file, line and field."""
    return [
        Adjudication(**{**line, "on": date.fromisoformat(line["on"])})
        for line in _lines(folder / ADJUDICATIONS, _ADJUDICATION)
    ]


def with_replies(golds: Iterable[Annotation], folder: Path) -> list[Annotation]:
    """Give each annotation the reply that reply_labels.jsonl names for its id.

    Raise AnnotationError naming file, line and field.
    """
    replies = {line["id"]: line["reply"] for line in _lines(folder / REPLIES, _REPLY)}
    return [replace(gold, reply=replies.get(gold.id, gold.reply)) for gold in golds]


def _lines(path: Path, fields: Mapping[str, Test]) -> list[dict[str, Any]]:
    try:
        lines = path.read_bytes().splitlines()
    except FileNotFoundError:
        return []
    found = [_parse(f"{path.name}:{n}", line, fields) for n, line in enumerate(lines, 1)]
    seen: set[str] = set()
    for number, line in enumerate(found, 1):
        if line["id"] in seen:
            raise _error(f"{path.name}:{number}", "id must not occur twice")
        seen.add(line["id"])
    return found


def _parse(where: str, line: bytes, fields: Mapping[str, Test]) -> dict[str, Any]:
    try:
        values = json.loads(line)
    except (ValueError, RecursionError):
        values = None
    if not isinstance(values, dict) or set(values) != set(fields):
        raise _error(where, "must be one JSON object with " + ", ".join(fields))
    for name, test in fields.items():
        if not _holds(test, values[name]):
            raise _error(where, f"{name} has a value that is not allowed (README.md)")
    return values


def _holds(test: Test, value: Any) -> bool:
    try:
        return test(value)
    except (TypeError, ValueError):
        return False


def _error(where: str, what: str) -> AnnotationError:
    return AnnotationError(what, where=where, next_step="mend this line")


def _filled(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


_LABEL: Mapping[str, Test] = {
    "id": _filled,
    "intents": lambda value: isinstance(value, list) and bool(value) and all(map(_filled, value)),
    "lane": lambda value: value in get_args(Lane),
    "urgency": lambda value: value in URGENCIES,
    "effects": lambda value: isinstance(value, list) and set(EFFECTS).issuperset(value),
}
_REPLY: Mapping[str, Test] = {"id": _filled, "reply": _filled}
_ADJUDICATION: Mapping[str, Test] = {
    "id": _filled,
    "verdict": lambda value: value in get_args(Verdict),
    "reason": _filled,
    "by": _filled,
    "on": lambda value: bool(date.fromisoformat(value)),
}
