"""One record -> one Row: nothing is lost, what is wrong is named, the text stays as it is."""

import json

from postfach_triage.exports.headers import Raw
from postfach_triage.exports.mangled import HALVED, REPAIRED, repair, whole
from postfach_triage.exports.seen import SeenIds
from postfach_triage.exports.values import attachment_count, direction, received
from postfach_triage.records import Message, Row

NO_ID = "message_id is missing"
NO_TEXT = "text is missing"
TEXT_TYPE = "text is no string"
DUPLICATE = "duplicate message_id, the first row is scored"


def to_row(raw: Raw, key: str, seen: SeenIds) -> Row:
    """Understand one record; only a sound one claims its id."""
    notes = list(raw.notes)
    message = _message(raw, notes)
    error = raw.error or _wrong(raw, message)
    if error is None and not seen.add(message.id.strip()):
        error = DUPLICATE
    return Row(key, message, error, tuple(dict.fromkeys(notes)))


def _message(raw: Raw, notes: list[str]) -> Message:
    values, ours = raw.values, raw.layout.ours
    # Nine of ten cells are plain ASCII: no call for those.
    cells = [v if type(v) is str and v.isascii() else _cell(v, notes) for v in values]
    named = {name: cells[position] for name, position in ours.items()}
    get = named.get
    time, time_note = received(values[ours["received_at"]] if "received_at" in ours else None)
    count, count_note = attachment_count(
        values[ours["attachments"]] if "attachments" in ours else 0
    )
    way, way_note = direction(get("direction"))
    message = Message(
        id=get("message_id") or "",
        text=_mended(get("text"), notes),
        subject=_mended(get("subject"), notes),
        received_at=time,
        thread_id=get("thread_id") or None,
        category=get("category") or None,
        sender_ref=get("sender_ref") or None,
        channel=get("channel") or None,
        direction=way,
        attachments=count,
        team=get("team") or None,
        extra={name: cells[position] for name, position in raw.layout.extra},
    )
    notes += [note for note in (time_note, count_note, way_note) if note]
    return message


def _wrong(raw: Raw, message: Message) -> str | None:
    if not message.id.strip():
        return NO_ID
    position = raw.layout.ours.get("text")
    if position is None:
        return NO_TEXT
    return TEXT_TYPE if isinstance(raw.values[position], list | dict) else None


def _mended(text: str | None, notes: list[str]) -> str:
    if not text:
        return ""
    mended = repair(text)
    if mended != text:
        notes.append(REPAIRED)
    return mended


def _cell(value: object, notes: list[str]) -> str | None:
    """Turn a cell into text that any file can hold."""
    if value is None:
        return None
    text = value if isinstance(value, str) else _shown(value)
    clean = whole(text)
    if clean is not text:
        notes.append(HALVED)
    return clean


def _shown(value: object) -> str:
    if isinstance(value, list | dict | bool):
        return json.dumps(value, ensure_ascii=False, default=str)
    return str(value)
