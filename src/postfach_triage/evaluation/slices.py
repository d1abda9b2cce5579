"""The main figures for parts of the messages: who writes how, how long, about what."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from postfach_triage.evaluation.figures import (
    COVERED,
    CRISES_RAISED,
    FUNCTION,
    MAIN,
    URGENCY,
    WRONGLY_SIMPLE,
    Marks,
    Scored,
    share_of,
)
from postfach_triage.evaluation.shares import Share

SHOWN = (WRONGLY_SIMPLE, COVERED, MAIN, FUNCTION, URGENCY, CRISES_RAISED)
# Upper ends of the length classes, in words; a quarter of constructed messages each, and the
# longest twentieth.
LENGTHS = (8, 18, 31, 63)
# Below so many messages the coverage of a group says little.
ENOUGH = 30


@dataclass(frozen=True, slots=True)
class Slice:
    """One part: its value, the number of messages, its figures."""

    value: str
    messages: int
    shares: Mapping[str, Share]


def slices(scored: Sequence[Scored], marks: Marks) -> dict[str, tuple[Slice, ...]]:
    """Cut the messages by style, language, length and main intent."""
    return {name: _cut(scored, marks, key) for name, key in _KEYS.items()}


def coverage_gap(parts: Sequence[Slice]) -> tuple[Slice, Slice] | None:
    """Name the parts with the lowest and the highest coverage among those large enough."""
    large = [part for part in parts if part.shares[COVERED].n >= ENOUGH]
    if len(large) < 2:
        return None
    ordered = sorted(large, key=lambda part: part.shares[COVERED].value)
    return ordered[0], ordered[-1]


def length_class(words: int) -> str:
    """Name the class of a message of so many words.

    >>> length_class(8), length_class(9), length_class(500)
    ('up to 8 words', '9 to 18 words', '64 words and more')
    """
    low = 0
    for high in LENGTHS:
        if words <= high:
            return f"{low} to {high} words" if low else f"up to {high} words"
        low = high + 1
    return f"{low} words and more"


def _cut(
    scored: Sequence[Scored], marks: Marks, key: Callable[[Scored], tuple[int, str]]
) -> tuple[Slice, ...]:
    members: dict[tuple[int, str], list[int]] = {}
    for place, one in enumerate(scored):
        members.setdefault(key(one), []).append(place)
    return tuple(
        Slice(
            value,
            len(places),
            {name: share_of(marks[name][place] for place in places) for name in SHOWN},
        )
        for (_, value), places in sorted(members.items())
    )


def _length(one: Scored) -> tuple[int, str]:
    words = len(one.gold.text.split())
    return sum(words > high for high in LENGTHS), length_class(words)


_KEYS: dict[str, Callable[[Scored], tuple[int, str]]] = {
    "style": lambda one: (0, one.gold.style),
    "language": lambda one: (0, one.gold.lang),
    "length": _length,
    "intent": lambda one: (0, one.gold.intents[0]),
}
