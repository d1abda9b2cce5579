"""Two people never get the same message by accident: who opens one holds it for a while."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from postfach_triage.review.models.message import Message
from postfach_triage.review.models.person import Person

# Long enough to read and phone, short enough for a lunch break to set a message free.
HELD = timedelta(minutes=10)


def free_for(person: Person, now: datetime) -> Q:
    """Say "nobody else holds it"."""
    return Q(claimed_by=None) | Q(claimed_by=person) | Q(claimed_until__lt=now)


def claim(message: Message, person: Person, now: datetime) -> bool:
    """Hold a message, or go on holding it; False if somebody else does.

    One statement of the database: of two people at the same instant one gets it. A person's
    other messages are set free unless a draft was begun there.
    """
    until = now + HELD
    mine = Message.objects.filter(pk=message.pk, done_at=None).filter(free_for(person, now))
    if not mine.update(claimed_by=person, claimed_until=until):
        return False
    message.claimed_by, message.claimed_until = person, until
    idle = Message.objects.filter(claimed_by=person).exclude(pk=message.pk)
    idle.exclude(drafts__person=person).update(claimed_by=None, claimed_until=None)
    return True


def take_over(message: Message, person: Person, now: datetime) -> None:
    """Hold a message although somebody else does; only on purpose, never by opening it."""
    Message.objects.filter(pk=message.pk).update(claimed_by=person, claimed_until=now + HELD)


def release(message: Message, person: Person) -> None:
    """Set a message free."""
    held = Message.objects.filter(pk=message.pk, claimed_by=person)
    held.update(claimed_by=None, claimed_until=None)


def holder(message: Message, person: Person, now: datetime) -> Person | None:
    """Return who else holds the message now."""
    if message.claimed_until is None or message.claimed_until < now:
        return None
    other = message.claimed_by
    return other if other is not None and other.pk != person.pk else None


def next_free(
    parts: Sequence[QuerySet[Message]], person: Person, now: datetime, after: Message | None = None
) -> Message | None:
    """Return the next message of a list that nobody else holds; after the last the first again.

    What is pinned comes first, wherever somebody is in the list.
    """
    free = [part.filter(free_for(person, now)) for part in parts]
    if after is None:
        return _first(free)
    others = [part.exclude(pk=after.pk) for part in free]
    later = (
        Q(pin__gt=after.pin)
        | Q(pin=after.pin, due_at__gt=after.due_at)
        | Q(pin=after.pin, due_at=after.due_at, pk__gt=after.pk)
    )
    return (
        _first([part.filter(pin=0) for part in others])
        or _first([part.filter(later) for part in others])
        or _first(others)
    )


def _first(parts: Sequence[QuerySet[Message]]) -> Message | None:
    found = [first for part in parts if (first := part.order_by("pin", "due_at", "id").first())]
    return min(found, key=lambda one: (one.pin, one.due_at, one.pk), default=None)
