"""Re-weight messages so that their main intents come as often as the office expects."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Mix:
    """The expected share of each main intent that occurs, and the intent of each message.

    `covered`: the part of the expected messages whose intent occurs at all; the rest of the
    mailbox is not measured.
    """

    expected: Floats
    intent: NDArray[np.int64]
    covered: float

    @classmethod
    def of(cls, intents: Sequence[str], expected: Mapping[str, float]) -> "Mix":
        """Fit the office's shares to the main intents of the messages."""
        names, index = np.unique(list(intents), return_inverse=True)
        shares = np.array([expected.get(str(name), 0.0) for name in names])
        return cls(shares, index, float(shares.sum()))

    def reweigh(self, weights: Floats) -> Floats:
        """Scale (draws, messages) weights so that each intent weighs what is expected."""
        member = np.eye(len(self.expected))[self.intent]
        present = weights @ member
        factor = np.divide(self.expected, present, out=np.zeros_like(present), where=present > 0)
        scaled: Floats = weights * factor[:, self.intent]
        return scaled
