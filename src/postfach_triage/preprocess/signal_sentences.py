"""Cut a message into sentences of known words, for the signal rules."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from spacy.tokens import Doc

from postfach_triage.preprocess.lexemes import places_of

# Patterns (as bits) that a word can be the first, second and third word of.
Clauses = tuple[int, int, int]


class Word(NamedTuple):
    """A word inside a token: its classes and its place."""

    classes: frozenset[int]
    start: int
    end: int
    ends_before: bool


class Token(NamedTuple):
    """What is known of a token; `clauses`: see Signals._index, of each word that has any."""

    clauses: tuple[Clauses, ...]
    words: tuple[Word, ...]
    ends: bool
    is_number: bool


class Sentence(NamedTuple):
    """Its words (NO_WORD at the end), each with where its token begins; what may match (bits)."""

    words: list[frozenset[int]]
    spots: list[tuple[int, Word]]
    ready: int


def borders(
    doc: Doc,
    tokens: list[Token],
    starts: Sequence[int] | None,
    quoted: Sequence[tuple[int, int]],
) -> list[int]:
    """Return the tokens that begin a sentence, and the end; quoted and own never share one."""
    found = [0]
    if starts is None:
        found += [
            number
            for number, token in enumerate(tokens)
            if token.ends and not (number and tokens[number - 1].is_number)
        ]
    edges = [*(starts or ())[1:], *(edge for stretch in quoted for edge in stretch)]
    if edges:
        places = places_of(doc)
        size = len(places)
        for edge in edges:
            number = bisect_left(places, edge)
            if number < size and places[number] == edge:
                found.append(number)
    found.append(len(tokens))
    return sorted(found) if quoted else found


def write(tokens: list[Token], places: list[int], *, split: bool) -> list[list[tuple[int, Word]]]:
    """Return the words of a sentence; `split`: a full stop inside a token parts it."""
    spots = [
        (place, word) for token, place in zip(tokens, places, strict=True) for word in token.words
    ]
    if not split:
        return [spots]
    cuts = [number for number, (_, word) in enumerate(spots) if word.ends_before]
    return [spots[first:last] for first, last in pairwise([0, *cuts, len(spots)])]


def span(spots: list[tuple[int, Word]], first: int, last: int) -> tuple[int, int]:
    """Return where the first of the words begins and the last one ends in the text."""
    start, end = spots[first], spots[last]
    return start[0] + start[1].start, end[0] + end[1].end
