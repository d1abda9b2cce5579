"""The suggested replies of one message, filled as far as the message allows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from postfach_triage.records import Message as Original
from postfach_triage.replies.showing import hidden_because
from postfach_triage.replies.slots import read_slots
from postfach_triage.replies.texts import with_values
from postfach_triage.review.gaps import Gap, open_gaps
from postfach_triage.review.models.message import Message
from postfach_triage.review.office import PageOffice

NO_REPLY = "keine_antwort"
_MOST = 3


@dataclass(frozen=True, slots=True)
class Shown:
    """One suggestion as the page shows it; `gaps` are what the case worker must fill."""

    reply: str
    title: str
    text: str
    use_when: str
    not_when: str
    gaps: tuple[Gap, ...]

    @property
    def needs_no_answer(self) -> bool:
        """Say whether the suggestion is not to answer at all."""
        return self.reply == NO_REPLY


def suggestions(message: Message, office: PageOffice, today: date) -> list[Shown]:
    """Return up to three suggestions, best first; none where the office shows none."""
    if not message.shown or message.result.get("reply") is None:
        return []
    names = [message.result["reply"], *message.result["reply_alternatives"]]
    allowed = [name for name in dict.fromkeys(names) if _may_show(name, office, today)]
    return [_shown(name, message, office) for name in allowed[:_MOST]]


def suggestion(message: Message, reply: str, office: PageOffice, today: date) -> Shown | None:
    """Return one of the message's suggestions, None where the page does not show it."""
    found = (shown for shown in suggestions(message, office, today) if shown.reply == reply)
    return next(found, None)


def gaps_of(reply: str, text: str, values: Mapping[str, str], office: PageOffice) -> list[Gap]:
    """Return the gaps of a text, with those already filled, in the reply's order."""
    template = office.catalogue.templates.get(reply)
    slots = template.slots if template else {}
    mine = [name for name, slot in slots.items() if slot.by == "caseworker"]
    names = dict.fromkeys([*mine, *open_gaps(text)])
    return [_gap(name, values.get(name, ""), reply, office) for name in names]


def _may_show(reply: str, office: PageOffice, today: date) -> bool:
    template = office.catalogue.templates.get(reply)
    if template is None:
        return False
    return hidden_because(template, office.office, office.catalogue.ready, today=today) is None


def _shown(reply: str, message: Message, office: PageOffice) -> Shown:
    template = office.catalogue.templates[reply]
    text = _text(reply, message, office)
    return Shown(
        reply=reply,
        title=template.title,
        text=text,
        use_when=template.use_when,
        not_when=template.not_when,
        gaps=tuple(gaps_of(reply, text, {}, office)),
    )


def _text(reply: str, message: Message, office: PageOffice) -> str:
    """Fill the slots the message itself gives, as the nightly run would with its text."""
    catalogue, template = office.catalogue, office.catalogue.templates[reply]
    if not template.slots:
        return catalogue.bodies[reply]
    original = Original(
        id=message.message_id,
        text=message.text,
        subject=message.subject,
        received_at=message.received_at,
        attachments=message.attachments,
    )
    document = office.preprocessor.prepare(original)
    values = read_slots(template.slots, original, document, catalogue)
    function = office.office.functions.get(message.result.get("function") or "")
    body = catalogue.bodies[reply]
    translation = catalogue.translations.get((document.language, reply))
    if translation is not None:
        body = f"{body}\n\n{translation}"
    return with_values(body, template, {**values, "team": function.label if function else ""})


def _gap(name: str, value: str, reply: str, office: PageOffice) -> Gap:
    template = office.catalogue.templates.get(reply)
    slot = template.slots.get(name) if template else None
    return Gap(
        name=name,
        label=(slot.label if slot else "") or name.replace("_", " ").capitalize(),
        example=slot.example if slot else "",
        value=value,
    )
