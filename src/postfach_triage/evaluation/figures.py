"""The figures of the house (ARCHITECTURE.md names the targets) for scored annotations."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sklearn.metrics import f1_score

from postfach_triage.evaluation.shares import Share
from postfach_triage.records import CRISES, Annotation, Decision, Prediction, Result

URGENT = ("U0", "U1")
LEGAL = ("may_be_objection", "may_be_review_request", "may_be_hearing_reply", "may_be_revocation")


@dataclass(frozen=True, slots=True)
class Scored:
    """A gold annotation beside what the program made of it."""

    gold: Annotation
    prediction: Prediction
    decision: Decision

    @classmethod
    def pair(cls, gold: Annotation, result: Result) -> "Scored":
        """Join an annotation and its result; both are complete for a scored message."""
        assert result.prediction is not None and result.decision is not None
        return cls(gold, result.prediction, result.decision)

    @property
    def simple(self) -> bool:
        """Say whether the gold lane is simple."""
        return self.gold.lane == "simple"

    @property
    def in_lane(self) -> bool:
        """Say whether the program put it into the simple lane."""
        return self.decision.lane == "simple"

    @property
    def raised(self) -> bool:
        """Say whether the program made it U0 or U1."""
        return self.decision.urgency in URGENT

    @property
    def crisis(self) -> bool:
        """Say whether the gold intents name a crisis."""
        return any(intent in CRISES for intent in self.gold.intents)


def figures(scored: Sequence[Scored], functions: Mapping[str, str]) -> dict[str, Share]:
    """Compute every share; `functions` gives the gold function of each intent."""
    return {**_intents(scored, functions), **_lane(scored), **_urgency(scored)}


def macro_f1(scored: Sequence[Scored]) -> float:
    """Give the unweighted mean F1 over the main intents that occur in gold."""
    gold = [s.gold.intents[0] for s in scored]
    found = [s.prediction.intents[0][0] for s in scored]
    return float(f1_score(gold, found, average="macro", labels=sorted(set(gold)), zero_division=0))


def _intents(scored: Sequence[Scored], functions: Mapping[str, str]) -> dict[str, Share]:
    def among(one: Scored, best: int) -> bool:
        return one.gold.intents[0] in [intent for intent, _ in one.prediction.intents[:best]]

    return {
        "main intent first": Share.of(among(s, 1) for s in scored),
        "main intent among three": Share.of(among(s, 3) for s in scored),
        "function": Share.of(
            s.decision.function == (s.gold.function or functions[s.gold.intents[0]]) for s in scored
        ),
    }


def _lane(scored: Sequence[Scored]) -> dict[str, Share]:
    grave = [s for s in scored if not s.simple and _grave(s.gold)]
    return {
        "complex in the simple lane": Share.of(s.in_lane for s in scored if not s.simple),
        "of those grave (U0, U1 or legal effect)": Share.of(s.in_lane for s in grave),
        "simple in the simple lane": Share.of(s.in_lane for s in scored if s.simple),
        "simple lane truly simple": Share.of(s.simple for s in scored if s.in_lane),
    }


def _grave(gold: Annotation) -> bool:
    return gold.urgency in URGENT or any(effect in LEGAL for effect in gold.effects)


def _urgency(scored: Sequence[Scored]) -> dict[str, Share]:
    calm = [s for s in scored if s.gold.urgency not in URGENT]
    objection = "may_be_objection"
    return {
        "urgency, five levels": Share.of(s.decision.urgency == s.gold.urgency for s in scored),
        "crises raised to U0 or U1": Share.of(s.raised for s in scored if s.crisis),
        "not urgent, raised to U0 or U1": Share.of(s.raised for s in calm),
        "not urgent, raised to U0": Share.of(s.decision.urgency == "U0" for s in calm),
        "objections marked": Share.of(
            objection in s.decision.effects for s in scored if objection in s.gold.effects
        ),
        "others marked as objection": Share.of(
            objection in s.decision.effects for s in scored if objection not in s.gold.effects
        ),
    }


def contrast_share(probability: Mapping[str, float], golds: Sequence[Annotation]) -> Share:
    """Count the contrast sets whose B scores below both A and L; `probability` is by id."""
    sets: dict[str, dict[str, float]] = {}
    for gold in golds:
        if gold.group and gold.trap:
            sets.setdefault(gold.group, {})[gold.trap] = probability[gold.id]
    whole = [found for found in sets.values() if {"A", "L", "B"} <= found.keys()]
    return Share.of(found["B"] < min(found["A"], found["L"]) for found in whole)
