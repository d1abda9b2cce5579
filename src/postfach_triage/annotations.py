"""Annotated messages on disk: read strictly, split by person, write back unchanged.

One JSON object per line; the fields are explained in data/annotated/GUIDE.md.
"""

import json
import os
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import fields
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple, get_args

from postfach_triage.errors import AnnotationError
from postfach_triage.preprocess.normalise import fold
from postfach_triage.records import EFFECTS, URGENCIES, Annotation, Lane, Span
from postfach_triage.training.examples import SAMPLES

STYLES = (
    "plain", "terse", "typos", "l2", "machine_translated", "dictated", "formal", "caps_emoji",
    "pasted", "thread", "foreign", "dialect", "code_switch",
)  # fmt: skip
LABELS = tuple(SAMPLES)
# A contrast set: two simple messages and one that a single detail makes complex.
SET_LANES = {"A": "simple", "L": "simple", "B": "complex"}
RARE_TRAPS = ("grave", "similar")

# The training files and the letter their ids begin with: an id tells its file of origin.
TRAINING_FILES = {
    "by_intent": "i", "by_person": "p", "contrast": "t", "rare": "g", "more_persons": "m",
}  # fmt: skip
_BY_PERSON = TRAINING_FILES["by_person"]
CALIBRATION = "calibration.jsonl"
# By hash, not by lot: when the data grow, nobody changes sides.
DEV_ONE_IN = 5

_WORD = re.compile(r"\w+")


def load(path: Path, *, intents: Collection[str] | None = None) -> list[Annotation]:
    """Read one annotated file, checking every line.

    `intents`: the ids of the taxonomy; without it any id passes.
    Raise AnnotationError naming file, line and field, never a value.
    """
    if path.name == CALIBRATION:
        raise AnnotationError("is for the risk control of the lane alone", where=path.name)
    return _parse_all(path, _lines(path), intents)


def load_training(folder: Path, *, intents: Collection[str] | None = None) -> list[Annotation]:
    """Read every message that training may see, in file order; never the calibration file."""
    found = []
    for stem, letter in TRAINING_FILES.items():
        path = folder / f"{stem}.jsonl"
        for number, annotation in enumerate(load(path, intents=intents), 1):
            if not annotation.id.startswith(letter):
                raise _error(path, number, "id", f"must begin with {letter} in this file")
            found.append(annotation)
    return found


def load_calibration(folder: Path, *, intents: Collection[str] | None = None) -> list[Annotation]:
    """Read the calibration messages.

    Only the risk control of the simple lane may call this, once for each version that is
    to be promoted, and it logs that it did. Training, rule-writing, evaluation and reports
    may not: the bound holds for messages nobody has looked at.
    """
    path = folder / CALIBRATION
    return _parse_all(path, _lines(path), intents)


def dump(annotations: Iterable[Annotation], path: Path) -> None:
    """Write annotations so that reading and writing again gives the same bytes.

    Raise AnnotationError, and leave the file as it was, where one breaks a rule.
    """
    write(map(_values, annotations), path)


def write(
    values: Iterable[Mapping[str, Any]], path: Path, *, intents: Collection[str] | None = None
) -> None:
    """Write annotations given as JSON values, in order; as strict as `load` and `dump`."""
    text = [json.dumps(value, ensure_ascii=False, default=_plain) for value in values]
    lines = [line.encode(errors="surrogatepass") for line in text]
    _parse_all(path, lines, intents)
    fresh = path.with_name(f".{path.name}.new")
    with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as stream:
        stream.writelines(line + b"\n" for line in lines)
    fresh.replace(path)


def is_dev(annotation: Annotation) -> bool:
    """Say whether a message is kept for measuring: one person in five of by_person.jsonl.

    The file is told by the first letter of the id, which `load_training` checks.
    """
    from_file = annotation.source == "constructed" and annotation.id.startswith(_BY_PERSON)
    if not from_file or annotation.person is None:
        return False
    return is_held_out(annotation.person)


