"""One point of the learning curve: what a model reaches with a part of the training messages."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from postfach_triage.evaluation.shares import Share


@dataclass(frozen=True, slots=True)
class LearningPoint:
    """`part` of the training groups gave `messages`; `shares` are measured on dev."""

    part: float
    messages: int
    shares: Mapping[str, Share]

    def plain(self) -> dict[str, Any]:
        """Give the point as meta.json holds it."""
        shares = {name: [share.k, share.n] for name, share in self.shares.items()}
        return {"part": self.part, "messages": self.messages, "shares": shares}

    @classmethod
    def read(cls, plain: Mapping[str, Any]) -> "LearningPoint":
        """Read a point of meta.json."""
        shares = {name: Share(*counts) for name, counts in plain["shares"].items()}
        return cls(plain["part"], plain["messages"], shares)
