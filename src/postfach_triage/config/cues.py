"""Cues: patterns on the client's own words, as the model reads them.

A text is words and signs joined by one blank; a pattern matches whole words. Most messages hold
the beginning of few cues, so a word's cues are worked out once and a pattern is searched only
where a word begins it.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, NamedTuple

from pydantic import BeforeValidator

_GAP = re.compile(r" \.\.(\d) ")
# Escapes (\w, \S) and gaps are no letters or digits of the text.
_NOT_TEXT = re.compile(r"\\.| \.\.\d ")
_UNFOLDED = re.compile(r"[^\x00-\x7f€]|[A-Z]|[1-9]")
_MOST_WORDS = 200_000
_NONE: frozenset[str] = frozenset()


class CuePattern(NamedTuple):
    """A cue's pattern, and the pattern of the words it can begin with."""

    whole: re.Pattern[str]
    first: re.Pattern[str]


def _compiled(patterns: Any) -> Any:
    """Join patterns into one; `..4` between blanks leaves out up to 4 words.

    Rejects a pattern that can never match folded text (lower case, ASCII, digits as 0).
    """
    if not isinstance(patterns, list) or not all(isinstance(one, str) for one in patterns):
        raise ValueError("must be a list of patterns (quote one that holds ': ')")
    for pattern in patterns:
        found = _UNFOLDED.search(_NOT_TEXT.sub("", pattern))
        if found:
            raise ValueError(
                f"must be folded (a for ä, ss for ß, lower case, 0 for digits), {found[0]!r} is not"
            )
    whole = "|".join(_GAP.sub(r" (?:\\S+ ){0,\1}", pattern) for pattern in patterns)
    first = "|".join(dict.fromkeys(_first_words("|".join(patterns))))
    try:
        return CuePattern(re.compile(rf"(?<!\S)(?:{whole})(?!\S)"), re.compile(first))
    except re.error as error:
        raise ValueError(f"is no regular expression ({error.msg})") from None


def _first_words(pattern: str) -> Iterator[str]:
    """Yield what each alternative begins with: all before its first blank outside brackets."""
    depth, start, in_first = 0, 0, True
    for place, sign in enumerate(pattern + "|"):
        depth += (sign in "([") - (sign in ")]")
        if depth == 0 and sign in " |":
            if in_first:
                yield pattern[start:place]
            if sign == " " and pattern[place + 1 : place + 2] in ("?", "*", "{"):
                raise ValueError("a blank between words cannot be optional: write both spellings")
            in_first, start = sign == "|", place + 1


Cue = Annotated[CuePattern, BeforeValidator(_compiled)]


class CueBook:
    """All cues by name, and which of them each word seen so far can begin."""

    __slots__ = ("_any", "_cues", "_words")

    def __init__(self, cues: Mapping[str, CuePattern]) -> None:
        self._cues = cues
        self._words: dict[str, frozenset[str]] = {}
        self._any = re.compile("|".join(cue.first.pattern for cue in cues.values()))

    def begun(self, text: str) -> frozenset[str]:
        """Return the cues that may be in the text: those one of its words begins."""
        words, known = text.split(" "), self._words
        cues = set(map(known.get, words))
        if None in cues:
            # Not `or`: most words begin no cue, and an empty set is false.
            cues |= {self._learn(word) for word in words if word not in known}
        return _NONE.union(*filter(None, cues))

    def holds(self, text: str, cue: str) -> bool:
        """Say whether the cue is in the text."""
        return self._cues[cue].whole.search(text) is not None

    def _learn(self, word: str) -> frozenset[str]:
        cues = _NONE
        if self._any.fullmatch(word):
            cues = frozenset(n for n, cue in self._cues.items() if cue.first.fullmatch(word))
        if len(self._words) >= _MOST_WORDS:
            self._words.clear()
        self._words[word] = cues
        return cues
