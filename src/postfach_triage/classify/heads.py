"""The linear heads: one sparse product gives every score of a text.

Three heads share the n-gram matrix: `intent` (one score an intent, one against the rest),
`joint` (one a pair of main intent and lane), `lane` (log-odds of simple).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from postfach_triage.classify.vectorizer import WordCachedTfidf

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Scores:
    """Scores of n texts: `intent` (n, intents), `simple` and `complex` (n, intents), `lane` (n,).

    `simple[i, k]` is the joint head's score of intent k in the simple lane,
    minus infinity where training never saw the pair.
    """

    intent: Floats
    simple: Floats
    complex: Floats
    lane: Floats

    def __getitem__(self, rows: slice | NDArray[np.int64]) -> "Scores":
        return Scores(self.intent[rows], self.simple[rows], self.complex[rows], self.lane[rows])

    @property
    def margin(self) -> Floats:
        """Give the best simple pair minus the best complex pair, (n,)."""
        best: Floats = self.simple.max(axis=1) - self.complex.max(axis=1)
        return best

    @property
    def main(self) -> Floats:
        """Give the score of each intent being the main one: intent head plus joint head."""
        total: Floats = self.intent + np.maximum(self.simple, self.complex)
        return total


@dataclass(frozen=True)
class Heads:
    """The fitted weights, columns in the order intent, joint, lane.

    `weights`: (terms, columns) float32. `bias`: (columns,). `pairs`: one (index of the
    intent, is simple) for each joint column.
    """

    vectorizer: WordCachedTfidf
    intents: tuple[str, ...]
    pairs: tuple[tuple[int, bool], ...]
    weights: Floats
    bias: Floats

    def score(self, texts: Sequence[str]) -> Scores:
        """Score texts (tokens joined by one blank)."""
        raw = np.asarray(self.vectorizer.transform(texts) @ self.weights) + self.bias
        n_intents = len(self.intents)
        joint = raw[:, n_intents:-1]
        return Scores(
            intent=raw[:, :n_intents],
            simple=self._spread(joint, simple=True),
            complex=self._spread(joint, simple=False),
            lane=raw[:, -1],
        )

    def _spread(self, joint: Floats, *, simple: bool) -> Floats:
        spread = np.full((len(joint), len(self.intents)), -np.inf, dtype=np.float32)
        for column, (intent, is_simple) in enumerate(self.pairs):
            if is_simple == simple:
                spread[:, intent] = joint[:, column]
        return spread
