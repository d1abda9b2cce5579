"""The history of a message as the page tells it."""

from dataclasses import dataclass

from postfach_triage.review.clock import full
from postfach_triage.review.models.history import Event, Kind
from postfach_triage.review.models.message import Message
from postfach_triage.review.office import PageOffice
from postfach_triage.review.words import LANES, URGENCIES


@dataclass(frozen=True, slots=True)
class Act:
    """One act: what, who, when, in which words."""

    what: str
    who: str
    when: str
    note: str
    changes: tuple[str, ...]
    undone: bool
    handed_over: bool


def history(message: Message, office: PageOffice) -> list[Act]:
    """Return all acts, the latest first."""
    events = message.events.select_related("person", "undo").order_by("-id")
    return [_act(event, office) for event in events]


def _act(event: Event, office: PageOffice) -> Act:
    return Act(
        what=event.get_kind_display(),
        who=event.person.name,
        when=full(event.at),
        note=event.note,
        changes=tuple(_changes(event, office)),
        undone=hasattr(event, "undo"),
        handed_over=event.kind == Kind.HANDED_OVER,
    )


def _changes(event: Event, office: PageOffice) -> list[str]:
    names = {
        "intent": ("Anliegen", office.intent),
        "team": ("Team", office.team),
        "urgency": ("Dringlichkeit", lambda value: URGENCIES[value]),
        "lane": ("Art", lambda value: LANES.get(value, value)),
    }
    return [
        f"{label}: {name(event.before[field])} → {name(event.changes[field])}"
        for field, (label, name) in names.items()
        if field in event.changes
    ]
