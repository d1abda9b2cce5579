"""Find the writer's name at the end of a message, signed or not."""

import re
from collections.abc import Iterator, Sequence

from postfach_triage.preprocess import name_words
from postfach_triage.preprocess.name_runs import (
    FAMILY_TOO,
    NO_NAMES,
    Found,
    Span,
    Words,
    is_first,
    is_ordinary,
    key,
    keys,
    looks_like_verb,
)

_SIGN_OFFS = keys(name_words.SIGN_OFFS)
_ENDS = re.compile(r"[.!?…:\n]\W*$|[\u2600-\u27bf\U0001f000-\U0001faff]\ufe0f?\s*$")
_LONGEST = 4
_MARKS = " .,;!\n-–()"
# A full name at the end, as its owner writes it.
_PART = r"(?:[A-ZÀ-ÞĀ-Ž]\.|Dr\.|[A-ZÀ-ÞĀ-Ž][\w'’\-]+)"
_FULL_NAME = re.compile(rf"(?<![\w\-]){_PART}(?: {_PART}){{0,2}} [A-ZÀ-ÞĀ-Ž][\w'’\-]+$")
_TAIL = 60


def signatures(words: Words) -> Iterator[Span | None]:
    """Yield names that close a text, a line or stand before the client's number."""
    for index in range(len(words)):
        signed = bool(index) and words.keys[index - 1] in _SIGN_OFFS and _only_marks(words, index)
        begins_here = signed or begins(words, index)
        found = words.run(index, _LONGEST, titled=signed)
        if found and words.closes(found[1]):
            name = words.text[slice(*found)]
            two = " " in name and not name.isupper()
            if begins_here or two or is_first(words.keys[index]):
                yield found
        elif begins_here and not words.capital[index] and not words.run(index):
            yield _small_signature(words, index, signed=signed)
        elif begins_here and _has_no_case(words, index):
            yield words.spans[index][0], words.spans[-1][1]


def signed_name(text: str, identifiers: Sequence[Found]) -> list[Found]:
    """Return the full name that ends a text, before the client's numbers: cheap, and only that."""
    end = _end_of_words(text, identifiers)
    name = _FULL_NAME.search(text[max(0, end - _TAIL) : end])
    if name is None:
        return []
    *first, last = map(key, name.group().replace(".", "").split())
    strange = [word == "dr" or not is_ordinary(word) for word in first]
    signed = all(strange) and (last not in NO_NAMES or last in FAMILY_TOO)
    return [("NAME", end - len(name.group()), end)] if signed else []


def _end_of_words(text: str, identifiers: Sequence[Found]) -> int:
    """Return where the last word ends that is no identifier."""
    end = len(text)
    for _, start, after in reversed(identifiers):
        if text[after:end].strip(_MARKS):
            break
        end = start
    return len(text[:end].rstrip(_MARKS))


def before_last_number(words: Words) -> Iterator[Span]:
    """Yield the last word where only the client's number follows: '... happig wolf 718B726249'."""
    if not len(words):
        return
    last, end = len(words) - 1, words.spans[-1][1]
    number = words.number_after(end)
    alone = number is not None and number - end < 3 and not words.text[number:].count(" ", 40)
    word = words.keys[last]
    if alone and len(word) > 2 and not is_ordinary(word) and not looks_like_verb(word):
        yield words.spans[last]


def begins(words: Words, index: int) -> bool:
    """Say whether a sentence begins at a word, or only an identifier stands before it."""
    start = words.spans[index][0]
    return start == 0 or bool(_ENDS.search(words.before(index, 5))) or _after_number(words, start)


def _after_number(words: Words, start: int) -> bool:
    end = words.number_before(start)
    return end is not None and 0 < start - end < 4 and not words.text[end:start].strip(" ,.")


def _only_marks(words: Words, index: int) -> bool:
    between = words.between(index)
    return len(between) < 6 and not between.strip(" ,.!\n-–")


def _small_signature(words: Words, index: int, *, signed: bool) -> Span | None:
    """Recognise one to three words in small letters that end the text or stand before a number."""
    if words.between(index)[-1:] in (".", "/", "-"):
        return None  # the end of an address on the net
    for last in range(index, min(index + 3, len(words))):
        if last > index and words.between(last) not in (" ", ". "):
            return None
        closes = words.closes(words.spans[last][1])
        if not _may_sign(words, last, late=closes and (signed or last > index)):
            return None
        if closes:
            named = is_first(words.keys[index]) or last == len(words) - 1
            return (words.spans[index][0], words.spans[last][1]) if named else None
    return None


def _may_sign(words: Words, index: int, *, late: bool) -> bool:
    """Say whether a small word may be part of a signature; `late`: it ends one that is likely."""
    word = words.keys[index]
    if is_first(word):
        return True
    ordinary = is_ordinary(word)
    if word in NO_NAMES or (looks_like_verb(word) and (ordinary or not late)):
        return False
    return late or len(word) == 1 or not ordinary


def _has_no_case(words: Words, index: int) -> bool:
    """Recognise a signature in a script without capitals: the last two or three words."""
    letter = words.text[words.spans[index][0]]
    caseless = letter.isalpha() and not letter.isupper() and not letter.islower()
    return caseless and len(words) - index in (2, 3)
