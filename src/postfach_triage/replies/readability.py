"""How easily a German text reads: words, syllables, the formula of Flesch and Amstad."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

import pyphen

# Links and numbers have no syllables anybody reads; "030 23125-000" is one word.
_MASKED = re.compile(r"(?:https?://)?[\w-]+(?:[.@][\w-]+)+(?:/\S*)?|\d[\d\s./:-]*\d|\d")
_MASK = "0"
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
# Vowels that sound as one; two others side by side are two syllables ("The-ater", "aktu-ell").
_NUCLEUS = re.compile(r"aa|ee|oo|ie|ei|ai|ey|ay|eu|äu|au|[aeiouäöüy]")


def flesch_amstad(words: int, sentences: int, syllables: int) -> float:
    """Return Amstad's reading ease for German (1978): about 0 very hard, 100 very easy.

    >>> round(flesch_amstad(words=212, sentences=22, syllables=300), 2)
    87.58
    """
    return 180 - words / sentences - 58.5 * syllables / words


def words(sentence: str) -> list[str]:
    """Return the words of a sentence; a link or a number is one word, written as 0."""
    return _WORD.findall(_MASKED.sub(_MASK, sentence))


def reading_ease(
    sentences: Iterable[str], exceptions: Mapping[str, int], masked: frozenset[str] = frozenset()
) -> float:
    """Return Flesch-Amstad of a text; links, numbers and `masked` words count no syllables.

    A masked word is still a word of its sentence. A text without a word is easy (180).
    """
    parts = [found for sentence in sentences if (found := words(sentence))]
    spoken = [word for part in parts for word in part if word != _MASK and word not in masked]
    if not spoken:
        return 180.0
    each = sum(syllables(word, exceptions) for word in spoken) / len(spoken)
    return 180 - sum(map(len, parts)) / len(parts) - 58.5 * each


def syllables(word: str, exceptions: Mapping[str, int]) -> int:
    """Return how many syllables a word has: parts that can be hyphenated, counted by vowels.

    Hyphenation alone misses a syllable of one letter ("aber", "oder"), vowels alone take
    two for one ("be-enden"). `exceptions` are words of other languages, in small letters.
    """
    low = word.lower()
    if low in exceptions:
        return exceptions[low]
    return max(1, sum(len(_NUCLEUS.findall(part)) for part in _parts(low)))


def _parts(word: str) -> Iterator[str]:
    for piece in re.split(r"[-'’]", word):
        yield from _german().inserted(piece).split("-")


@cache
def _german() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="de_DE")
