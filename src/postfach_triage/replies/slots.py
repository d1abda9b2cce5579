"""Read out of a message what a reply may safely repeat: name, number, papers, receipt.

A date the client wrote is never read here: in a reply it would look like a deadline.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from postfach_triage.records import Document, Message, Span
from postfach_triage.replies.catalogue import Catalogue

# The time of receipt is no word of the client: results may show it.
NO_WORDS_OF_THE_CLIENT = frozenset({"eingang_am"})
OFFICE_TIME = ZoneInfo("Europe/Berlin")
_MONTHS = (
    *("Januar", "Februar", "März", "April", "Mai", "Juni"),
    *("Juli", "August", "September", "Oktober", "November", "Dezember"),
)
# A full name as its owner writes it: two to four words, each with a capital letter.
_WORD = r"[A-ZÄÖÜŁŚŠŽĆČÇŞİĞ][\w'’.-]+"
_FULL_NAME = re.compile(rf"{_WORD}(?: {_WORD}){{1,3}}")
_TITLE = re.compile(r"\b(?:frau|herrn?|fr|hr|familie|dr)\b\.?", re.IGNORECASE)
_BEFORE_NAME = re.compile(
    r"(?:\A|\n|[.!?,]|gr[uü](?:ß|ss)e?n?|mfg|lg|vg|danke|dank|hochachtungsvoll|respekt)\s*\Z",
    re.IGNORECASE,
)


class _Given(NamedTuple):
    message: Message
    document: Document
    catalogue: Catalogue


def read_slots(
    names: Iterable[str], message: Message, document: Document, catalogue: Catalogue
) -> dict[str, str]:
    """Return the values the message gives for the slots named; missing ones are left out."""
    given = _Given(message, document, catalogue)
    found = {name: _READERS[name](given) for name in names if name in _READERS}
    return {name: value for name, value in found.items() if value}


def german_time(moment: datetime) -> str:
    """Return date and minute in the office's time.

    >>> from datetime import UTC
    >>> german_time(datetime(2026, 11, 20, 13, 5, tzinfo=UTC))
    '20. November 2026 um 14:05 Uhr'
    """
    local = moment if moment.tzinfo is None else moment.astimezone(OFFICE_TIME)
    return f"{local.day}. {_MONTHS[local.month - 1]} {local.year} um {local:%H:%M} Uhr"


def _name(given: _Given) -> str:
    """Return the writer's full name from the sign-off, or "" where it may be someone else's."""
    names = _own(given.document, "NAME")
    if not names:
        return ""
    text, last = given.message.text, names[-1]
    name = text[last.start : last.end]
    alone = _is_last(given, last) and _BEFORE_NAME.search(text[: last.start])
    proper = _FULL_NAME.fullmatch(name) and not _TITLE.search(name)
    return name if alone and proper else ""


def _phone(given: _Given) -> str:
    """Return the one number of the message; with two nobody knows which one is new."""
    phones = _own(given.document, "PHONE")
    if len(phones) != 1:
        return ""
    return " ".join(given.message.text[phones[0].start : phones[0].end].split())


def _received(given: _Given) -> str:
    moment = given.message.received_at
    return german_time(moment) if moment else ""


def _papers(given: _Given) -> str:
    """Return the one kind of paper the words name; several are better left unnamed."""
    words = given.catalogue.cues.read(given.document.text_for_model.split())
    named = given.catalogue.named_papers(words)
    return named[0] if len(named) == 1 else ""


def _own(document: Document, label: str) -> list[Span]:
    """Return the spans of the text with this label, pasted letters left out, in their order."""
    quoted = [quote for quote in document.quoted if quote.field == "text"]
    spans = [
        span
        for span in document.identifiers
        if span.label == label
        and span.field == "text"
        and not any(quote.start <= span.start < quote.end for quote in quoted)
    ]
    return sorted(spans, key=lambda span: span.start)


def _is_last(given: _Given, name: Span) -> bool:
    """Say whether nothing but identifiers and signs follows the name."""
    rest = list(given.message.text)
    for span in given.document.identifiers:
        if span.field == "text":
            rest[span.start : span.end] = " " * (span.end - span.start)
    return not any(sign.isalpha() for sign in rest[name.end :])


_READERS: Mapping[str, Callable[[_Given], str]] = {
    "name": _name,
    "kontakt": _phone,
    "eingang_am": _received,
    "unterlagen": _papers,
}
