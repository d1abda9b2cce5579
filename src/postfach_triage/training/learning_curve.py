"""Fit on an eighth, a quarter and a half of the training groups: would more messages help?"""

from collections.abc import Callable, Sequence
from hashlib import sha256

import numpy as np

from postfach_triage.classify.heads import Heads
from postfach_triage.classify.texts import marked_text
from postfach_triage.evaluation.figures import MAIN
from postfach_triage.evaluation.learning import LearningPoint
from postfach_triage.evaluation.shares import Share
from postfach_triage.training.examples import Example

PARTS = (1 / 8, 1 / 4, 1 / 2)
# The lane of the model alone, without rules: its threshold is set so that so many complex get in.
RISK = 0.01
LANE = "simple, where 1% of complex pass (model alone)"
Fit = Callable[[Sequence[Example]], Heads]


def learning_curve(
    examples: Sequence[Example], groups: Sequence[str], dev: Sequence[Example], fit: Fit
) -> list[LearningPoint]:
    """Give a point for each part; the smaller parts lie within the larger ones."""
    points = []
    for part in PARTS:
        inside = [e for e, group in zip(examples, groups, strict=True) if _place(group) < part]
        if {e.simple for e in inside} == {True, False}:  # else there is nothing to fit
            points.append(learning_point(fit(inside), part, len(inside), dev))
    return points


def learning_point(
    heads: Heads, part: float, messages: int, dev: Sequence[Example]
) -> LearningPoint:
    """Measure heads alone, without calibration and rules: those need a model of their own."""
    scores = heads.score([marked_text(example.document) for example in dev])
    gold = np.array([heads.intents.index(example.main) for example in dev])
    ranks = (scores.main > scores.main[np.arange(len(gold)), gold][:, None]).sum(axis=1)
    simple = np.array([example.simple for example in dev])
    complexes = np.sort(scores.margin[~simple])[::-1]
    passing = complexes[int(RISK * len(complexes))] if len(complexes) else -np.inf
    shares = {
        MAIN: Share.of(ranks < 1),
        "main intent among three": Share.of(ranks < 3),
        LANE: Share.of(scores.margin[simple] > passing),
    }
    return LearningPoint(part, messages, shares)


def _place(group: str) -> float:
    """Give a group its place from 0 to 1 by hash, so that it keeps it when the data grow."""
    return int(sha256(group.encode()).hexdigest()[:8], 16) / 16**8
