"""Read the cue notation of the reply files (config/replies/README.md) into word sequences."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import product
from typing import NamedTuple

Fold = Callable[[str], str]
Lists = Mapping[str, Sequence[str]]


class Step(NamedTuple):
    """One word of a sequence: up to `gap` other words, then any of `words`."""

    gap: int
    words: frozenset[str]


Phrase = tuple[Step, ...]


class Notation:
    """The word lists and the folding that the entries of one catalogue share."""

    def __init__(self, lists: Lists, fold: Fold) -> None:
        self._lists = lists
        self._fold = fold
        self._known: dict[str, _Listed] = {}

    def phrases(self, entry: str) -> list[Phrase]:
        """Return every sequence an entry stands for; single words of a list stay one step.

        >>> Notation({"wann": ["wann", "ab wann"]}, str).phrases("{wann} ..2 stellen")[1]
        (Step(gap=0, words=frozenset({'ab'})), Step(gap=0, words=frozenset({'wann'})), \
Step(gap=2, words=frozenset({'stellen'})))
        """
        choices = [self._choices(gap, part) for gap, part in _elements(entry)]
        return [tuple(step for piece in chain for step in piece) for chain in product(*choices)]

    def _choices(self, gap: int, part: str) -> list[Phrase]:
        words: set[str] = set()
        longer: list[Phrase] = []
        for word in part.split("|"):
            if word.startswith("{"):
                listed = self._listed(word.strip("{}"))
                words |= listed.words
                longer += ((phrase[0]._replace(gap=gap), *phrase[1:]) for phrase in listed.longer)
            else:
                words.add(self._fold(word))
        return [*([(Step(gap, frozenset(words)),)] if words else []), *longer]

    def _listed(self, name: str) -> "_Listed":
        if name not in self._known:
            found = [phrase for entry in self._lists[name] for phrase in self.phrases(entry)]
            words = frozenset(word for p in found if len(p) == 1 for word in p[0].words)
            self._known[name] = _Listed(words, tuple(p for p in found if len(p) > 1))
        return self._known[name]


class _Listed(NamedTuple):
    """A word list read once: its single words, and what is longer."""

    words: frozenset[str]
    longer: tuple[Phrase, ...]


def _elements(entry: str) -> Iterator[tuple[int, str]]:
    """Yield (gap, word) of an entry: `..3` lets up to three other words stand before the next."""
    gap = 0
    for part in entry.split():
        if part.startswith("..") and part[2:].isdigit():
            gap = int(part[2:])
        else:
            yield gap, part
            gap = 0
