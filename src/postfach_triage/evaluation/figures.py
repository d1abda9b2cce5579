"""The figures of the house (ARCHITECTURE.md names the targets) for scored annotations."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sklearn.metrics import f1_score

from postfach_triage.evaluation.shares import Share
from postfach_triage.records import CRISES, Annotation, Decision, Prediction, Result

URGENT = ("U0", "U1")
OBJECTION = "may_be_objection"
LEGAL = (OBJECTION, "may_be_review_request", "may_be_hearing_reply", "may_be_revocation")
MAIN, FUNCTION, URGENCY = "main intent first", "function", "urgency, five levels"
WRONGLY_SIMPLE, COVERED = "complex in the simple lane", "simple in the simple lane"
CRISES_RAISED, OBJECTIONS_MARKED = "crises raised to U0 or U1", "objections marked"
RIGHT_REPLY = "right reply first, simple messages"

# Of each message: does it count for a figure (else None), and does it hit?
Mark = bool | None
Marks = Mapping[str, Sequence[Mark]]


@dataclass(frozen=True, slots=True)
class Scored:
    """A gold annotation beside what the program made of it; `replies` best first, three at most."""

    gold: Annotation
    prediction: Prediction
    decision: Decision
    replies: tuple[str, ...] = ()

    @classmethod
    def pair(cls, gold: Annotation, result: Result) -> "Scored":
        """Join an annotation and its result; both are complete for a scored message."""
        assert result.prediction is not None and result.decision is not None
        found = result.suggestion
        replies = (found.reply, *found.alternatives) if found and found.reply else ()
        return cls(gold, result.prediction, result.decision, replies)

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

    @property
    def right(self) -> bool:
        """Say whether the intent put first is the main one."""
        return self.prediction.intents[0][0] == self.gold.intents[0]

    @property
    def person(self) -> str:
        """Name the writer; a message without one counts as a person of its own."""
        return self.gold.person or self.gold.id


def figures(scored: Sequence[Scored], functions: Mapping[str, str]) -> dict[str, Share]:
    """Compute every share; `functions` gives the gold function of each intent."""
    return {name: share_of(column) for name, column in marks(scored, functions).items()}


def share_of(column: Iterable[Mark]) -> Share:
    """Count the messages that hit among those that count."""
    return Share.of(mark for mark in column if mark is not None)


def marks(scored: Sequence[Scored], functions: Mapping[str, str]) -> dict[str, list[Mark]]:
    """Mark every message for every figure, in order."""
    columns = {**_intents(functions), **_LANE, **_URGENCY, **_REPLIES}
    return {name: [mark(one) for one in scored] for name, mark in columns.items()}


def gold_function(gold: Annotation, functions: Mapping[str, str]) -> str:
    """Give the function that should act: as annotated, else that of the main intent."""
    return gold.function or functions[gold.intents[0]]


def macro_f1(scored: Sequence[Scored]) -> float:
    """Give the unweighted mean F1 over the main intents that occur in gold."""
    gold = [s.gold.intents[0] for s in scored]
    found = [s.prediction.intents[0][0] for s in scored]
    return float(f1_score(gold, found, average="macro", labels=sorted(set(gold)), zero_division=0))


def contrast_share(probability: Mapping[str, float], golds: Sequence[Annotation]) -> Share:
    """Count the contrast sets whose B scores below both A and L; `probability` is by id."""
    sets: dict[str, dict[str, float]] = {}
    for gold in golds:
        if gold.group and gold.trap:
            sets.setdefault(gold.group, {})[gold.trap] = probability[gold.id]
    whole = [found for found in sets.values() if {"A", "L", "B"} <= found.keys()]
    return Share.of(found["B"] < min(found["A"], found["L"]) for found in whole)


def _intents(functions: Mapping[str, str]) -> dict[str, Callable[[Scored], Mark]]:
    return {
        MAIN: lambda s: s.right,
        "main intent among three": lambda s: (
            s.gold.intents[0] in [intent for intent, _ in s.prediction.intents[:3]]
        ),
        FUNCTION: lambda s: s.decision.function == gold_function(s.gold, functions),
    }


def in_order(shares: Mapping[str, Share]) -> dict[str, Share]:
    """Sort stored shares as `figures` gives them; what it does not know comes last."""
    names = [*_intents({}), *_LANE, *_URGENCY, *_REPLIES]
    known = [name for name in names if name in shares]
    return {name: shares[name] for name in [*known, *(n for n in shares if n not in names)]}


def _grave(gold: Annotation) -> bool:
    return gold.urgency in URGENT or any(effect in LEGAL for effect in gold.effects)


def _answerable(gold: Annotation) -> bool:
    return gold.lane == "simple" and gold.reply is not None


def _where(counts: bool, hit: bool) -> Mark:
    return hit if counts else None


_LANE: dict[str, Callable[[Scored], Mark]] = {
    WRONGLY_SIMPLE: lambda s: _where(not s.simple, s.in_lane),
    "of those grave (U0, U1 or legal effect)": lambda s: _where(
        not s.simple and _grave(s.gold), s.in_lane
    ),
    COVERED: lambda s: _where(s.simple, s.in_lane),
    "simple lane truly simple": lambda s: _where(s.in_lane, s.simple),
}
_URGENCY: dict[str, Callable[[Scored], Mark]] = {
    URGENCY: lambda s: s.decision.urgency == s.gold.urgency,
    CRISES_RAISED: lambda s: _where(s.crisis, s.raised),
    "not urgent, raised to U0 or U1": lambda s: _where(s.gold.urgency not in URGENT, s.raised),
    "not urgent, raised to U0": lambda s: _where(
        s.gold.urgency not in URGENT, s.decision.urgency == "U0"
    ),
    OBJECTIONS_MARKED: lambda s: _where(
        OBJECTION in s.gold.effects, OBJECTION in s.decision.effects
    ),
    "others marked as objection": lambda s: _where(
        OBJECTION not in s.gold.effects, OBJECTION in s.decision.effects
    ),
}
_REPLIES: dict[str, Callable[[Scored], Mark]] = {
    RIGHT_REPLY: lambda s: _where(_answerable(s.gold), s.replies[:1] == (s.gold.reply,)),
    "right reply among three": lambda s: _where(_answerable(s.gold), s.gold.reply in s.replies),
}
