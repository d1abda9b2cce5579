"""Cut a message into terms: n-grams of words, of characters within words, of word fields; marks.

A mark is no word of the client but what a rule found, written behind the text as one token.

German words repeat, and character n-grams never cross a word boundary, so all that depends
on one word alone is worked out once per distinct word and kept.
"""

import itertools
from collections.abc import Callable, Iterator, Sequence

FieldsOf = Callable[[str], tuple[str, ...]]

# One letter in front keeps the blocks apart in one vocabulary.
WORD, CHAR, FIELD, MARK = "w", "c", "f", "m"
BLOCKS = (WORD, CHAR, FIELD, MARK)
# A private-use character: clean-up leaves none in a client's text.
MARK_SIGN = "\ue000"
CHAR_SIZES = range(2, 6)


def no_fields(_word: str) -> tuple[str, ...]:
    """Give no word fields: plain n-grams alone."""
    return ()


def char_terms(word: str) -> list[str]:
    """List the character n-grams of one word as scikit-learn's `char_wb` does, repeats kept.

    >>> char_terms("ab")[:3]
    ['c a', 'cab', 'cb ']
    """
    padded = f" {word} "
    terms: list[str] = []
    for size in CHAR_SIZES:
        terms.extend(padded[i : i + size] for i in range(max(1, len(padded) - size + 1)))
        if size >= len(padded):  # scikit-learn counts a short word once and stops
            break
    return [CHAR + term for term in terms]


def pairs(items: Sequence[str], block: str) -> Iterator[str]:
    """Yield the bigrams of a sequence as terms of a block."""
    for left, right in itertools.pairwise(items):
        yield f"{block}{left} {right}"


def word_terms(word: str, fields_of: FieldsOf) -> list[str]:
    """List every term that depends on one word, or mark, alone."""
    if word[0] == MARK_SIGN:
        return [MARK + word]
    return [WORD + word, *char_terms(word), *(FIELD + name for name in fields_of(word))]


def context_terms(words: Sequence[str], fields_of: FieldsOf) -> list[str]:
    """List the terms that depend on neighbours: bigrams of words and of word fields."""
    words = [word for word in words if word[0] != MARK_SIGN]
    # Words without a field are passed over, so that "Strom ... ist ... weg" is a neighbourhood.
    names = [name for word in words for name in fields_of(word)]
    return [*pairs(words, WORD), *pairs(names, FIELD)]
