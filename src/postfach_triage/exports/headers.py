"""Which column of an export is which of ours."""

import csv
import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from postfach_triage.errors import ExportError
from postfach_triage.exports.columns import input_name
from postfach_triage.exports.mangled import whole

REQUIRED = ("message_id", "text")
# Our name -> the headers of German portals, known without --map.
KNOWN: Mapping[str, tuple[str, ...]] = {
    "message_id": ("Nachrichten-ID",),
    "text": ("Nachricht",),
    "subject": ("Betreff",),
    "received_at": ("Eingang",),
    "thread_id": ("Vorgang",),
    "category": ("Kategorie",),
    "sender_ref": ("Kunde",),
    "channel": ("Kanal",),
    "direction": ("Richtung",),
    "attachments": ("Anlagen",),
    "team": (),
}
# Good enough to propose in a --map, too vague to be taken without asking.
LIKELY: Mapping[str, tuple[str, ...]] = {
    "message_id": ("id", "msgid", "nachrichtid", "nachrichtennummer", "nummer", "uuid"),
    "text": ("nachrichtentext", "inhalt", "mitteilung", "freitext", "message", "body", "anliegen"),
}
MOST_SHOWN = 40
_NAME = re.compile(r"[^\W\d][\w-]{0,39}(?:[ ./][\w-]{1,20}){0,2}")


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of one header: `ours` (name -> position) and `extra` (result name, position)."""

    columns: tuple[str, ...]
    ours: Mapping[str, int]
    extra: tuple[tuple[str, int], ...]
    unmatched: tuple[str, ...] = field(default=())

    @property
    def extra_columns(self) -> tuple[str, ...]:
        """Name the carried columns as the results call them."""
        return tuple(name for name, _ in self.extra)


class Raw(NamedTuple):
    """One record as read, before anything is understood."""

    layout: Layout
    values: Sequence[object]
    error: str | None = None
    notes: tuple[str, ...] = ()


def fold_header(name: str) -> str:
    """Fold case, blanks, hyphens and byte order marks away.

    >>> fold_header("Nachrichten-ID") == fold_header("\\ufeffnachrichten id ")
    True
    """
    return "".join(c for c in name.casefold() if c.isalnum())


def parse_mapping(text: str) -> dict[str, str]:
    """Read `text=Nachricht,message_id=ID`; a pair whose name holds a comma stands in quotes."""
    pairs = next(csv.reader([text]), [])
    mapping: dict[str, str] = {}
    for pair in pairs:
        ours, equals, theirs = (part.strip() for part in pair.partition("="))
        if not equals or ours not in KNOWN or not theirs or ours in mapping:
            raise ExportError(
                "this is no mapping of columns",
                where="--map",
                got=repr(pair),
                allowed=f"name=column, each name once, of {', '.join(KNOWN)}",
                next_step="--map text=Nachricht,message_id=ID",
            )
        mapping[ours] = theirs
    return mapping


def resolve(columns: Sequence[str], mapping: Mapping[str, str] | None) -> Layout:
    """Find our columns in a header: first by `mapping`, then by the known names."""
    columns = tuple(whole(name).strip("\ufeff \t\r\n") for name in columns)
    folded = [fold_header(name) for name in columns]
    ours: dict[str, int] = {}
    mapping = mapping or {}
    for name, theirs in mapping.items():
        _claim(ours, name, _positions(columns, folded, theirs))
    unmatched = tuple(name for name in mapping if name not in ours)
    for name, aliases in KNOWN.items():
        for alias in (name, *aliases):
            _claim(ours, name, _positions(columns, folded, alias))
    extra: dict[str, int] = {}
    for position, name in enumerate(columns):
        if position not in ours.values():
            extra[input_name(name or f"column_{position + 1}", extra)] = position
    unmatched = tuple(name for name in unmatched if name not in ours)
    return Layout(columns, ours, tuple(extra.items()), unmatched)


def _positions(columns: Sequence[str], folded: Sequence[str], wanted: str) -> list[int]:
    exact = [i for i, name in enumerate(columns) if name == wanted]
    key = fold_header(wanted)
    return exact + [i for i, name in enumerate(folded) if key and name == key]


def _claim(ours: dict[str, int], name: str, positions: Sequence[int]) -> None:
    free = [position for position in positions if position not in ours.values()]
    if name not in ours and free:
        ours[name] = free[0]


def require(layout: Layout, where: str) -> None:
    """Raise ExportError unless the required and the mapped columns were found."""
    missing = [name for name in REQUIRED if name not in layout.ours]
    missing += [name for name in layout.unmatched if name not in missing]
    if not missing:
        return
    raise ExportError(
        f"no column for {' and '.join(missing)}",
        where=where,
        got=f"the columns {', '.join(shown(layout.columns)[:MOST_SHOWN]) or '(none)'}",
        allowed="our own names, the German portal headers, or a --map",
        next_step=propose(layout, missing),
    )


def shown(columns: Sequence[str]) -> list[str]:
    """Name columns for a terminal; where the header is missing they are somebody's message.

    >>> shown(["Nachrichten-ID", "19.11.2026 08:00", "Guten Tag, anbei der Vertrag!"])
    ['Nachrichten-ID', '(no name)', '(no name)']
    """
    return [name if _NAME.fullmatch(name) else "(no name)" for name in columns]


def propose(layout: Layout, missing: Sequence[str]) -> str:
    """Write the --map that would help, with COLUMN where nothing looks alike."""
    pairs = []
    taken = layout.ours.values()
    free = [name for position, name in enumerate(layout.columns) if position not in taken]
    for name in missing:
        guess = _guess(name, free)
        free = [column for column in free if column != guess]
        pair = f"{name}={guess or 'COLUMN'}"
        pairs.append(f'"{pair}"' if "," in pair else pair)
    text = ",".join(pairs)
    return f"--map '{text}'" if any(c in text for c in " \"'()&;") else f"--map {text}"


def _guess(name: str, free: Sequence[str]) -> str | None:
    folded = {fold_header(column): column for column in free}
    wanted = [fold_header(known) for known in (name, *KNOWN[name], *LIKELY.get(name, ()))]
    for known in wanted:
        if known in folded:
            return folded[known]
    for known in wanted:
        near = difflib.get_close_matches(known, folded, n=1, cutoff=0.75) if len(known) > 3 else []
        if near:
            return folded[near[0]]
    return None
