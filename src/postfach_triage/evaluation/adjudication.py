"""The figure of the lane once a person has looked at each complex message that got in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from postfach_triage.evaluation.figures import Scored
from postfach_triage.evaluation.shares import Share

Verdict = Literal["agree", "lane_simple"]


@dataclass(frozen=True, slots=True)
class Adjudication:
    """A verdict on a gold lane: it stands (`agree`), or the message is simple after all."""

    id: str
    verdict: Verdict
    reason: str
    by: str
    on: date


@dataclass(frozen=True, slots=True)
class Adjudicated:
    """Complex messages in the simple lane, as annotated and as adjudicated.

    Only messages that got in are looked at, so the second figure can only be lower.
    `open`: ids that nobody has looked at; they count as complex.
    """

    annotated: Share
    adjudicated: Share
    verdicts: tuple[Adjudication, ...]
    open: tuple[str, ...]


def adjudicate(scored: Sequence[Scored], verdicts: Sequence[Adjudication]) -> Adjudicated:
    """Apply the verdicts to the complex messages that reached the simple lane."""
    complex_ids = [one.gold.id for one in scored if not one.simple]
    inside = [one.gold.id for one in scored if not one.simple and one.in_lane]
    by_id = {verdict.id: verdict for verdict in verdicts}
    used = tuple(by_id[name] for name in inside if name in by_id)
    simple = sum(verdict.verdict == "lane_simple" for verdict in used)
    return Adjudicated(
        annotated=Share(len(inside), len(complex_ids)),
        adjudicated=Share(len(inside) - simple, len(complex_ids) - simple),
        verdicts=used,
        open=tuple(name for name in inside if name not in by_id),
    )
