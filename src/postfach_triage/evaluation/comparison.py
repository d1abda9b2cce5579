"""Two models on the same messages, figure by figure."""

from collections.abc import Sequence
from dataclasses import dataclass

from postfach_triage.evaluation.bootstrap import Interval, Sample, difference_intervals
from postfach_triage.evaluation.figures import Marks, share_of
from postfach_triage.evaluation.shares import Share


@dataclass(frozen=True, slots=True)
class Difference:
    """One figure of both; `only_ours`, `only_theirs`: messages that hit with one model alone."""

    name: str
    ours: Share
    theirs: Share
    interval: Interval | None
    only_ours: int
    only_theirs: int

    @property
    def value(self) -> float:
        """Give our share minus theirs."""
        return self.ours.value - self.theirs.value


@dataclass(frozen=True, slots=True)
class Comparison:
    """What stands beside the measured model; without figures `why_not` says why."""

    version: str
    differences: tuple[Difference, ...] = ()
    why_not: str = ""


def differences(ours: Marks, theirs: Marks, persons: Sequence[str]) -> tuple[Difference, ...]:
    """Compare every figure; the intervals draw persons, the same for both models."""
    intervals = difference_intervals(Sample.of(ours, persons), Sample.of(theirs, persons))
    return tuple(
        Difference(
            name=name,
            ours=share_of(ours[name]),
            theirs=share_of(theirs[name]),
            interval=interval,
            only_ours=_only(ours, theirs, name),
            only_theirs=_only(theirs, ours, name),
        )
        for name, interval in zip(ours, intervals, strict=True)
    )


def _only(one: Marks, other: Marks, name: str) -> int:
    """Count messages that count for both and hit with one alone."""
    pairs = zip(one[name], other[name], strict=True)
    return sum(hit is True and missed is False for hit, missed in pairs)
