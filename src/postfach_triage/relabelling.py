"""Change the taxonomy of an office: rename, merge or split intents, and relabel what names them.

Annotated files are rewritten line by line where a line names an old intent; nothing else of a line
is looked at. That holds for the calibration file, too: it is changed by rule, unread.
"""

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from postfach_triage.annotations import CALIBRATION
from postfach_triage.classify.wordless import ONLY_ATTACHMENTS, UNCLEAR
from postfach_triage.config.office import Office
from postfach_triage.config.replaced import TaxonomyChanges, load_changes, write_changes
from postfach_triage.errors import AnnotationError, TrainingError
from postfach_triage.records import CRISES, URGENCIES
from postfach_triage.second_opinions import SECOND_LABELS

# The program itself knows what these mean.
FIXED = (*CRISES, ONLY_ATTACHMENTS, UNCLEAR, "dank", "kenntnisnahme")


@dataclass(frozen=True, slots=True)
class Change:
    """Each of `old` is replaced by all of `new`: one by one, one by several, several by one.

    `by`: which new intent each message of a split gets, by id.
    """

    old: tuple[str, ...]
    new: tuple[str, ...]
    label: str | None = None
    by: Mapping[str, str] = field(default_factory=dict)

    @property
    def splits(self) -> bool:
        """Say whether somebody must decide for each message."""
        return len(self.new) > 1


class UndecidedError(TrainingError):
    """Reject a split while messages have no new intent; `ids` names them."""

    def __init__(self, ids: Sequence[str]) -> None:
        self.ids = tuple(ids)
        super().__init__(
            f"{len(ids):,} messages have no new intent yet, nothing was changed",
            allowed='one line {"id": ..., "intent": ...} for each',
            next_step="decide for the ids above, and name the file: --by",
        )


@dataclass(frozen=True, slots=True)
class _File:
    """A file and its lines, before and after; a dropped line is None."""

    path: Path
    before: list[bytes]
    after: list[bytes | None]

    @property
    def changed(self) -> int:
        return sum(one != other for one, other in zip(self.before, self.after, strict=True))


def change_taxonomy(
    change: Change, office: Office, config: Path, files: Sequence[Path]
) -> dict[str, int]:
    """Relabel annotated files and let the settings follow; return the lines changed, by file.

    All is checked first. Second labels of split intents are dropped: nobody gave them anew. In
    the calibration file, of which only the lane is ever read, a split takes the first new intent.
    Raise TrainingError where the change is not possible, UndecidedError where a split is open.
    """
    _refuse(change, office)
    undecided: dict[str, None] = {}
    found = [_relabelled(path, change, undecided) for path in files]
    if undecided:
        raise UndecidedError(list(undecided))
    for one in found:
        if one.changed:
            _write(one.path, [line for line in one.after if line is not None])
    # Last, so that the same command goes on where it was stopped.
    write_changes(config, _changes(load_changes(config), change, office))
    return {one.path.name: one.changed for one in found if one.changed}


def annotated_files(folder: Path, own: Sequence[Path]) -> list[Path]:
    """List the files that may name intents: those of the folder, and an office's own."""
    return [*sorted(folder.glob("*.jsonl")), *own]


def read_decisions(path: Path) -> dict[str, str]:
    """Read which new intent each message of a split gets."""
    return {str(one["id"]): str(one["intent"]) for one in _objects(path, ("id", "intent"))}


def _refuse(change: Change, office: Office) -> None:
    taken = [name for name in change.new if name in office.intents and name not in change.old]
    problems = (
        ("the program itself needs this intent", [n for n in change.old if n in FIXED], ""),
        (
            "no such intent",
            [n for n in change.old if n not in office.intents],
            ", ".join(office.intents),
        ),
        # Only a merge may go into an intent that is there already.
        ("is an intent already", [] if len(change.old) > 1 else taken, "a new id"),
        (
            "a decision names another intent",
            sorted(set(change.by.values()) - set(change.new)),
            ", ".join(change.new),
        ),
    )
    for what, names, allowed in problems:
        if names:
            raise TrainingError(what, where="taxonomy", got=", ".join(names), allowed=allowed)


def _relabelled(path: Path, change: Change, undecided: dict[str, None]) -> _File:
    before = _lines(path)
    after: list[bytes | None] = []
    for number, line in enumerate(before, 1):
        # Most lines name none of them and need not be read.
        named = any(f'"{name}"'.encode() in line for name in change.old)
        values = _object(line, f"{path.name}:{number}", ()) if named else {}
        if not set(change.old) & set(values.get("intents", ())):
            after.append(line)
        elif change.splits and path.name == SECOND_LABELS:
            after.append(None)
        else:
            after.append(_with_heirs(values, path, change, undecided))
    return _File(path, before, after)


def _with_heirs(
    values: dict[str, Any], path: Path, change: Change, undecided: dict[str, None]
) -> bytes:
    heir = change.new[0]
    if change.splits and path.name != CALIBRATION:
        if values["id"] not in change.by:
            undecided[values["id"]] = None
        heir = change.by.get(values["id"], heir)
    named = [heir if name in change.old else name for name in values["intents"]]
    values["intents"] = list(dict.fromkeys(named))
    return json.dumps(values, ensure_ascii=False).encode()


def _changes(before: TaxonomyChanges, change: Change, office: Office) -> TaxonomyChanges:
    kept = {name: one for name, one in before.intents.items() if name not in change.old}
    made = {n: _settings(n, change, office) for n in change.new if n not in office.intents}
    # An id that comes back is no longer replaced.
    replaced = {n: heirs for n, heirs in before.replaced.items() if n not in change.new}
    gone = dict.fromkeys((n for n in change.old if (n,) != change.new), change.new)
    return TaxonomyChanges(intents=kept | made, replaced=replaced | gone)


def _settings(name: str, change: Change, office: Office) -> dict[str, Any]:
    """Give a new intent what its parents have: the function of the first, else the strictest."""
    parents = [office.intents[old] for old in change.old]
    label = change.label or parents[0].label
    return {
        "label": f"{label}: {name}" if change.splits else label,
        "function": parents[0].function,
        "urgency": min((one.urgency for one in parents), key=URGENCIES.index),
        "simple_capable": all(one.simple_capable for one in parents),
    }


def _objects(path: Path, needed: Sequence[str]) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(_lines(path), 1):
        yield _object(line, f"{path.name}:{number}", needed)


def _object(line: bytes, where: str, needed: Sequence[str]) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except ValueError:
        found = None
    if not isinstance(found, dict) or not found.keys() >= set(needed):
        what = f"must be one JSON object{' with ' if needed else ''}{' and '.join(needed)}"
        raise AnnotationError(what, where=where, next_step="mend this line")
    return found


def _lines(path: Path) -> list[bytes]:
    try:
        return path.read_bytes().splitlines()
    except OSError as error:
        what = f"cannot be read ({error.strerror})"
        raise AnnotationError(what, where=str(path), next_step="name another file") from None


def _write(path: Path, lines: Sequence[bytes]) -> None:
    draft = path.with_name(f".{path.name}.new")
    mode = path.stat().st_mode & 0o777
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode), "wb") as stream:
        stream.writelines(line + b"\n" for line in lines)
    draft.replace(path)
