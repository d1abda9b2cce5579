"""The worst mistakes, to be read one by one; texts only where they are constructed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from postfach_triage.evaluation.figures import OBJECTION, Scored
from postfach_triage.records import URGENCIES

SHOWN = 20


@dataclass(frozen=True, slots=True)
class Mistake:
    """One message: gold beside what was found; `text` is None for messages of clients."""

    id: str
    intents: tuple[str, ...]
    lane: str
    urgency: str
    found_intent: str
    intent_probability: float
    found_lane: str
    simple_probability: float
    found_urgency: str
    language: str
    text: str | None


@dataclass(frozen=True, slots=True)
class Mistakes:
    """One kind of mistake: how many there are, the worst of them first."""

    count: int
    worst: tuple[Mistake, ...]


@dataclass(frozen=True, slots=True)
class ReplyMistake:
    """A simple message whose right reply was not offered first; `offered`: best first."""

    id: str
    intent: str
    right: str
    offered: tuple[str, ...]


def mistakes(scored: Sequence[Scored], *, texts: bool) -> dict[str, Mistakes]:
    """Sort the mistakes of each kind; with `texts` constructed messages are quoted."""
    found = {}
    for name, (is_one, badness) in _KINDS.items():
        ones = sorted((one for one in scored if is_one(one)), key=badness, reverse=True)
        found[name] = Mistakes(len(ones), tuple(_show(one, texts=texts) for one in ones[:SHOWN]))
    return found


def reply_mistakes(scored: Sequence[Scored]) -> tuple[ReplyMistake, ...]:
    """List all of them, those first whose right reply was not offered at all."""
    found = [
        ReplyMistake(one.gold.id, one.gold.intents[0], one.gold.reply, one.replies)
        for one in scored
        if one.simple and one.gold.reply is not None and one.replies[:1] != (one.gold.reply,)
    ]
    return tuple(sorted(found, key=lambda one: (one.right in one.offered, one.right, one.id)))


def _show(one: Scored, *, texts: bool) -> Mistake:
    intent, probability = one.prediction.intents[0]
    return Mistake(
        id=one.gold.id,
        intents=one.gold.intents,
        lane=one.gold.lane,
        urgency=one.gold.urgency,
        found_intent=intent,
        intent_probability=probability,
        found_lane=one.decision.lane,
        simple_probability=one.prediction.simple_probability,
        found_urgency=one.decision.urgency,
        language=one.gold.lang,
        text=one.gold.text if texts and one.gold.source == "constructed" else None,
    )


def _steps_too_low(one: Scored) -> int:
    return URGENCIES.index(one.decision.urgency) - URGENCIES.index(one.gold.urgency)


def _simple(one: Scored) -> float:
    return one.prediction.simple_probability


def _certain(one: Scored) -> float:
    return one.prediction.intents[0][1]


_KINDS: dict[str, tuple[Callable[[Scored], bool], Callable[[Scored], float]]] = {
    "complex in the simple lane": (lambda one: not one.simple and one.in_lane, _simple),
    "crises not raised": (lambda one: one.crisis and not one.raised, _steps_too_low),
    "objections not marked": (
        lambda one: OBJECTION in one.gold.effects and OBJECTION not in one.decision.effects,
        _steps_too_low,
    ),
    "urgency too low by two steps or more": (lambda one: _steps_too_low(one) >= 2, _steps_too_low),
    "wrong main intent, the most certain first": (lambda one: not one.right, _certain),
    "simple kept out, the most certain first": (
        lambda one: one.simple and not one.in_lane,
        _simple,
    ),
}
