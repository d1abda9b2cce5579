"""Cut tokens into words, and say which spellings are near each other."""

import re
from typing import Any, NamedTuple

from postfach_triage.preprocess.normalise import fold

# A number with its currency, a word (hyphens and apostrophes inside belong to it), or a sign.
_PIECE = re.compile(
    r"\d+(?:[.,:]\d+)*(?:,-+|€|eur?o?\b)?|[^\W_]+(?:[-'’`´][^\W_]+)*|[€§]", re.IGNORECASE
)
_BEGINNING = 10  # letters
_JOINT = re.compile(r"[-'’`´]")
_DATE = re.compile(
    r"(?:0?[1-9]|[12]\d|3[01])\.(?:(?:0?[1-9]|1[0-2])(?:\.(?:\d{4}|\d{2})?)?)?|\d{4}-\d\d-\d\d"
)
_END = re.compile(r"[.!?]+|.*\n.*", re.DOTALL)
_ELLIPSIS = re.compile(r"\.{2,}|…")


class Piece(NamedTuple):
    """A word inside a token: every folded form it can be read as, and its place in the token."""

    forms: tuple[str, ...]
    start: int
    end: int
    ends_before: bool = False


def pieces(token: str) -> tuple[Piece, ...]:
    """Cut one token into words; a compound with hyphens is read whole and in parts.

    >>> [p.forms for p in pieces("Strom-Sperre")]
    [('stromsperre', 'strom', 'sperre')]
    """
    if _DATE.fullmatch(token):
        return (Piece((token, token.rstrip(".")), 0, len(token)),)
    found: list[Piece] = []
    for match in _PIECE.finditer(token):
        ends = bool(found) and _glued(token, found[-1], match.start(), len(match.group()))
        found.append(Piece(_forms(match.group()), match.start(), match.end(), ends))
    return tuple(found)


def is_end(token: str) -> bool:
    """Say whether a token ends a sentence where no sentence component has run."""
    return bool(_END.fullmatch(token)) and not _ELLIPSIS.fullmatch(token)


def is_date(form: str) -> bool:
    """Say whether a word looks like a date (17., 1.12., 01.12.26)."""
    return bool(_DATE.fullmatch(form))


def sentence_starts(doc: Any) -> list[int] | None:
    """Return where sentences begin in doc.text, or None if no component has split the Doc."""
    spans = doc.user_data.get("postfach_sentences")
    if spans:
        return [start for start, _ in spans]
    if doc.has_annotation("SENT_START"):
        return [sent.start_char for sent in doc.sents]
    return None


def tolerance(word: str) -> int:
    """Return how many slips of the pen a word of this length may have."""
    return 0 if len(word) < 5 else 1 if len(word) < 9 else 2


def deletions(word: str, depth: int) -> set[str]:
    """Return the beginning of a word with up to `depth` letters taken out, never the first.

    Two words within d slips that begin alike share such a form, so a dictionary finds near
    spellings; their beginnings are enough for that (the prefix filter of SymSpell, Garbe).
    """
    begin = word[:_BEGINNING]
    found = {begin}
    shorter = [(1, begin)]
    for _ in range(depth):
        # From left to right alone, so that no two letters are taken out twice.
        shorter = [(i, w[:i] + w[i + 1 :]) for first, w in shorter for i in range(first, len(w))]
        found.update([w for _, w in shorter])
    return found


def _forms(text: str) -> tuple[str, ...]:
    parts = [fold(part) for part in _JOINT.split(text)]
    return tuple(dict.fromkeys(["".join(parts), *parts]))


def _glued(token: str, last: Piece, start: int, length: int) -> bool:
    """Say whether a full stop without a blank parts two words (weg.bitte), unlike z.b."""
    between = token[last.end : start]
    return between in (".", "!", "?") and last.end - last.start > 2 and length > 2