def is_held_out(person: str) -> bool:
    """Say whether the messages of a person are kept for measuring, by hash of the pseudonym."""
    return int(sha256(person.encode()).hexdigest(), 16) % DEV_ONE_IN == 0


def split(annotations: Iterable[Annotation]) -> tuple[list[Annotation], list[Annotation]]:
    """Return (train, dev), each in the given order.

    A training message worded like one of dev is left out of both: the difference in length
    counts them.
    """
    sides: dict[bool, list[Annotation]] = {False: [], True: []}
    for annotation in annotations:
        sides[is_dev(annotation)].append(annotation)
    held_out = {_wording(annotation.text) for annotation in sides[True]}
    return [one for one in sides[False] if _wording(one.text) not in held_out], sides[True]


def fold_group(annotation: Annotation) -> str:
    """Name what stays on one side of every split: the contrast set, the person or the message."""
    return annotation.group or annotation.person or annotation.id


def _wording(text: str) -> str:
    """Return the folded words alone, so that `OK.` and `ok` are the same message."""
    return " ".join(fold(word) for word in _WORD.findall(text)) or text.strip()


def _parse_all(
    path: Path, lines: list[bytes], intents: Collection[str] | None = None
) -> list[Annotation]:
    found = []
    taken: set[Any] = set()
    for number, line in enumerate(lines, 1):
        annotation = _parse(path, number, line)
        for name, what in _broken_rules(annotation):
            raise _error(path, number, name, what)
        if intents is not None and not set(annotation.intents) <= set(intents):
            raise _error(path, number, "intents", "must be ids of the taxonomy")
        place = annotation.group and (annotation.group, annotation.trap)
        for name, key in (("id", annotation.id), ("trap", place)):
            if key and key in taken:
                raise _error(path, number, name, "must not occur twice")
            taken.add(key)
        found.append(annotation)
    return found


def _lines(path: Path) -> list[bytes]:
    try:
        lines = path.read_bytes().split(b"\n")
    except OSError as error:
        what = f"cannot be read ({error.strerror})"
        raise AnnotationError(what, where=str(path), next_step="name another file") from None
    return lines if lines[-1] else lines[:-1]


def _parse(path: Path, number: int, line: bytes) -> Annotation:
    try:
        values = json.loads(line.decode(), object_pairs_hook=_object)
        json.dumps(values, ensure_ascii=False).encode()  # refuses half a surrogate pair
    except (ValueError, RecursionError):
        values = None
    if not isinstance(values, dict):
        raise _error(path, number, "line", "must be one JSON object in UTF-8, each field once")
    for name in _REQUIRED:
        if name not in values:
            raise _error(path, number, name, "is missing")
    for place, (name, value) in enumerate(values.items(), 1):
        # An unknown name is not repeated: in a broken file it may be somebody's words.
        if name not in _FIELDS:
            raise _error(path, number, f"field {place}", "must be one of " + ", ".join(_FIELDS))
        if not _FIELDS[name].holds(value):
            raise _error(path, number, name, "must be " + _FIELDS[name].must)
    return Annotation(**{name: _FIELDS[name].convert(value) for name, value in values.items()})


def _error(path: Path, number: int, name: str, what: str) -> AnnotationError:
    return AnnotationError(
        f"{name} {what}", where=f"{path.name}:{number}", next_step="mend this line"
    )


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    values = dict(pairs)
    if len(values) < len(pairs):
        raise ValueError("a field occurs twice")
    return values


def _broken_rules(annotation: Annotation) -> Iterator[tuple[str, str]]:
    """Yield (field, what it must be) for each rule between fields that does not hold."""
    if annotation.lane == "simple" and len(annotation.intents) > 1:
        yield "lane", "must be complex where there are several intents"
    for span in annotation.spans:
        if not 0 <= span.start < span.end <= len(getattr(annotation, span.field)):
            yield "spans", f"must lie within the {span.field}, start before end"
    if annotation.source == "own" and not annotation.redacted:
        yield "redacted", "must be true where the source is own"
    if (annotation.trap in SET_LANES) != (annotation.group is not None):
        yield "trap", f"must be one of {', '.join(SET_LANES)} exactly where there is a group"
    lane = "complex" if annotation.trap == "grave" else SET_LANES.get(annotation.trap or "")
    if lane not in (None, annotation.lane):
        yield "lane", f"must be {lane} for this trap"


