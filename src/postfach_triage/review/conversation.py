"""What was written before and after a message, in both directions, and what was sent again."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from postfach_triage.review.access import thread
from postfach_triage.review.clock import full
from postfach_triage.review.highlighting import as_it_came
from postfach_triage.review.models.message import Message

# A thread of years: the latest say enough, the portal has the rest.
_MOST = 30


@dataclass(frozen=True, slots=True)
class Part:
    """One message of a conversation."""

    outgoing: bool
    when: str
    subject: SafeString
    text: SafeString
    attachments: int


def conversation(message: Message) -> list[Part]:
    """Return the other messages of the thread, oldest first."""
    latest = list(thread(message).reverse()[:_MOST])
    return [_part(one) for one in reversed(latest)]


def resends(message: Message) -> list[Part]:
    """Return when the same words came again."""
    return [_part(one) for one in message.resends.order_by("received_at", "id")]


def _part(message: Message) -> Part:
    return Part(
        outgoing=message.outgoing,
        when=full(message.received_at),
        subject=as_it_came(message.subject),
        text=as_it_came(message.text),
        attachments=message.attachments,
    )
