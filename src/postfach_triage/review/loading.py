"""Load results beside their messages; what a person decided is never overwritten."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path

from django.db import transaction

from postfach_triage.review.due import DueDates
from postfach_triage.review.joining import Joined, check, join
from postfach_triage.review.models.message import Findable, Message
from postfach_triage.review.office import PageOffice
from postfach_triage.review.understanding import JUDGED, findable, understood

# Small enough that people who work meanwhile never wait, large enough to be quick.
BATCH = 1000
# The same words of the same person within a week are one message sent again.
_SAME_MATTER = timedelta(days=7)


@dataclass(slots=True)
class Loaded:
    """What became of the rows. `kept`: a person has decided. `same`: already there, unchanged."""

    rows: int = 0
    new: int = 0
    updated: int = 0
    kept: int = 0
    same: int = 0
    resent: int = 0


def load(
    results: Path,
    export: Path,
    office: PageOffice,
    *,
    now: datetime,
    mapping: Mapping[str, str] | None = None,
    progress: Callable[[int], None] = lambda _rows: None,
) -> Loaded:
    """Load all rows of the results; raise TriageError, and load none, if the export is another.

    The same results a second time change nothing, so an interrupted load is simply repeated.
    """
    check(results, export, mapping)
    due = DueDates(office.office.settings.holidays, office.office.zone)
    loaded = Loaded()
    for batch in _batches(join(results, export, mapping)):
        with transaction.atomic():
            _load_batch([understood(pair, office, due, now) for pair in batch], loaded, now)
        loaded.rows += len(batch)
        progress(loaded.rows)
    return loaded


def _batches(pairs: Iterable[Joined]) -> Iterator[list[Joined]]:
    waiting = iter(pairs)
    while batch := list(islice(waiting, BATCH)):
        yield batch


def _load_batch(messages: list[Message], loaded: Loaded, now: datetime) -> None:
    known = {
        old.key: old
        for old in Message.objects.select_for_update(of=("self",))
        .filter(key__in=[message.key for message in messages])
        .only("key", "run_id", "decided", "done_at", "opened_at")
    }
    new: dict[str, Message] = {}
    newer: dict[str, Message] = {}
    for message in messages:
        old = known.get(message.key)
        if old is None and message.key not in new:
            new[message.key] = message
        elif old is None or old.run_id == message.run_id:
            loaded.same += 1
        elif old.decided or old.done:
            loaded.kept += 1
        else:
            message.pin = 1 if old.opened_at else message.pin
            newer[message.key] = message
    Message.objects.bulk_create(
        newer.values(), update_conflicts=True, unique_fields=("key",), update_fields=JUDGED
    )
    loaded.updated += len(newer)
    loaded.new += len(new)
    loaded.resent += _create(list(new.values()), now)


def _create(messages: list[Message], now: datetime) -> int:
    """Save new messages; what was sent again hangs on the one that is still open."""
    first = {
        message.resend_key: message
        for message in Message.objects.filter(
            resend_key__in={m.resend_key for m in messages if m.resend_key}, listed=True
        ).order_by("-id")
    }
    resends = []
    for message in messages:
        if message.resend_key:
            earlier = first.setdefault(message.resend_key, message)
            if earlier is not message and _close(earlier, message):
                resends.append((message, earlier))
    again = {id(message) for message, _ in resends}
    Message.objects.bulk_create([m for m in messages if id(m) not in again])
    for message, earlier in resends:
        message.resend_of, message.listed = earlier, False
    Message.objects.bulk_create([message for message, _ in resends])
    Findable.objects.bulk_create([findable(message) for message in messages])
    for message, earlier in resends:
        _count_resend(earlier, message)
    return len(resends)


def _close(earlier: Message, later: Message) -> bool:
    if earlier.received_at is None or later.received_at is None:
        return True
    return abs(later.received_at - earlier.received_at) <= _SAME_MATTER


def _count_resend(earlier: Message, later: Message) -> None:
    """Count it on the first one, which takes the stricter urgency of the two."""
    earlier.resent += 1
    fields = ["resent"]
    if later.urgency < earlier.urgency and not earlier.decided:
        earlier.urgency, earlier.due_at = later.urgency, min(later.due_at, earlier.due_at)
        earlier.pin = later.pin if earlier.opened_at is None else 1
        fields += ["urgency", "due_at", "pin"]
    earlier.save(update_fields=fields)