def _values(annotation: Annotation) -> dict[str, Any]:
    """Return the required fields and those that differ from the record's default."""
    return {
        field.name: value
        for field in fields(Annotation)
        if (value := getattr(annotation, field.name)) != field.default or field.name in _REQUIRED
    }


def _plain(value: Any) -> Any:
    if not isinstance(value, Span):
        return value.isoformat()
    where = {"start": value.start, "end": value.end, "label": value.label}
    return where if value.field == "text" else where | {"field": value.field}


class _Field(NamedTuple):
    """What a JSON value must be, in words and as a test, and how the record holds it."""

    must: str
    test: Callable[[Any], bool]
    convert: Callable[[Any], Any] = lambda value: value

    def holds(self, value: Any) -> bool:
        """Test a value of any JSON type."""
        try:
            return self.test(value)
        except (TypeError, ValueError, KeyError):
            return False


def _is_filled(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_span(value: Any) -> bool:
    return {"start", "end", "label"} <= set(value) and all(
        _SPAN[name].test(part) for name, part in value.items()
    )


def _one_of(*allowed: str) -> _Field:
    return _Field("one of " + ", ".join(allowed), lambda value: value in allowed)


def _ids(must: str, test: Callable[[list[str]], bool]) -> _Field:
    def holds(value: Any) -> bool:
        words = isinstance(value, list) and all(map(_is_filled, value))
        return words and len(set(value)) == len(value) and test(value)

    return _Field(f"a list of {must}, each once", holds, tuple)


_TEXT = _Field("text", lambda value: isinstance(value, str))
_FILLED = _Field("text and not empty", _is_filled)
_COUNT = _Field("a whole number from 0", _is_count)
_PLACE = _one_of("text", "subject")
_SPAN = {"start": _COUNT, "end": _COUNT, "label": _one_of(*LABELS), "field": _PLACE}
# To add a field: a default in records.Annotation, a line here, a line in GUIDE.md.
_FIELDS = {
    "id": _FILLED,
    "text": _TEXT,
    "intents": _ids("1 to 4 ids", lambda ids: 1 <= len(ids) <= 4),
    "lane": _one_of(*get_args(Lane)),
    "urgency": _one_of(*URGENCIES),
    "effects": _ids("some of " + ", ".join(EFFECTS), set(EFFECTS).issuperset),
    "style": _one_of(*STYLES),
    "lang": _Field("an ISO 639 code", lambda value: bool(re.fullmatch("[a-z]{2,3}", value))),
    "spans": _Field(
        "a list of objects with start, end, label and at most field",
        lambda value: isinstance(value, list) and all(map(_is_span, value)),
        lambda value: tuple(Span(**item) for item in value),
    ),
    "subject": _TEXT,
    "received_at": _Field(
        "an ISO 8601 time with its offset",
        lambda value: datetime.fromisoformat(value).utcoffset() is not None,
        datetime.fromisoformat,
    ),
    "attachments": _COUNT,
    "person": _FILLED,
    "group": _FILLED,
    "trap": _one_of(*SET_LANES, *RARE_TRAPS),
    "function": _FILLED,
    "reply": _FILLED,
    "annotator": _FILLED,
    "how": _one_of("blind", "corrected", "accepted"),
    "source": _one_of("constructed", "own"),
    "annotated_on": _Field(
        "an ISO 8601 date", lambda value: bool(date.fromisoformat(value)), date.fromisoformat
    ),
    "redacted": _Field("true or false", lambda value: isinstance(value, bool)),
}
_REQUIRED = tuple(_FIELDS)[: 1 + list(_FIELDS).index("spans")]
