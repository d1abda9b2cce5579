"""A share is k of n with its 95 % interval; a bare percentage is never printed."""

from collections.abc import Iterable
from dataclasses import dataclass

from scipy.stats import binomtest

CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class Share:
    """k of n."""

    k: int
    n: int

    @classmethod
    def of(cls, hits: Iterable[bool]) -> "Share":
        """Count what is true."""
        found = [bool(hit) for hit in hits]
        return cls(sum(found), len(found))

    @property
    def value(self) -> float:
        """Give k/n, 0 where there is nothing to count."""
        return self.k / self.n if self.n else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Give the Wilson interval (Wilson 1927), which holds near 0 and 1 too."""
        if not self.n:
            return (0.0, 1.0)
        found = binomtest(self.k, self.n).proportion_ci(CONFIDENCE, method="wilson")
        return (float(found.low), float(found.high))

    def __str__(self) -> str:
        low, high = self.interval
        return f"{self.k}/{self.n} = {self.value:.1%} ({low:.1%} to {high:.1%})"
