"""The reply catalogue as data: one YAML file a reply, shared blocks, slots and word lists."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from postfach_triage.config.courtesy_sheets import Sheet, load_sheets
from postfach_triage.config.files import PACKAGED, ReviewState, Strict, read_yaml, validate
from postfach_triage.config.merging import merged
from postfach_triage.config.office_texts import OfficeTexts
from postfach_triage.config.replaced import TaxonomyChanges, load_changes
from postfach_triage.errors import ConfigError, TriageError

PACKAGED_REPLIES = PACKAGED / "replies"
SLOT = re.compile(r"\{(\w+)\}")
Kind = Literal["name", "date", "amount", "document", "documents", "phone", "link", "text", "team"]
Line = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


class Slot(Strict):
    """A gap in a reply. `by` says who fills it: the message, the office's texts, a person.

    `label` is what the page asks the case worker for. A slot filled by the message is written
    as `shape` with the value in place of `{}`, or as `fallback` where the message has none.
    """

    kind: Kind
    by: Literal["message", "config", "caseworker"]
    label: str = ""
    example: str = ""
    shape: str = "{}"
    fallback: str | None = None


class Cue(Strict):
    """Words that make a reply more fitting, or less if `weight` is negative.

    Weights add up and act like logarithms of odds: 1 is a nudge, 3 settles most cases.
    The notation of `any` stands in replies/README.md.
    """

    weight: float = Field(ge=-6, le=6)
    any: tuple[Line, ...] = Field(min_length=1)


class Head(Strict):
    """What a reply's file says besides its text.

    `intents` gives each intent the reply may answer a head start over the other replies to
    it, on the scale of the cues' weights. A reply without intents is chosen by a rule alone.
    """

    id: str = Field(pattern=r"^[a-z_]+$")
    title: Line
    lane: Literal["S", "H"]
    intents: Mapping[str, float]
    use_when: Line
    not_when: Line
    slots: Mapping[str, Slot] = {}
    eservice: str | None = None
    cues: tuple[Cue, ...] = ()
    owner: Line
    review: ReviewState
    valid_from: date
    valid_to: date | None
    source: Line
    version: int = Field(ge=1)


class Block(Strict):
    """A paragraph written once in _blocks.yaml."""

    block: str


class ReplyFile(Head):
    """A reply as its file has it: paragraphs of its own and shared blocks in turn."""

    body: tuple[Line | Block, ...]


class ReplyTemplate(Head):
    """A reply with its blocks in place; `slots` holds every slot of the text and no other."""

    text: str

    def valid_on(self, today: date) -> bool:
        """Say whether the reply's dates include `today`, whatever its review state."""
        return self.valid_from <= today and (self.valid_to is None or today <= self.valid_to)


class DocumentName(Strict):
    """A kind of paper: how a reply calls it, and the words that mean it."""

    name: Line
    any: tuple[Line, ...] = Field(min_length=1)


class EServices(Strict):
    """Which slot shows the first step of an e-service, and where none may be promoted."""

    first_steps: Mapping[str, str]
    never_for: frozenset[str]
    never_in: frozenset[str]
    without_internet: frozenset[str]


class Matter(Strict):
    """A dispute or missing money, and the intents that are no second request beside it.

    With `signal` only where that signal is found, too.
    """

    intent: str
    signal: str | None = None
    belongs: frozenset[str]


class Shared(Strict):
    """What replies share; `words` are the lists that cues name as `{list}`.

    `learned`: by intent and reply, folded words, alone or two side by side, and their weights;
    written by scripts/learn_cues.py.
    """

    blocks: Mapping[str, Line]
    slots: Mapping[str, Slot]
    words: Mapping[str, tuple[Line, ...]]
    documents: tuple[DocumentName, ...]
    eservices: EServices
    matters: tuple[Matter, ...]
    learned: Mapping[str, Mapping[str, Mapping[Line, float]]] = {}


@dataclass(frozen=True, slots=True)
class Templates:
    """All replies by id, what they share, and the courtesy sheets by language."""

    replies: Mapping[str, ReplyTemplate]
    shared: Shared
    sheets: Mapping[str, Sheet] = field(default_factory=dict)


