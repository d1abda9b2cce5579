"""How far two annotators agree: the ceiling of every figure measured against one of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sklearn.metrics import cohen_kappa_score

from postfach_triage.evaluation.figures import Scored
from postfach_triage.evaluation.shares import Share
from postfach_triage.records import Annotation, Lane


@dataclass(frozen=True, slots=True)
class SecondLabel:
    """What a second person annotated, without having seen the first."""

    id: str
    intents: tuple[str, ...]
    lane: Lane
    urgency: str
    effects: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """One property: how often both say the same, and Cohen's kappa (1960).

    `kappa` is None where it is not defined: both use one and the same label throughout.
    """

    equal: Share
    kappa: float | None


Labelled = Annotation | SecondLabel
_PROPERTIES: Mapping[str, Callable[[Labelled], str]] = {
    "main intent": lambda one: one.intents[0],
    "lane": lambda one: one.lane,
    "urgency": lambda one: one.urgency,
    "objection": lambda one: str("may_be_objection" in one.effects),
    "all effects": lambda one: " ".join(sorted(one.effects)),
}


def agreement(golds: Sequence[Annotation], seconds: Sequence[SecondLabel]) -> dict[str, Agreement]:
    """Compare the messages that both annotated; empty where there is none."""
    second = {one.id: one for one in seconds}
    pairs = [(gold, second[gold.id]) for gold in golds if gold.id in second]
    if not pairs:
        return {}
    return {
        name: _compare([value(a) for a, _ in pairs], [value(b) for _, b in pairs])
        for name, value in _PROPERTIES.items()
    }


def program_agreement(scored: Sequence[Scored]) -> dict[str, Share]:
    """Count how often the program says the same as the annotation, property by property."""
    found = [_label_of(one) for one in scored]
    return {
        name: Share.of(
            value(one.gold) == value(ours) for one, ours in zip(scored, found, strict=True)
        )
        for name, value in _PROPERTIES.items()
    }


def _label_of(one: Scored) -> SecondLabel:
    return SecondLabel(
        id=one.gold.id,
        intents=one.prediction.presence,
        lane=one.decision.lane,
        urgency=one.decision.urgency,
        effects=one.decision.effects,
    )


def _compare(first: list[str], second: list[str]) -> Agreement:
    equal = Share.of(a == b for a, b in zip(first, second, strict=True))
    if len({*first, *second}) < 2:
        return Agreement(equal, None)
    return Agreement(equal, float(cohen_kappa_score(first, second)))
