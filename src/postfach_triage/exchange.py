"""Files that annotation tools read and write: tasks of Label Studio, plain JSON lines.

Either holds annotations, or messages without labels (`sample --with-text`) to be labelled, with
suggestions of the model beside them if wanted. Whoever sees a suggestion does not label blind.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Literal

from postfach_triage import annotations
from postfach_triage.errors import AnnotationError
from postfach_triage.label_studio import LABELS, SUGGESTED, Json, Suggested, how, labelled, task
from postfach_triage.records import Message
from postfach_triage.triage import Triage

Form = Literal["label-studio", "jsonl"]
Suggest = Callable[[Sequence[Json]], list[Suggested]]
# What a redacted message of the office is, as long as nobody says otherwise.
_UNLABELLED = {"style": "plain", "lang": "de", "annotator": "exchange", "source": "own"}


def read_messages(path: Path) -> list[Json]:
    """Read annotations, or messages without labels, as JSON values; both are checked.

    Raise AnnotationError naming file, line and field, never a value.
    """
    values = list(_json_lines(path))
    if values and all("message_id" in one for one in values):
        return [_message(path, number, one) for number, one in enumerate(values, 1)]
    annotations.load(path)
    return values


def to_tasks(values: Sequence[Json], form: Form, suggest: Suggest | None, *, utf16: bool) -> bytes:
    """Write messages in the form of an annotation tool."""
    found: Sequence[Suggested | None] = suggest(values) if suggest else [None] * len(values)
    if form == "label-studio":
        pairs = zip(values, found, strict=True)
        made = [task(one, seen, utf16=utf16) for one, seen in pairs]
        return json.dumps(made, ensure_ascii=False, indent=1).encode(errors="replace")
    shown = [{} if seen is None else {SUGGESTED: asdict(seen)} for seen in found]
    lines = [one | more for one, more in zip(values, shown, strict=True)]
    texts = [json.dumps(line, ensure_ascii=False) + "\n" for line in lines]
    return "".join(texts).encode(errors="replace")


def from_tasks(path: Path, form: Form) -> tuple[list[Json], int]:
    """Read what came back: annotations as JSON values, and how many nobody labelled."""
    if form == "label-studio":
        found = [labelled(one, number) for number, one in enumerate(_tasks(path), 1)]
    else:
        found = [_labelled_line(one) for one in _json_lines(path)]
    done = [one for one in found if one is not None]
    return done, len(found) - len(done)


def suggestions(triage: Triage) -> Suggest:
    """Give a function that says what the program makes of messages."""

    def suggest(values: Sequence[Json]) -> list[Suggested]:
        messages = [Message(one["id"], one["text"], one.get("subject", "")) for one in values]
        return [_suggested(result) for result in triage.run(messages)]

    return suggest


def _suggested(result: Any) -> Suggested:
    if result.prediction is None:
        raise AnnotationError(
            "a message cannot be scored", where=result.row, next_step="leave it out"
        )
    prediction, decision = result.prediction, result.decision
    return Suggested(
        intents=prediction.presence,
        lane=decision.lane,
        urgency=decision.urgency,
        effects=decision.effects,
        score=dict(prediction.intents)[prediction.presence[0]],
        version=prediction.model_version,
    )


def _labelled_line(values: Json) -> Json | None:
    shown = values.pop(SUGGESTED, None)
    if not all(values.get(name) is not None for name in LABELS):
        return None
    return values if shown is None else values | {"how": how(values, shown)}


def _message(path: Path, number: int, values: Json) -> Json:
    wrong = [name for name in ("message_id", "text") if not isinstance(values.get(name), str)]
    if wrong:
        raise AnnotationError(f"{wrong[0]} must be text", where=f"{path.name}:{number}")
    subject = {"subject": values["subject"]} if values.get("subject") else {}
    named = {"id": values["message_id"], "text": values["text"], **subject}
    return {**named, **_UNLABELLED, "redacted": True}


def _json_lines(path: Path) -> Iterator[Json]:
    for number, line in enumerate(_read(path).splitlines(), 1):
        try:
            found = json.loads(line)
        except ValueError:
            found = None
        if not isinstance(found, dict):
            raise AnnotationError("must be one JSON object", where=f"{path.name}:{number}")
        yield found


def _tasks(path: Path) -> list[Any]:
    try:
        found = json.loads(_read(path))
    except ValueError:
        found = None
    if not isinstance(found, list):
        raise AnnotationError(
            "is no JSON list of tasks", where=path.name, next_step="export as JSON, not JSON-MIN"
        )
    return found


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        what = f"cannot be read ({error.strerror})"
        raise AnnotationError(what, where=str(path), next_step="name another file") from None
