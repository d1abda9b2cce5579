"""Find which cues a text holds: each distinct word is looked up once and remembered."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from postfach_triage.replies.cue_notation import Phrase

# Shorter words are too close to other words for a slip of the pen.
_SLIP_FROM = 6
_WHOLE = -9  # the place of no missing letter
_BEGIN = 4  # letters
# Text repeats its words, but names and typing errors never end: beyond this the cache starts anew.
_REMEMBERED = 100_000


class _Sequence(NamedTuple):
    cue: int
    rest: tuple[tuple[int, int], ...]  # (gap, step) after the first word


class _Hits(NamedTuple):
    """What one word may be: steps it fits, and by group cues it settles or sequences it begins."""

    steps: frozenset[int]
    cues: Mapping[str, frozenset[int]]
    starts: Mapping[str, tuple[_Sequence, ...]]


class Words(NamedTuple):
    """A text as cues are looked up in it: its words' hits, and its words alone and by twos."""

    hits: tuple[_Hits, ...]
    grams: tuple[str, ...]


class CueIndex:
    """Cues in groups, each cue a number within its group and a set of phrases."""

    def __init__(self, groups: Mapping[str, Sequence[Iterable[Phrase]]]) -> None:
        self._steps: dict[frozenset[str], int] = {}
        self._alone: dict[int, dict[str, set[int]]] = defaultdict(dict)
        self._starts: dict[int, dict[str, list[_Sequence]]] = defaultdict(dict)
        self._remembered: dict[str, _Hits] = {}
        for group, cues in groups.items():
            for number, phrases in enumerate(cues):
                for phrase in phrases:
                    self._add(group, number, phrase)
        self._words = _WordTable(self._steps)

    def read(self, words: Iterable[str]) -> Words:
        """Look the words of a text up, once for all groups."""
        texts = list(words)
        return Words(tuple(self._hits(word) for word in texts), tuple(grams(texts)))

    def found(self, words: Words, group: str) -> set[int]:
        """Return the numbers of all cues of a group that the words hold."""
        cues: set[int] = set()
        for place, hit in enumerate(words.hits):
            if group in hit.cues:
                cues |= hit.cues[group]
            if group in hit.starts:
                for sequence in hit.starts[group]:
                    if sequence.cue not in cues and _goes_on(words.hits, place, sequence.rest):
                        cues.add(sequence.cue)
        return cues

    def _add(self, group: str, cue: int, phrase: Phrase) -> None:
        first, *rest = (self._steps.setdefault(step.words, len(self._steps)) for step in phrase)
        if rest:
            gaps = (step.gap for step in phrase[1:])
            sequence = _Sequence(cue, tuple(zip(gaps, rest, strict=True)))
            self._starts[first].setdefault(group, []).append(sequence)
        else:
            self._alone[first].setdefault(group, set()).add(cue)

    def _hits(self, word: str) -> _Hits:
        known = self._remembered.get(word)
        if known is None:
            if len(self._remembered) >= _REMEMBERED:
                self._remembered.clear()
            known = self._remembered[word] = self._look_up(word)
        return known

    def _look_up(self, word: str) -> _Hits:
        steps = self._words.steps(word)
        if not steps:
            return _NOTHING
        cues: dict[str, frozenset[int]] = defaultdict(frozenset)
        starts: dict[str, tuple[_Sequence, ...]] = defaultdict(tuple)
        for step in sorted(steps):
            for group, numbers in self._alone.get(step, {}).items():
                cues[group] |= numbers
            for group, sequences in self._starts.get(step, {}).items():
                starts[group] += tuple(sequences)
        return _Hits(frozenset(steps), dict(cues), dict(starts))


_NONE: frozenset[int] = frozenset()
_NOTHING = _Hits(_NONE, {}, {})


def grams(words: Sequence[str]) -> list[str]:
    """Return each word, and each two side by side, once, in order."""
    twos = (f"{first} {second}" for first, second in pairwise(words))
    return list(dict.fromkeys((*words, *twos)))


def _goes_on(words: Sequence[_Hits], place: int, rest: tuple[tuple[int, int], ...]) -> bool:
    """Say whether the steps follow after `place`, each within its gap of the one before."""
    if not rest:
        return True
    gap, step = rest[0]
    for nearby in range(place + 1, min(place + gap + 2, len(words))):
        if step in words[nearby].steps and _goes_on(words, nearby, rest[1:]):
            return True
    return False


class _WordTable:
    """Which steps a word fits: as it is, by its beginning, end or middle, or misspelt."""

    def __init__(self, steps: Mapping[frozenset[str], int]) -> None:
        self._exact: dict[str, set[int]] = defaultdict(set)
        self._begin: dict[str, set[int]] = defaultdict(set)
        self._end: dict[str, set[int]] = defaultdict(set)
        self._middle: dict[str, set[int]] = defaultdict(set)
        for words, number in steps.items():
            for word in words:
                self._table(word)[word.strip("*")].add(number)
        self._whole = _Near(self._exact)
        self._stems = _Near(self._begin)

    def steps(self, word: str) -> set[int]:
        """Return the steps the word fits; a slip counts only where nothing fits as written."""
        found = set(self._exact.get(word, ()))
        for cut in range(1, len(word) + 1):
            found |= self._begin.get(word[:cut], _NONE)
            found |= self._end.get(word[-cut:], _NONE)
        for part, numbers in self._middle.items():
            if part in word:
                found |= numbers
        return found or self._misspelt(word)

    def _misspelt(self, word: str) -> set[int]:
        found = self._whole.spelt_like(word)
        for cut in range(_SLIP_FROM, len(word) + 1):
            found |= self._stems.spelt_like(word[:cut])
        return found

    def _table(self, word: str) -> dict[str, set[int]]:
        if word.startswith("*"):
            return self._middle if word.endswith("*") else self._end
        return self._begin if word.endswith("*") else self._exact


class _Near:
    """Long words by what they and each form of them without one letter spell."""

    def __init__(self, words: Mapping[str, set[int]]) -> None:
        self._forms: dict[str, list[tuple[int, set[int]]]] = defaultdict(list)
        for word, numbers in words.items():
            if len(word) >= _SLIP_FROM:
                for place, form in _shortened(word):
                    self._forms[form].append((place, numbers))
        self._begins = {form[:_BEGIN] for form in self._forms}

    def spelt_like(self, word: str) -> set[int]:
        """Return the steps of words one slip away: a letter missing, too many, wrong or swapped."""
        found: set[int] = set()
        # Without a later letter the beginning stays, and most beginnings are of no word here.
        last = len(word) if word[:_BEGIN] in self._begins else _BEGIN
        for place, form in _shortened(word[:last], word[last:]):
            for other, numbers in self._forms.get(form, ()):
                if _WHOLE in (place, other) or abs(place - other) <= 1:
                    found |= numbers
        return found


def _shortened(word: str, tail: str = "") -> Iterator[tuple[int, str]]:
    """Yield the word and each form without one letter; hardly anyone errs in the first."""
    yield _WHOLE, word + tail
    for place in range(1, len(word)):
        yield place, word[:place] + word[place + 1 :] + tail
