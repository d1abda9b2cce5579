"""The client's words as HTML: every sign as it came, what was found in them marked."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from postfach_triage.config.reply_templates import SLOT
from postfach_triage.review.gaps import Gap
from postfach_triage.review.models.message import Message
from postfach_triage.review.office import PageOffice

_EVIDENCE = "Wort, auf das sich die Einschätzung stützt"


def as_it_came(text: str) -> SafeString:
    """Escape a text so that the browser shows it sign for sign.

    A bare carriage return in HTML becomes a line feed; written as a reference it stays.
    """
    return mark_safe(escape(text).replace("\r", "&#13;"))


def highlighted(message: Message, field: str, office: PageOffice) -> SafeString:
    """Return text or subject with evidence and signals marked; overlapping ones share a mark."""
    text = message.text if field == "text" else message.subject
    marks = sorted(_marks(message.result, field, office))
    parts, last = [], 0
    for start, end, kind, title in _apart(marks):
        if not last <= start < end <= len(text):
            continue
        parts.append(as_it_came(text[last:start]))
        parts.append(f'<mark class="mark mark--{kind}" title="{escape(title)}">')
        parts.append(as_it_came(text[start:end]))
        parts.append("</mark>")
        last = end
    parts.append(as_it_came(text[last:]))
    return mark_safe("".join(parts))


def _marks(
    result: dict[str, Any], field: str, office: PageOffice
) -> Iterable[tuple[int, int, str, str]]:
    for span in result.get("evidence") or []:
        if span["field"] == field:
            yield span["start"], span["end"], "evidence", _EVIDENCE
    for span in result.get("signals") or []:
        if span["field"] == field:
            title = f"Hinweis im Text: {office.signal(span['kind'])}"
            yield span["start"], span["end"], "signal", title


def _apart(
    marks: list[tuple[int, int, str, str]],
) -> list[tuple[int, int, str, str]]:
    """Join marks that touch; a signal tells more than a word of evidence."""
    joined: list[tuple[int, int, str, str]] = []
    for mark in marks:
        if joined and mark[0] < joined[-1][1]:
            first = joined[-1]
            best = first if first[2] == "signal" else mark
            joined[-1] = (first[0], max(first[1], mark[1]), best[2], best[3])
        else:
            joined.append(mark)
    return joined


def with_gaps(text: str, gaps: Sequence[Gap]) -> SafeString:
    """Return a reply's text with its open gaps as what they ask for."""
    labels = {gap.name: gap.label for gap in gaps}
    shown = SLOT.sub(
        lambda gap: f'<mark class="gap">{escape(labels.get(gap[1], gap[1]))}</mark>', escape(text)
    )
    return mark_safe(shown)
