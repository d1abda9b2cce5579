"""One joined row -> the fields of a message on the page."""

from datetime import datetime
from hashlib import sha256
from typing import Any

from postfach_triage.config.loader import CAREFUL
from postfach_triage.records import URGENCIES
from postfach_triage.records import Message as Original
from postfach_triage.review.due import DueDates
from postfach_triage.review.guarding import is_guarded
from postfach_triage.review.joining import Joined
from postfach_triage.review.models.message import Findable, Message
from postfach_triage.review.office import PageOffice
from postfach_triage.review.words import fold, same_words

# What a newer run may change as long as nobody has decided.
JUDGED = (
    "row", "input_sha256", "run_id", "status", "lane", "shown", "team", "urgency", "intent",
    "guarded", "result", "pin", "due_at",
)  # fmt: skip
_KEPT = (
    "error", "notes", "lane", "simple_probability", "intent", "intent_probability", "intents",
    "team", "team_given", "function", "urgency", "effects", "signals", "evidence", "language",
    "reasons", "reply", "reply_alternatives", "stage",
    "calibrated_on", "model_version", "rules_version",
)  # fmt: skip
_PEOPLE = URGENCIES.index("U2")


def key_of(message: Original, row: str) -> str:
    """Name a message over all exports: its id and its text; without an id also its row."""
    name = message.id.strip() or f"\0{row}"
    return sha256(f"{name}\0{message.text}".encode(errors="surrogatepass")).hexdigest()[:32]


def understood(pair: Joined, office: PageOffice, due: DueDates, now: datetime) -> Message:
    """Build the message as the page keeps it; it is not saved."""
    original, result = pair.row.message, pair.result
    out = result["status"] == "out"
    urgency = URGENCIES.index(result["urgency"]) if result["urgency"] in URGENCIES else _PEOPLE
    texts = (original.subject, original.text)
    extra = {name: value for name, value in original.extra.items() if value}
    sender = original.sender_ref or original.thread_id
    message = Message(
        key=key_of(original, pair.row.key),
        message_id=_storable(original.id),
        text=_storable(original.text),
        subject=_storable(original.subject),
        received_at=original.received_at,
        thread_id=_storable(original.thread_id or "") or None,
        sender_ref=_storable(original.sender_ref or "") or None,
        outgoing=out,
        attachments=original.attachments,
        extra={_storable(name): _storable(str(value)) for name, value in extra.items()},
        resend_key=same_words(sender, *texts) if sender and not out else "",
        listed=not out,
    )
    message.row, message.input_sha256 = pair.row.key, result["input_sha256"]
    message.run_id, message.status = result["run_id"] or "", result["status"]
    message.lane = "complex" if out or result["lane"] != "simple" else "simple"
    message.shown = result["stage"] not in (None, CAREFUL) or result["status"] == "failed"
    message.team = office.known_team(original.team) or result["team"] or ""
    message.urgency = urgency
    message.intent = result["intent"] or ""
    message.guarded = not out and is_guarded(result, office.office)
    message.result = {name: _clean(result[name]) for name in _KEPT}
    message.due_at = due.due(original.received_at or now, urgency)
    message.pin = 0 if urgency == 0 and not out else 1
    return message


def findable(message: Message) -> Findable:
    """Return what a search finds the message by: words, ids, numbers of the export."""
    numbers = (message.message_id, message.sender_ref or "", *message.extra.values())
    return Findable(
        message=message, words=fold(" ".join((message.subject, message.text, *numbers)))
    )


def _storable(text: str) -> str:
    """Replace NUL, which no page can show and PostgreSQL cannot hold; offsets stay."""
    return text.replace("\0", "\ufffd")


def _clean(value: Any) -> Any:
    return _storable(value) if isinstance(value, str) else value
