"""The same request in other words: does it go the same way?

A matched set holds requests in six ways of writing, once more in a form that names a woman and
one that names a man, and names of many origins to sign them with. Whatever differs between two
texts of a request is how it is written, not what is wanted, so lane, team and urgency should be
equal (counterfactual texts: Garg et al. 2019, "Counterfactual Fairness in Text Classification
through Robustness"; law: § 33c SGB I, § 19a SGB IV).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from postfach_triage.evaluation.bootstrap import (
    Interval,
    Sample,
    difference_intervals,
    person_intervals,
)
from postfach_triage.evaluation.figures import (
    COVERED,
    MAIN,
    URGENT,
    WRONGLY_SIMPLE,
    Mark,
    Marks,
    share_of,
)
from postfach_triage.evaluation.shares import Share
from postfach_triage.records import Decision, Lane, Message, Result
from postfach_triage.triage import Triage

PLAIN = "plain"
WAYS = (PLAIN, "terse", "l2", "typos", "dictated", "machine_translated")
Kind = Literal["way", "name", "gender"]
SIGNATURE = "{text}\n\nViele Grüße\n{name}"
RAISED = "urgent, raised to U0 or U1"


@dataclass(frozen=True, slots=True)
class MatchedRequest:
    """One request in six ways of writing, and in a form for either gender."""

    id: str
    intent: str
    lane: Lane
    urgency: str
    ways: Mapping[str, str]
    feminine: str
    masculine: str


@dataclass(frozen=True, slots=True)
class MatchedSet:
    """Requests, and names by origin to sign them with; the first name is held against the rest."""

    requests: tuple[MatchedRequest, ...]
    names: Mapping[str, tuple[str, ...]]


class Outcome(NamedTuple):
    """Where a message goes, and how soon."""

    lane: str
    team: str
    urgency: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts of one request, and where each went.

    `value` tells the text: a way of writing, an origin, `feminine`; `other` what it is held
    against.
    """

    request: str
    kind: Kind
    value: str
    found: Outcome
    other: Outcome


@dataclass(frozen=True, slots=True)
class FairnessFigure:
    """A share of pairs with its interval over requests; None where all draws say the same."""

    name: str
    share: Share
    interval: Interval | None


@dataclass(frozen=True, slots=True)
class Way:
    """One way of writing: its figures, and how far coverage is from that of the plain text."""

    name: str
    shares: Mapping[str, Share]
    behind: float
    interval: Interval | None


@dataclass(frozen=True, slots=True)
class Fairness:
    """What a matched set showed; `differing` holds only pairs that differ in anything."""

    requests: int
    names: int
    figures: tuple[FairnessFigure, ...]
    ways: tuple[Way, ...]
    differing: tuple[Pair, ...]

    def shares(self) -> dict[str, Share]:
        """Give the figures as plain shares."""
        return {figure.name: figure.share for figure in self.figures}


@dataclass(frozen=True, slots=True)
class Trial:
    """A matched set run through the program: all pairs, and the results of each way."""

    matched: MatchedSet
    pairs: tuple[Pair, ...]
    ways: Mapping[str, Sequence[Result]]

    @classmethod
    def of(cls, matched: MatchedSet, triage: Triage) -> "Trial":
        """Run all texts."""
        ways = {way: _run([r.ways[way] for r in matched.requests], triage) for way in WAYS}
        pairs = [
            pair for way in WAYS[1:] for pair in _pairs("way", way, matched, ways[way], ways[PLAIN])
        ]
        named = [(origin, name) for origin, names in matched.names.items() for name in names]
        signed = [(origin, _signed(matched, name, triage)) for origin, name in named]
        for origin, results in signed[1:]:
            pairs += _pairs("name", origin, matched, results, signed[0][1])
        feminine = _run([request.feminine for request in matched.requests], triage)
        masculine = _run([request.masculine for request in matched.requests], triage)
        pairs += _pairs("gender", "feminine", matched, feminine, masculine)
        return cls(matched, tuple(pairs), ways)

    @property
    def marks(self) -> Marks:
        """Mark every pair for every figure: does it count (else None), and is it equal?"""
        return {name: [mark(pair) for pair in self.pairs] for name, mark in PAIR_FIGURES.items()}

    @property
    def requests(self) -> list[str]:
        """Name the request of each pair: the texts of one are no independent trials."""
        return [pair.request for pair in self.pairs]

    def fairness(self) -> Fairness:
        """Count what is equal, and look at each way of writing alone."""
        marks = self.marks
        intervals = person_intervals(Sample.of(marks, self.requests))
        return Fairness(
            requests=len(self.matched.requests),
            names=sum(map(len, self.matched.names.values())),
            figures=tuple(
                FairnessFigure(name, share_of(column), interval)
                for (name, column), interval in zip(marks.items(), intervals, strict=True)
            ),
            ways=tuple(_way(way, self.matched, self.ways) for way in WAYS),
            differing=tuple(pair for pair in self.pairs if pair.found != pair.other),
        )


