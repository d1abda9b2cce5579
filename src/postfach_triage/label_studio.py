"""Annotations as tasks of Label Studio and back; pure, no file is touched.

Offsets here are code points, as in the records. Label Studio counts so too since its editor of
2022; before, it counted UTF-16 code units, of which an emoji is two. A region brings its words
along, so reading tells which it is. What is not shown rides in `data` and comes back as it was.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any
from xml.sax.saxutils import quoteattr

from postfach_triage.errors import AnnotationError
from postfach_triage.records import EFFECTS, URGENCIES

Json = dict[str, Any]
MAIN, FURTHER, SPANS = "main", "further", "spans"
LANES = ("simple", "complex")
SUGGESTED = "suggested"
_JUDGED = ("intents", "lane", "urgency", "effects")
LABELS = (*_JUDGED, SPANS)


@dataclass(frozen=True, slots=True)
class Suggested:
    """What a model says of a message; `score` is the probability of the main intent."""

    intents: tuple[str, ...]
    lane: str
    urgency: str
    effects: tuple[str, ...]
    score: float
    version: str


def task(plain: Json, suggested: Suggested | None = None, *, utf16: bool = False) -> Json:
    """Turn the JSON of an annotation, or of a message without labels, into a task.

    An annotation becomes the task's first annotation, a suggestion its prediction. `utf16`: write
    offsets for an editor of before 2022.
    """
    shown = {name: value for name, value in plain.items() if name not in LABELS}
    made: Json = {"data": shown | {"subject": plain.get("subject", "")}}
    if "intents" in plain:
        regions = [_region(span, plain, utf16=utf16) for span in plain["spans"]]
        made["annotations"] = [{"result": [*_result(plain), *regions]}]
    if suggested is not None:
        values = {name: getattr(suggested, name) for name in ("intents", "lane", "urgency")}
        result = _result(values | {"effects": suggested.effects})
        scored = [one | {"score": suggested.score} for one in result]
        # Once more where Label Studio gives it back, whatever its export leaves out.
        made["data"][SUGGESTED] = asdict(suggested)
        made["predictions"] = [
            {"model_version": suggested.version, "score": suggested.score, "result": scored}
        ]
    return made


def labelled(found: Any, number: int) -> Json | None:
    """Turn a task back into the JSON of an annotation; None where nobody labelled it.

    The last annotation counts. `how` is `blind` where the task showed no suggestion, `accepted`
    where it was taken as it was, else `corrected`. Raise AnnotationError naming the task.
    """
    try:
        done = [one for one in found.get("annotations", []) if not one.get("was_cancelled")]
        if not done:
            return None
        plain = dict(found["data"]) | _labels(done[-1]["result"], found["data"])
        shown = plain.pop(SUGGESTED, None) or _foreign(found, done[-1])
        if shown is not None:
            plain["how"] = how(plain, shown)
    except (AttributeError, KeyError, IndexError, TypeError, ValueError):
        raise AnnotationError(
            "is no task of ours, or lacks main intent, lane or urgency",
            where=f"task {number}",
            next_step="label it in a project with the configuration that export wrote",
        ) from None
    return plain


def how(labels: Json, shown: Json) -> str:
    """Say how labels came about beside the suggestion that was shown."""
    same = all(list(labels[name]) == list(shown[name]) for name in _JUDGED)
    return "accepted" if same else "corrected"


def configuration(intents: Mapping[str, str], labels: Iterable[str]) -> str:
    """Write the labelling configuration; `intents` gives the label of each id."""
    choices = [(name, f"{label} ({name})") for name, label in intents.items()]
    lines = [
        "<View>",
        "  <Style>.htx-text{ white-space: pre-wrap; }</Style>",
        '  <Text name="subject" value="$subject"/>',
        '  <Text name="text" value="$text"/>',
        *_choices(MAIN, choices, "single-radio", required=True),
        *_choices(FURTHER, choices, "multiple", required=False),
        *_choices("lane", [(name, name) for name in LANES], "single-radio", required=True),
        *_choices("urgency", [(name, name) for name in URGENCIES], "single-radio", required=True),
        *_choices("effects", [(name, name) for name in EFFECTS], "multiple", required=False),
    ]
    for field in ("text", "subject"):
        lines.append(f'  <Labels name={quoteattr(_tag(field))} toName="{field}">')
        lines += [f"    <Label value={quoteattr(label)}/>" for label in labels]
        lines.append("  </Labels>")
    return "\n".join([*lines, "</View>", ""])


def to_utf16(text: str, offset: int) -> int:
    """Turn an offset in code points into one in UTF-16 code units.

    >>> to_utf16("🙂 Anna", 2)
    3
    """
    return len(text[:offset].encode("utf-16-le", "surrogatepass")) // 2


def from_utf16(text: str, offset: int) -> int:
    """Turn an offset in UTF-16 code units into one in code points.

    Raise ValueError where it lies within a character or beyond the text.
    """
    units = text.encode("utf-16-le", "surrogatepass")
    if not 0 <= 2 * offset <= len(units):
        raise ValueError("beyond the text")
    return len(units[: 2 * offset].decode("utf-16-le"))


def _foreign(found: Json, annotation: Json) -> Json | None:
    """Give what a suggestion of another origin says; nothing certain makes it `corrected`."""
    shown = found.get("predictions") or annotation.get("prediction") or None
    if shown is None:
        return None
    last = shown[-1] if isinstance(shown, list) else shown
    try:
        return _labels(last["result"], found["data"])
    except (KeyError, TypeError, ValueError):  # its number alone, or other fields
        return {name: [] for name in _JUDGED}


def _result(values: Mapping[str, Any]) -> list[Json]:
    main, *further = values["intents"]
    picked = {
        MAIN: [main],
        FURTHER: list(further),
        "lane": [values["lane"]],
        "urgency": [values["urgency"]],
        "effects": list(values["effects"]),
    }
    return [
        {"from_name": name, "to_name": "text", "type": "choices", "value": {"choices": chosen}}
        for name, chosen in picked.items()
        if chosen
    ]


def _region(span: Json, plain: Json, *, utf16: bool) -> Json:
    field = span.get("field", "text")
    text = plain.get(field, "")
    start, end = span["start"], span["end"]
    where = {
        "start": to_utf16(text, start) if utf16 else start,
        "end": to_utf16(text, end) if utf16 else end,
        "text": text[span["start"] : span["end"]],
        "labels": [span["label"]],
    }
    return {"from_name": _tag(field), "to_name": field, "type": "labels", "value": where}


def _labels(result: Sequence[Json], data: Json) -> Json:
    picked: dict[str, list[str]] = {}
    spans = []
    for one in result:
        if one["type"] == "choices":
            picked[one["from_name"]] = list(one["value"]["choices"])
        elif one["type"] == "labels":
            spans += list(_spans(one, data))
    (main,), (lane,), (urgency,) = picked[MAIN], picked["lane"], picked["urgency"]
    further = [name for name in picked.get(FURTHER, []) if name != main]
    return {
        "intents": [main, *further],
        "lane": lane,
        "urgency": urgency,
        "effects": picked.get("effects", []),
        "spans": spans,
    }


def _spans(region: Json, data: Json) -> Iterator[Json]:
    field, value = region["to_name"], region["value"]
    text = data.get(field, "")
    start, end = _place(text, value)
    for label in value["labels"]:
        found = {"start": start, "end": end, "label": label}
        yield found if field == "text" else found | {"field": field}


def _place(text: str, value: Json) -> tuple[int, int]:
    """Give start and end in code points, by the words that the region holds where it has them."""
    start, end = value["start"], value["end"]
    words = value.get("text")
    if words is None or (end <= len(text) and text[start:end] == words):
        return start, end
    found = from_utf16(text, start), from_utf16(text, end)
    if text[slice(*found)] != words:
        raise ValueError("a region whose words are not where it says")
    return found


def _tag(field: str) -> str:
    return SPANS if field == "text" else f"{SPANS}_{field}"


def _choices(
    name: str, choices: Iterable[tuple[str, str]], how: str, *, required: bool
) -> Iterator[str]:
    needed = ' required="true"' if required else ""
    yield f'  <Choices name="{name}" toName="text" choice="{how}"{needed}>'
    for value, shown in choices:
        yield f"    <Choice value={quoteattr(value)} html={quoteattr(shown)}/>"
    yield "  </Choices>"
