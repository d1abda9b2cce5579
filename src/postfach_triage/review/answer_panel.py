"""The suggestions and the reply in the making, as the page shows them."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from postfach_triage.replies.plain_language import Finding, check_text
from postfach_triage.review.answering import dismissed, draft_of
from postfach_triage.review.clock import hour, today
from postfach_triage.review.gaps import Gap, filled, open_gaps
from postfach_triage.review.highlighting import with_gaps
from postfach_triage.review.models.message import Message
from postfach_triage.review.models.person import Person
from postfach_triage.review.office import PageOffice
from postfach_triage.review.suggestions import NO_REPLY, Shown, gaps_of, suggestions


@dataclass(frozen=True, slots=True)
class Proposal:
    """One suggestion: its number, its text with the gaps named, why it was put aside."""

    number: int
    shown: Shown
    text: SafeString
    dismissed: str


@dataclass(frozen=True, slots=True)
class Panel:
    """The reply in the making. `ready`: no gap is open, so it may be copied."""

    title: str
    own: bool
    no_answer: bool
    text: str
    gaps: tuple[Gap, ...]
    ready: bool
    saved: str


def proposals(message: Message, office: PageOffice) -> list[Proposal]:
    """Return the suggestions; none is chosen until the person chooses one."""
    reasons = dismissed(message)
    return [
        Proposal(number, one, with_gaps(one.text, one.gaps), reasons.get(one.reply, ""))
        for number, one in enumerate(suggestions(message, office, today()), 1)
    ]


def panel(message: Message, person: Person, office: PageOffice) -> Panel | None:
    """Return the reply this person is writing, None before they begin."""
    draft = draft_of(message, person)
    if draft is None:
        return None
    text = filled(draft.text, draft.slots)
    template = office.catalogue.templates.get(draft.reply)
    return Panel(
        title=template.title if template else "Eigene Antwort",
        own=template is None,
        no_answer=draft.reply == NO_REPLY,
        text=text,
        gaps=tuple(gaps_of(draft.reply, draft.text, draft.slots, office)),
        ready=not open_gaps(text),
        saved=hour(draft.saved_at),
    )


@dataclass(frozen=True, slots=True)
class LanguageHint:
    """What could be plainer: where, and how to say it."""

    title: str
    place: str
    better: str


def language_hints(text: str, office: PageOffice) -> list[LanguageHint]:
    """Return what would make a text easier to read; nothing here stops anybody."""
    return [_hint(finding, text) for finding in check_text(text, office.plain_language)]


def _hint(finding: Finding, text: str) -> LanguageHint:
    part = text[finding.start : finding.end]
    place = "im ganzen Text" if finding.sentence == 0 else f"„{_short(part)}“"
    return LanguageHint(finding.title, place, finding.better)


def _short(part: str) -> str:
    words = part.split()
    return " ".join(words) if len(words) <= 8 else " ".join(words[:8]) + " …"
