"""What others say of annotated messages: second labels, adjudications, replies; without text.

They lie beside the annotated messages, one JSON object per line; a missing or empty file
means that there are none (fields: data/annotated/README.md).
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import get_args

from postfach_triage.evaluation.adjudication import Adjudication, Verdict
from postfach_triage.evaluation.agreement import SecondLabel
from postfach_triage.json_lines import Test, is_filled, read_lines
from postfach_triage.records import EFFECTS, URGENCIES, Annotation, Lane

SECOND_LABELS, ADJUDICATIONS = "second_labels.jsonl", "adjudications.jsonl"
REPLIES = "reply_labels.jsonl"


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
        for line in read_lines(folder / SECOND_LABELS, _LABEL)
    ]


def load_adjudications(folder: Path) -> list[Adjudication]:
    """Read adjudications.jsonl; raise AnnotationError naming file, line and field."""
    return [
        Adjudication(**{**line, "on": date.fromisoformat(line["on"])})
        for line in read_lines(folder / ADJUDICATIONS, _ADJUDICATION)
    ]


def with_replies(golds: Iterable[Annotation], folder: Path) -> list[Annotation]:
    """Give each annotation the reply that reply_labels.jsonl names for its id.

    Raise AnnotationError naming file, line and field.
    """
    replies = {line["id"]: line["reply"] for line in read_lines(folder / REPLIES, _REPLY)}
    return [replace(gold, reply=replies.get(gold.id, gold.reply)) for gold in golds]


_LABEL: Mapping[str, Test] = {
    "id": is_filled,
    "intents": lambda value: isinstance(value, list) and bool(value) and all(map(is_filled, value)),
    "lane": lambda value: value in get_args(Lane),
    "urgency": lambda value: value in URGENCIES,
    "effects": lambda value: isinstance(value, list) and set(EFFECTS).issuperset(value),
}
_REPLY: Mapping[str, Test] = {"id": is_filled, "reply": is_filled}
_ADJUDICATION: Mapping[str, Test] = {
    "id": is_filled,
    "verdict": lambda value: value in get_args(Verdict),
    "reason": is_filled,
    "by": is_filled,
    "on": lambda value: bool(date.fromisoformat(value)),
}
