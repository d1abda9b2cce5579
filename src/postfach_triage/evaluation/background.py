"""What a model's own files say of it: its origin and the figures of its training."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from postfach_triage.evaluation.bound import Bound
from postfach_triage.evaluation.figures import in_order
from postfach_triage.evaluation.learning import LearningPoint
from postfach_triage.evaluation.shares import Share

Shares = Mapping[str, Share]


@dataclass(frozen=True, slots=True)
class Background:
    """Facts from meta.json; a model made by an earlier program may lack any of them.

    `dev`, `baselines` and `learning_curve` were measured on dev when the model was made,
    `matched` on the same requests in other words.
    `calibrated_on`: what the lane's threshold was set on, `constructed` or `own:DATE`.
    """

    messages: int | None
    persons: int | None
    calibrated_on: str
    dev: Shares
    matched: Shares
    crossfitted: Shares
    bounds: Sequence[Bound]
    baselines: Mapping[str, Shares]
    learning_curve: Sequence[LearningPoint]

    @classmethod
    def read(cls, meta: Mapping[str, Any], calibrated_on: str) -> "Background":
        """Read what is there."""
        origin = meta.get("trained_on", {})
        return cls(
            messages=origin.get("messages"),
            persons=origin.get("persons"),
            calibrated_on=calibrated_on,
            dev=_shares(meta.get("dev", {})),
            matched=_shares(meta.get("matched", {})),
            crossfitted=_shares(meta.get("crossfitted", {})),
            bounds=[Bound(**bound) for bound in meta.get("bounds", [])],
            baselines={name: _shares(s) for name, s in meta.get("baselines", {}).items()},
            learning_curve=[LearningPoint.read(p) for p in meta.get("learning_curve", [])],
        )


def _shares(plain: Mapping[str, Sequence[int]]) -> dict[str, Share]:
    return in_order({name: Share(*counts) for name, counts in plain.items()})
