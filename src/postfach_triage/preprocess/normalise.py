"""One spelling for one word: case, umlauts, sharp s, repeated letters, digits."""

import re
import unicodedata
from functools import lru_cache

# ä = ae = a: clients switch between the three. "ue" after a vowel or q is no umlaut (neue, Quelle).
_DIGRAPH = re.compile(r"(?<![aeou])ae|(?<![aeou])oe|(?<![aeouq])ue")
_REPEATS = re.compile(r"([^\W\d_])\1{2,}")
_DIGITS = re.compile(r"\d")


@lru_cache(maxsize=200_000)
def fold(word: str) -> str:
    """Fold a word so that Kündigung, KUENDIGUNG and kundigung become one.

    >>> [fold(w) for w in ("Kündigung", "KUENDIGUNG", "grüße", "hallooo", "neue")]
    ['kundigung', 'kundigung', 'grusse', 'halloo', 'neue']
    """
    word = word.casefold()
    if not word.isascii():
        word = unicodedata.normalize("NFKD", word)
        word = "".join(c for c in word if not unicodedata.combining(c))
    if "e" in word:
        word = _DIGRAPH.sub(lambda m: m.group()[0], word)
    return _REPEATS.sub(r"\1\1", word)


@lru_cache(maxsize=200_000)
def fold_for_model(word: str) -> str:
    """Fold a word and write every digit as 0: amounts keep their shape, not their value."""
    return _DIGITS.sub("0", fold(word))
