"""Score every training message by heads that never saw its writer."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.model_selection import GroupKFold

from postfach_triage.classify.heads import Heads, Scores
from postfach_triage.classify.texts import ScoredTexts, score_documents
from postfach_triage.training.examples import Example

FOLDS = 5
SEED = 0
Fit = Callable[[Sequence[Example]], Heads]


def folds(groups: Sequence[str]) -> list[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """Split into (train, held out) index pairs; a group stays in one fold."""
    splitter = GroupKFold(FOLDS, shuffle=True, random_state=SEED)
    return list(splitter.split(groups, groups=groups))


def crossfit(examples: Sequence[Example], groups: Sequence[str], fit: Fit) -> ScoredTexts:
    """Give out-of-fold scores of all messages and their sentences, in the order of `examples`."""
    parts = []
    held_out = []
    for train, test in folds(groups):
        heads = fit([examples[i] for i in train])
        parts.append(score_documents(heads, [examples[i].as_read for i in test]))
        held_out.append(test)
    return _in_order(examples, parts, held_out)


def _in_order(
    examples: Sequence[Example], parts: list[ScoredTexts], held_out: list[NDArray[np.int64]]
) -> ScoredTexts:
    order = np.argsort(np.concatenate(held_out))
    owner = np.concatenate([test[p.owner] for test, p in zip(held_out, parts, strict=True)])
    by_owner = np.argsort(owner, kind="stable")
    return ScoredTexts(
        documents=[e.as_read for e in examples],
        messages=_stack([p.messages for p in parts])[order],
        sentences=_stack([p.sentences for p in parts])[by_owner],
        known_words=np.concatenate([p.known_words for p in parts])[order],
        owner=owner[by_owner],
        place=np.concatenate([p.place for p in parts])[by_owner],
    )


def _stack(scores: list[Scores]) -> Scores:
    return Scores(
        intent=np.concatenate([s.intent for s in scores]),
        simple=np.concatenate([s.simple for s in scores]),
        complex=np.concatenate([s.complex for s in scores]),
        lane=np.concatenate([s.lane for s in scores]),
    )