def load_templates(overlay: Path | None = None) -> Templates:
    """Read the packaged replies and lay the files of the folder `overlay` over them.

    A file of the same name overrides key by key, a new name adds a reply.
    Raise ConfigError with every problem of every file.
    """
    data = _read_folder(PACKAGED_REPLIES)
    if overlay is not None and overlay.is_dir():
        data = merged(data, _read_folder(overlay))
    changes = load_changes(overlay.parent if overlay is not None else None)
    data = {name: _followed(raw, changes) for name, raw in data.items()}
    pieces = {name[1:]: data.pop(name) for name in sorted(data) if name.startswith("_")}
    pieces["learned"] = changes.keys(pieces.get("learned") or {})
    shared = validate(Shared, pieces, "replies/_*.yaml")
    replies: dict[str, ReplyTemplate] = {}
    problems = _deep_lists(shared.words)
    for name, raw in sorted(data.items()):
        try:
            replies[name] = _resolve(name, raw, shared)
        except ConfigError as error:
            problems += error.problems
    if problems:
        raise ConfigError(problems)
    return Templates(replies, shared, load_sheets(overlay))


def _followed(raw: Any, changes: TaxonomyChanges) -> Any:
    """Let a reply, and what replies share, follow the intents that the office has replaced."""
    if not changes.replaced:
        return raw
    if isinstance(raw, dict) and isinstance(raw.get("intents"), dict):
        return raw | {"intents": changes.keys(raw["intents"])}
    if isinstance(raw, dict) and "never_for" in raw:
        return raw | {"never_for": changes.names(raw["never_for"])}
    if isinstance(raw, list) and all(isinstance(one, dict) and "belongs" in one for one in raw):
        return [
            one | {"intent": heir, "belongs": changes.names(one["belongs"])}
            for one in raw
            for heir in changes.heirs(one["intent"])
        ]
    return raw


def _read_folder(folder: Path) -> dict[str, Any]:
    return {path.stem: read_yaml(path) for path in sorted(folder.glob("*.yaml"))}


def _resolve(name: str, raw: Any, shared: Shared) -> ReplyTemplate:
    where = f"replies/{name}.yaml"
    reply = validate(ReplyFile, raw, where)
    if reply.id != name:
        raise ConfigError([TriageError("id: must be the file's name", where=where, got=reply.id)])
    text = "\n\n".join(_paragraph(part, shared, where) for part in reply.body)
    slots = {**shared.slots, **reply.slots}
    used = dict.fromkeys(SLOT.findall(text))
    problems = [
        *_slot_problems(used, slots, where),
        *_unused(reply, used, where),
        *(
            _no_list(named, "cues", where, shared.words)
            for cue in reply.cues
            for named in _lists_in(cue.any)
            if named not in shared.words
        ),
    ]
    if problems:
        raise ConfigError(problems)
    head = {key: getattr(reply, key) for key in Head.model_fields if key != "slots"}
    return ReplyTemplate(**head, slots={slot: slots[slot] for slot in used}, text=text)


def _paragraph(part: str | Block, shared: Shared, where: str) -> str:
    if isinstance(part, str):
        return part
    if part.block not in shared.blocks:
        allowed = ", ".join(shared.blocks)
        problem = TriageError("body: unknown block", where=where, got=part.block, allowed=allowed)
        raise ConfigError([problem])
    return shared.blocks[part.block]


def _slot_problems(
    used: Mapping[str, None], slots: Mapping[str, Slot], where: str
) -> list[TriageError]:
    problems = [
        TriageError("body: slot is declared nowhere", where=where, got=slot)
        for slot in used
        if slot not in slots
    ]
    problems += [
        TriageError(
            "body: the office has no such text",
            where=where,
            got=slot,
            allowed="a key of office_texts.yaml",
        )
        for slot in used
        if slot in slots
        and slots[slot].by == "config"
        and slot not in OfficeTexts.model_fields
        and slots[slot].kind != "team"
    ]
    return problems


def _unused(reply: ReplyFile, used: Mapping[str, None], where: str) -> list[TriageError]:
    return [
        TriageError("slots: not used in the body", where=where, got=slot)
        for slot in reply.slots
        if slot not in used
    ]


def _lists_in(entries: Iterable[str]) -> list[str]:
    """Return the word lists that cue entries name."""
    return [name for entry in entries for name in SLOT.findall(entry)]


def _deep_lists(words: Mapping[str, tuple[str, ...]]) -> list[TriageError]:
    """A list may name plain lists only: lists in lists in lists could run in a circle."""
    plain = {name: entries for name, entries in words.items() if not _lists_in(entries)}
    return [
        _no_list(named, name, "replies/_words.yaml", plain)
        for name, entries in words.items()
        for named in _lists_in(entries)
        if named not in plain
    ]


def _no_list(named: str, key: str, where: str, known: Iterable[str]) -> TriageError:
    allowed = ", ".join(known)
    return TriageError(f"{key}: unknown word list", where=where, got=named, allowed=allowed)