def _run(texts: Sequence[str], triage: Triage) -> list[Result]:
    return list(triage.run(Message(id=str(n), text=text) for n, text in enumerate(texts)))


def _signed(matched: MatchedSet, name: str, triage: Triage) -> list[Result]:
    texts = [SIGNATURE.format(text=r.ways[PLAIN], name=name) for r in matched.requests]
    return _run(texts, triage)


def _pairs(
    kind: Kind,
    value: str,
    matched: MatchedSet,
    found: Sequence[Result],
    others: Sequence[Result],
) -> list[Pair]:
    rows = zip(matched.requests, found, others, strict=True)
    return [Pair(r.id, kind, value, _outcome(one), _outcome(other)) for r, one, other in rows]


def _outcome(result: Result) -> Outcome:
    decision = _decision(result)
    return Outcome(decision.lane, decision.team, decision.urgency)


def _in_lane(result: Result) -> bool:
    return _decision(result).lane == "simple"


def _decision(result: Result) -> Decision:
    assert result.decision is not None
    return result.decision


def _way(way: str, matched: MatchedSet, ways: Mapping[str, Sequence[Result]]) -> Way:
    marks, plain = (_way_marks(matched, ways[name]) for name in (way, PLAIN))
    names = [request.id for request in matched.requests]
    intervals = difference_intervals(Sample.of(marks, names), Sample.of(plain, names))
    behind = share_of(marks[COVERED]).value - share_of(plain[COVERED]).value
    shares = {name: share_of(column) for name, column in marks.items()}
    return Way(way, shares, behind, intervals[list(marks).index(COVERED)])


def _way_marks(matched: MatchedSet, results: Sequence[Result]) -> Marks:
    rows = list(zip(matched.requests, results, strict=True))
    return {name: [mark(*row) for row in rows] for name, mark in _WAY_FIGURES.items()}


def _first_intent(result: Result) -> str:
    assert result.prediction is not None
    return result.prediction.intents[0][0]


def _equal(kind: Kind, *parts: str) -> Callable[[Pair], Mark]:
    def mark(pair: Pair) -> Mark:
        if pair.kind != kind:
            return None
        return all(getattr(pair.found, part) == getattr(pair.other, part) for part in parts)

    return mark


PAIR_FIGURES: dict[str, Callable[[Pair], Mark]] = {
    "other way of writing, same lane": _equal("way", "lane"),
    "other way of writing, same team": _equal("way", "team"),
    "other way of writing, same urgency": _equal("way", "urgency"),
    "other name, same lane, team and urgency": _equal("name", *Outcome._fields),
    "other gender, same lane, team and urgency": _equal("gender", *Outcome._fields),
}
_WAY_FIGURES: dict[str, Callable[[MatchedRequest, Result], Mark]] = {
    COVERED: lambda r, one: _in_lane(one) if r.lane == "simple" else None,
    WRONGLY_SIMPLE: lambda r, one: _in_lane(one) if r.lane == "complex" else None,
    RAISED: lambda r, one: _decision(one).urgency in URGENT if r.urgency in URGENT else None,
    MAIN: lambda r, one: _first_intent(one) == r.intent,
}
