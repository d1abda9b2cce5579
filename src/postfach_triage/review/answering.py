"""The reply a person writes: drafts, and what they decided about the suggestions."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from postfach_triage.review.acting import write
from postfach_triage.review.gaps import filled, open_gaps
from postfach_triage.review.models.history import Event, Kind
from postfach_triage.review.models.message import Message
from postfach_triage.review.models.person import Person
from postfach_triage.review.models.work import Draft, Review
from postfach_triage.review.office import PageOffice
from postfach_triage.review.suggestions import NO_REPLY, suggestion, suggestions
from postfach_triage.review.words import NOT_USED

_JUDGED = ("lane", "team", "urgency", "intent")


class OpenGaps(Exception):
    """The text still has gaps; `names` are theirs."""

    def __init__(self, names: list[str]) -> None:
        self.names = names
        super().__init__()


def draft_of(message: Message, person: Person) -> Draft | None:
    """Return what this person has begun to write."""
    return Draft.objects.filter(message=message, person=person).first()


def begin(message: Message, person: Person, reply: str, text: str) -> Draft:
    """Begin a draft with a suggestion's text, or with an empty one; a former draft is replaced."""
    values = {"reply": reply, "text": text, "slots": {}}
    draft, _ = Draft.objects.update_or_create(message=message, person=person, defaults=values)
    return draft


def keep(message: Message, person: Person, text: str, slots: Mapping[str, str]) -> Draft:
    """Keep what was typed."""
    values = {"text": text, "slots": dict(slots)}
    draft, _ = Draft.objects.update_or_create(message=message, person=person, defaults=values)
    return draft


def final_text(draft: Draft) -> str:
    """Return the draft with its gaps filled as far as they are."""
    return filled(draft.text, draft.slots)


def finish(
    message: Message, person: Person, office: PageOffice, now: datetime, today: date
) -> Event:
    """Mark the message as done and keep what became of the suggestion.

    Raise OpenGaps where the reply still has gaps. Nothing is sent: that happens in the portal.
    """
    draft = draft_of(message, person)
    text = final_text(draft) if draft else ""
    if gaps := open_gaps(text):
        raise OpenGaps(gaps)
    event = write(
        message,
        person,
        Kind.DONE,
        now,
        changes={"done_at": now, "listed": False, "decided": True},
    )
    message.resends.update(done_at=now)
    seen = _seen(message, office, today)
    Review.objects.create(
        **_common(message, person, event, seen, now),
        **_verdict(message, draft, text, office, today),
        text=text,
        closing=True,
    )
    if draft:
        draft.delete()
    return event


def dismiss(
    message: Message,
    person: Person,
    replies: list[str],
    reason: str,
    office: PageOffice,
    now: datetime,
    today: date,
) -> Event:
    """Note that suggestions do not fit, and why."""
    event = write(message, person, Kind.DISMISSED, now, note=reason, changes={"decided": True})
    shown = {one.reply: one for one in suggestions(message, office, today)}
    for reply in replies:
        Review.objects.create(
            **_common(message, person, event, True, now),
            verdict="dismissed",
            reply=reply,
            reason=reason,
            suggested=shown[reply].text,
        )
    draft = draft_of(message, person)
    if draft and draft.reply in replies:
        draft.delete()
    return event


def take_back(event: Event) -> None:
    """Give the person of an undone "erledigt" their text back as a draft."""
    for review in event.reviews.filter(closing=True).exclude(text=""):
        begin(review.message, review.person, _reply_of(review), review.text)


def _reply_of(review: Review) -> str:
    return (review.reply or "") if review.verdict != "dismissed" else ""


def dismissed(message: Message) -> dict[str, str]:
    """Return the reason by suggestion that does not fit."""
    rows = message.reviews.filter(verdict="dismissed", undone=False, closing=False)
    return dict(rows.exclude(reply=None).values_list("reply", "reason"))


def _verdict(
    message: Message, draft: Draft | None, text: str, office: PageOffice, today: date
) -> dict[str, Any]:
    """Say what became of the suggestion by comparing texts, not by which button was pressed."""
    chosen = suggestion(message, draft.reply, office, today) if draft and draft.reply else None
    if draft is None or chosen is None:
        return _unused(message, office, today)
    untouched = filled(chosen.text, draft.slots)
    taken = _same(text, untouched) or (chosen.reply == NO_REPLY and not text)
    return {
        "verdict": "taken" if taken else "adapted",
        "reply": chosen.reply,
        "suggested": untouched,
    }


def _unused(message: Message, office: PageOffice, today: date) -> dict[str, Any]:
    already = dismissed(message)
    open_ones = [one for one in suggestions(message, office, today) if one.reply not in already]
    first = open_ones[0] if open_ones else None
    return {
        "verdict": "dismissed",
        "reply": first.reply if first else None,
        "reason": NOT_USED if first else "",
        "suggested": first.text if first else "",
    }


def _same(text: str, suggested: str) -> bool:
    return text.split() == suggested.split()


def _seen(message: Message, office: PageOffice, today: date) -> bool:
    """Say whether the page showed what the program thinks of the message."""
    return message.shown or bool(suggestions(message, office, today))


def _common(
    message: Message, person: Person, event: Event, seen: bool, now: datetime
) -> dict[str, Any]:
    corrected = any(_changed(message, name) for name in _JUDGED)
    return {
        "message": message,
        "person": person,
        "event": event,
        "decided_on": now,
        "how": "corrected" if corrected else "accepted" if seen else "blind",
        **{name: getattr(message, name) for name in _JUDGED},
    }


def _changed(message: Message, name: str) -> bool:
    acts = message.events.filter(kind__in=(Kind.CORRECTED, Kind.MISPLACED), undo=None)
    return any(name in event.before for event in acts)
