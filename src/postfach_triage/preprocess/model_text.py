"""Write a message, or a sentence of it, as the model reads it: folded words, one blank apart."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from spacy.tokens import Doc

from postfach_triage.preprocess.lexemes import form_for_model, look_up, places_of

Found = tuple[str, int, int]
Stretch = tuple[int, int]

# A court's file number says who must act; all others are only numbers.
_COURT = re.compile(r"[SLB] ?\d+ ?(?:AS|SO|AL|KR|R|U|BK|AY|SF)", re.IGNORECASE)
_TWICE = re.compile(r"([?!])(?: \1)+")
_FEW, _MANY = 3, 30


class Words(NamedTuple):
    """Forms and where each begins; mere punctuation has an empty form."""

    forms: list[str]
    starts: list[int]

    def between(self, start: int, end: int) -> str:
        """Return the forms that begin in a stretch of the text."""
        first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
        return join(self.forms[first:last])

    def outside(self, stretches: Sequence[Stretch]) -> "Words":
        """Return the words that begin in none of the stretches."""
        kept = [
            (form, start)
            for form, start in zip(self.forms, self.starts, strict=True)
            if not any(left <= start < right for left, right in stretches)
        ]
        return Words([form for form, _ in kept], [start for _, start in kept])


def words_of(doc: Doc, text: str, identifiers: Sequence[Found]) -> Words:
    """Return the words of a Doc; an identifier is one typed word (xiban, xphone)."""
    words = Words([lexeme.form for lexeme in look_up(doc)], list(places_of(doc)))
    for label, start, end in reversed(identifiers):
        _put_placeholder(words, text, start, end, _placeholder(label, text[start:end]))
    return words


def join(forms: Sequence[str]) -> str:
    """Join forms with one blank; repeated question and exclamation marks become one."""
    text = " ".join([form for form in forms if form])
    if "? ?" in text or "! !" in text:
        return _TWICE.sub(r"\1", text)
    return text


def has_few_words(forms: Sequence[str]) -> bool:
    """Say whether a text has fewer than three words ("Hallo", "siehe Anhang", "???")."""
    return len(forms) < _MANY and sum(form not in ("", "?", "!") for form in forms) < _FEW


def _put_placeholder(words: Words, text: str, start: int, end: int, placeholder: str) -> None:
    """Replace the tokens under an identifier; what sticks out before or behind stays a word."""
    forms, starts = words
    first = max(0, bisect_right(starts, start) - 1)
    last = bisect_left(starts, end)
    following = starts[last] if last < len(starts) else len(text)
    head, tail = text[starts[first] : start].strip(), text[end:following].strip()
    new = [(starts[first], form_for_model(head))] if head else []
    new.append((start, placeholder))
    if tail:
        new.append((end, form_for_model(tail)))
    forms[first:last] = [form for _, form in new]
    starts[first:last] = [place for place, _ in new]


def _placeholder(label: str, value: str) -> str:
    if label == "FILENO" and _COURT.match(value):
        return "xcourt"
    return "x" + label.lower().replace("_", "")
