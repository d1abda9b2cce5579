"""Files of one JSON object per line, read strictly: errors name file, line and field, no value."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from postfach_triage.errors import AnnotationError

Test = Callable[[Any], bool]


def read_lines(path: Path, fields: Mapping[str, Test]) -> list[dict[str, Any]]:
    """Read objects that have just these fields, each with a value that passes its test.

    A missing file holds none. Raise AnnotationError for anything else, and where an `id`
    occurs twice.
    """
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


def is_filled(value: Any) -> bool:
    """Say whether a value is text that says something."""
    return isinstance(value, str) and bool(value.strip())


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
