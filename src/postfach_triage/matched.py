"""The matched messages beside the annotated ones: the same request in other words.

They are for measuring alone and lie in a folder of their own, so that no training reads them
(fields: data/annotated/README.md).
"""

import json
from collections.abc import Collection
from pathlib import Path
from typing import Any, get_args

from postfach_triage.errors import AnnotationError
from postfach_triage.evaluation.fairness import WAYS, MatchedRequest, MatchedSet
from postfach_triage.json_lines import is_filled, read_lines
from postfach_triage.records import URGENCIES, Lane

FOLDER, REQUESTS, NAMES = "matched", "requests.jsonl", "names.json"


def load_matched(data: Path, *, intents: Collection[str]) -> MatchedSet | None:
    """Read the matched set of a folder of annotated messages; None where there is none.

    Raise AnnotationError naming file, line and field, never a value.
    """
    folder = data / FOLDER
    fields = {
        "id": is_filled,
        "intent": lambda value: value in intents,
        "lane": lambda value: value in get_args(Lane),
        "urgency": lambda value: value in URGENCIES,
        "ways": lambda value: set(value) == set(WAYS) and all(map(is_filled, value.values())),
        "feminine": is_filled,
        "masculine": is_filled,
    }
    requests = [MatchedRequest(**line) for line in read_lines(folder / REQUESTS, fields)]
    if not requests:
        return None
    return MatchedSet(tuple(requests), _names(folder / NAMES))


def _names(path: Path) -> dict[str, tuple[str, ...]]:
    try:
        names: Any = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        names = None
    if not (isinstance(names, dict) and names and all(map(_is_list_of_names, names.values()))):
        raise AnnotationError(
            "must be one JSON object: to each origin a list of names",
            where=path.name,
            next_step="mend this file",
        )
    return {origin: tuple(found) for origin, found in names.items()}


def _is_list_of_names(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(map(is_filled, value))
