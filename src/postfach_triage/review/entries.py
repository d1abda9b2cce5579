"""One line of the list: what a case worker needs to choose a message, and no more."""

from dataclasses import dataclass
from datetime import datetime

from postfach_triage.review import judgement
from postfach_triage.review.claims import holder
from postfach_triage.review.clock import age, full
from postfach_triage.review.models.message import Message
from postfach_triage.review.models.person import Person
from postfach_triage.review.office import PageOffice

_PREVIEW = 160
_HIDDEN = "Der Text steht nur in der Nachricht, nicht in der Liste."
_EMPTY = "Ohne Text"


@dataclass(frozen=True, slots=True)
class Entry:
    """A message in the list."""

    pk: int
    title: str
    preview: str
    guarded: bool
    pinned: bool
    unread: bool
    done: bool
    urgency: str
    tone: str
    intent: str
    lane: str
    standard: bool
    team: str
    age: str
    received: str
    hints: tuple[judgement.Hint, ...]
    sent: int
    attachments: int
    holder: str


def entry(message: Message, person: Person, office: PageOffice, now: datetime) -> Entry:
    """Build the line of one message."""
    other = holder(message, person, now)
    text = " ".join(message.text[: _PREVIEW * 3].split())
    return Entry(
        pk=message.pk,
        title="" if message.guarded else " ".join(message.subject.split()),
        preview=_HIDDEN if message.guarded else _shortened(text) or _EMPTY,
        guarded=message.guarded,
        pinned=message.pin == 0 and not message.done,
        unread=message.opened_at is None,
        done=message.done,
        urgency=judgement.urgency(message),
        tone=judgement.tone(message),
        intent=judgement.intent(message, office),
        lane=judgement.lane(message),
        standard=message.is_standard,
        team=office.team(message.team),
        age=age(message.received_at, now),
        received=full(message.received_at),
        hints=tuple(judgement.hints(message, office)),
        sent=message.resent + 1,
        attachments=message.attachments,
        holder=other.name if other else "",
    )


def _shortened(text: str) -> str:
    if len(text) <= _PREVIEW:
        return text
    return text[:_PREVIEW].rsplit(" ", 1)[0] + " …"
