"""Lay sentences, quotations and words of a text over each other."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from postfach_triage.preprocess.model_text import Words, join

Span = tuple[int, int]


class Part(NamedTuple):
    """A sentence, or the part of it that is own or quoted; quoted parts have no model text."""

    start: int
    end: int
    text_for_model: str
    own: bool


def parts_of(
    text: str, sentences: Sequence[Span], quoted: Sequence[Span], words: Words
) -> list[Part]:
    """Return the sentences with their words; one that is partly quoted is cut in two."""
    if not quoted:
        if len(sentences) == 1:
            return [Part(*sentences[0], join(words.forms), True)]
        return [Part(start, end, words.between(start, end), True) for start, end in sentences]
    parts = []
    for start, end in _cut(text, sentences, quoted):
        own = not any(left <= start < right for left, right in quoted)
        parts.append(Part(start, end, words.between(start, end) if own else "", own))
    return parts


def own_stretches(text: str, quoted: Sequence[Span]) -> list[Span]:
    """Return what lies between the quotations, without white space around it."""
    if not quoted:
        return [_trim(text, 0, len(text))] if text and not text.isspace() else []
    edges = [0, *(edge for span in quoted for edge in span), len(text)]
    between = zip(edges[::2], edges[1::2], strict=True)
    return [_trim(text, a, b) for a, b in between if text[a:b].strip()]


def _cut(text: str, sentences: Sequence[Span], quoted: Sequence[Span]) -> list[Span]:
    edges = sorted(edge for span in quoted for edge in span)
    found = []
    for start, end in sentences:
        points = [start, *(edge for edge in edges if start < edge < end), end]
        for left, right in pairwise(points):
            if text[left:right].strip():
                found.append(_trim(text, left, right))
    return found


def _trim(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    return start, start + len(piece.strip())
