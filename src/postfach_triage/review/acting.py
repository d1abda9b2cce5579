"""What a person does to a message: each act is checked, saved at once and written down."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import transaction

from postfach_triage.review.claims import holder
from postfach_triage.review.due import DueDates
from postfach_triage.review.models.history import Event, Kind
from postfach_triage.review.models.message import Message
from postfach_triage.review.models.person import Person
from postfach_triage.review.office import PageOffice


class Conflict(Exception):
    """Somebody else has changed the message since this person saw it, or holds it now."""

    def __init__(self, message: Message, other: Person | None) -> None:
        self.message, self.other = message, other
        super().__init__()


@contextmanager
def changing(message: Message, person: Person, version: int, now: datetime) -> Iterator[Message]:
    """Lock the message as it is now; raise Conflict unless the person saw exactly this."""
    with transaction.atomic():
        current = Message.objects.select_for_update(of=("self",)).get(pk=message.pk)
        other = holder(current, person, now)
        if current.version != version or other is not None:
            raise Conflict(current, other or _last_actor(current, person))
        yield current


def write(
    message: Message,
    person: Person,
    kind: Kind,
    now: datetime,
    *,
    note: str = "",
    changes: Mapping[str, Any] | None = None,
    undoes: Event | None = None,
) -> Event:
    """Change the fields, count the version up, and write the event down."""
    changes = dict(changes or {})
    before = {name: _plain(getattr(message, name)) for name in changes}
    for name, value in changes.items():
        setattr(message, name, value)
    message.version += 1
    if kind in (Kind.DONE, Kind.HANDED_OVER):
        message.claimed_by = message.claimed_until = None
    message.save(update_fields=[*changes, "version", "claimed_by", "claimed_until"])
    return Event.objects.create(
        message=message,
        person=person,
        kind=kind,
        at=now,
        note=note,
        before=before,
        changes={name: _plain(value) for name, value in changes.items()},
        undoes=undoes,
    )


def opened(message: Message, person: Person, now: datetime) -> None:
    """Note that somebody has seen it: it is no longer pinned. Seeing changes no version."""
    first = Message.objects.filter(pk=message.pk, opened_at=None).update(opened_at=now, pin=1)
    if first:
        message.opened_at, message.pin = now, 1
        Event.objects.create(message=message, person=person, kind=Kind.OPENED, at=now)


def correct(
    message: Message, person: Person, office: PageOffice, now: datetime, **wanted: Any
) -> Event | None:
    """Set Anliegen, team, urgency or lane as the person sees it; None if nothing differs."""
    changes = {name: value for name, value in wanted.items() if getattr(message, name) != value}
    if not changes:
        return None
    if "urgency" in changes:
        changes["due_at"] = _due(office, message, changes["urgency"], now)
    return write(message, person, Kind.CORRECTED, now, changes={**changes, "decided": True})


def misplaced(message: Message, person: Person, now: datetime) -> Event | None:
    """Send a standard request to a person; None where it is with people already."""
    if message.lane != "simple":
        return None
    return write(message, person, Kind.MISPLACED, now, changes={"lane": "complex", "decided": True})


def hand_over(message: Message, person: Person, team: str, note: str, now: datetime) -> Event:
    """Give the message to another team, where it counts as not opened."""
    changes = {
        "team": team,
        "opened_at": None,
        "pin": 0 if message.urgency == 0 else 1,
        "decided": True,
    }
    return write(message, person, Kind.HANDED_OVER, now, note=note, changes=changes)


def undoable(message: Message, person: Person) -> Event | None:
    """Return the act this person may take back: the latest, if it is theirs and still stands."""
    acts = message.events.exclude(kind__in=(Kind.OPENED, Kind.TAKEN_OVER)).order_by("-id")
    latest: Event | None = acts.first()
    if latest is None or latest.kind == Kind.UNDONE:
        return None
    return latest if latest.person_id == person.pk or person.sees_all_teams else None


def undo(message: Message, event: Event, person: Person, now: datetime) -> Event:
    """Put back what an act changed; its reviews stay and no longer count."""
    event.reviews.update(undone=True)
    changes = {name: _from_plain(name, value) for name, value in event.before.items()}
    if event.kind == Kind.DONE:
        message.resends.update(done_at=None)
    return write(message, person, Kind.UNDONE, now, changes=changes, undoes=event)


def _due(office: PageOffice, message: Message, urgency: int, now: datetime) -> datetime:
    due = DueDates(office.office.settings.holidays, office.office.zone)
    return due.due(message.received_at or now, urgency)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value


def _from_plain(name: str, value: Any) -> Any:
    return datetime.fromisoformat(value) if name.endswith("_at") and value else value


def _last_actor(message: Message, person: Person) -> Person | None:
    last = message.events.exclude(person=person).order_by("-id").first()
    return last.person if last else None
