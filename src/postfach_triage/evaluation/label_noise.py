"""Labels worth a second look, by confident learning (Northcutt, Jiang and Chuang 2021).

A label is doubtful where a model that never saw its writer is confident of another one: as
confident as it is on average of the messages that carry that other label. Whether the label or the
model is wrong, a person must say. Our own few lines: the counts of the paper need out-of-fold
probabilities, which training has anyway, and no further package.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from postfach_triage.records import Annotation

LANES = ("simple", "complex")


@dataclass(frozen=True, slots=True)
class Doubt:
    """One label in doubt: `given` with its probability, and `seen`, which is likelier."""

    id: str
    what: str
    given: str
    given_probability: float
    seen: str
    seen_probability: float


def label_doubts(
    golds: Sequence[Annotation],
    intents: Sequence[str],
    chances: NDArray[np.float64],
    simple: NDArray[np.float64],
) -> list[Doubt]:
    """List doubtful main intents and lanes of the messages that were cross-fitted.

    `chances`: (messages, intents) and `simple`: (messages,), both out of fold.
    """
    ids = [gold.id for gold in golds]
    lanes = np.column_stack([simple, 1 - simple])
    return [
        *doubts("intent", ids, intents, [gold.intents[0] for gold in golds], chances),
        *doubts("lane", ids, LANES, [gold.lane for gold in golds], lanes),
    ]


def doubts(
    what: str,
    ids: Sequence[str],
    names: Sequence[str],
    given: Sequence[str],
    chances: NDArray[np.float64],
) -> list[Doubt]:
    """List doubtful labels, the worst first; `chances` is (messages, names), out of fold.

    `what` is told on each doubt: intent or lane.
    """
    label = np.array([names.index(one) for one in given])
    confident = np.full(len(names), np.inf)
    for k in set(label.tolist()):
        confident[k] = chances[label == k, k].mean()
    passing = np.where(chances >= confident, chances, -1.0)
    seen = passing.argmax(axis=1)
    rows = np.arange(len(label))
    doubtful = (passing[rows, seen] > chances[rows, label]) & (seen != label)
    own = chances[rows, label]
    # By the paper's self-confidence: of 100 swapped labels 78 stood among the first 150, by the
    # gap between the two probabilities 57.
    order = sorted(np.flatnonzero(doubtful).tolist(), key=lambda i: (own[i], ids[i]))
    return [
        Doubt(
            id=ids[i],
            what=what,
            given=names[int(label[i])],
            given_probability=round(float(own[i]), 4),
            seen=names[int(seen[i])],
            seen_probability=round(float(chances[i, seen[i]]), 4),
        )
        for i in order
    ]
