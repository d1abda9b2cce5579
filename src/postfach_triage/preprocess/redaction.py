"""Replace what identifies a person by typed, numbered placeholders.

The result is pseudonymised, not anonymous: what a message tells may still name its writer.
"""

import re
from collections.abc import Sequence

from postfach_triage.preprocess.cleaning import clean, to_original
from postfach_triage.preprocess.identifiers import find_identifiers
from postfach_triage.preprocess.loose_identifiers import find_loose_identifiers
from postfach_triage.preprocess.names import find_names
from postfach_triage.preprocess.normalise import fold
from postfach_triage.preprocess.pipeline import MAX_CHARACTERS
from postfach_triage.records import Document, Message, Span

Found = tuple[str, int, int]

_MARKS = re.compile(r"[\W_]")


def redact(message: Message, document: Document | None = None) -> tuple[str, tuple[Span, ...]]:
    """Return the redacted text of a message and what was replaced, in the original text.

    The whole text is redacted, also where the document was read only in part.
    """
    text, offsets = clean(message.text)
    if offsets is None and document is not None and len(text) <= MAX_CHARACTERS:
        kept = [s for s in document.identifiers if s.field == "text" and s.label != "NAME"]
        identifiers = [(span.label, span.start, span.end) for span in kept]
    else:
        identifiers = find_identifiers(text)
    identifiers = find_loose_identifiers(text, identifiers)
    found = sorted([*identifiers, *find_names(text, identifiers)], key=lambda item: item[1])
    spans = [
        (label, *to_original(offsets, start, end), _same(text[start:end]))
        for label, start, end in found
    ]
    return _replaced(message.text, spans), tuple([Span(*span[:3]) for span in spans])


def _same(value: str) -> str:
    """Write a value so that two spellings of it become one."""
    return _MARKS.sub("", fold(value))


def _replaced(text: str, spans: Sequence[tuple[str, int, int, str]]) -> str:
    numbers: dict[str, dict[str, int]] = {}
    parts: list[str] = []
    last = 0
    for label, start, end, value in spans:
        known = numbers.setdefault(label, {})
        number = known.setdefault(value, len(known) + 1)
        parts += (text[last:start], f"[{label}_{number}]")
        last = end
    return "".join([*parts, text[last:]])
