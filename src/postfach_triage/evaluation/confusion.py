"""Gold against found, counted: for the intent, the lane, the urgency and the function."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from postfach_triage.evaluation.figures import Scored, gold_function
from postfach_triage.records import URGENCIES


@dataclass(frozen=True, slots=True)
class Confusion:
    """`counts[i][j]`: messages whose gold label is `labels[i]`, found to be `labels[j]`."""

    labels: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]

    def mistakes(self, most: int) -> list[tuple[str, str, int]]:
        """Name the most frequent mistakes as (gold, found, messages)."""
        cells = [
            (gold, found, self.counts[i][j])
            for i, gold in enumerate(self.labels)
            for j, found in enumerate(self.labels)
            if i != j and self.counts[i][j]
        ]
        return sorted(cells, key=lambda cell: -cell[2])[:most]


def confusions(scored: Sequence[Scored], functions: Mapping[str, str]) -> dict[str, Confusion]:
    """Count gold against found, one table a label."""
    pairs: dict[str, tuple[Callable[[Scored], tuple[str, str]], Sequence[str]]] = {
        "lane": (lambda s: (s.gold.lane, s.decision.lane), ("simple", "complex")),
        "urgency": (lambda s: (s.gold.urgency, s.decision.urgency), URGENCIES),
        "function": (lambda s: (gold_function(s.gold, functions), s.decision.function), ()),
        "intent": (lambda s: (s.gold.intents[0], s.prediction.intents[0][0]), ()),
    }
    return {name: _table([of(s) for s in scored], labels) for name, (of, labels) in pairs.items()}


def _table(pairs: Sequence[tuple[str, str]], labels: Sequence[str]) -> Confusion:
    """Count pairs; without given labels those that occur, in the alphabet's order."""
    names = tuple(labels) or tuple(sorted({name for pair in pairs for name in pair}))
    counted = Counter(pairs)
    return Confusion(names, tuple(tuple(counted[a, b] for b in names) for a in names))
