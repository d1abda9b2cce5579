"""How far two models say the same of the same messages: whether more labels still change much."""

from collections.abc import Sequence
from dataclasses import dataclass

from sklearn.metrics import cohen_kappa_score

from postfach_triage.evaluation.shares import Share

# Where kappa stays this high from model to model, further labels hardly change what is said
# (Bloodgood and Vijay-Shanker 2009, stabilizing predictions).
STABLE = 0.99


@dataclass(frozen=True, slots=True)
class Stability:
    """Equal main intents of the model in use (`now`) and the one before, and Cohen's kappa."""

    now: str
    before: str
    equal: Share
    kappa: float

    @property
    def stable(self) -> bool:
        """Say whether more labels like the last ones hardly pay."""
        return self.kappa >= STABLE


def stability(now: str, before: str, ours: Sequence[str], theirs: Sequence[str]) -> Stability:
    """Compare the main intents that two versions see in the same messages."""
    equal = Share.of(one == other for one, other in zip(ours, theirs, strict=True))
    if len({*ours, *theirs}) < 2:  # kappa is not defined there
        return Stability(now, before, equal, 1.0)
    return Stability(now, before, equal, float(cohen_kappa_score(ours, theirs)))
