"""The catalogue to read elsewhere: as JSON rows, as Zammad text modules, as a German page."""

import csv
import html
import io
from collections.abc import Iterator, Mapping
from typing import Any

from postfach_triage.config.courtesy_sheets import Sheet
from postfach_triage.config.crisis_notes import CrisisNotes
from postfach_triage.config.reply_templates import SLOT, ReplyTemplate
from postfach_triage.replies.texts import with_examples, with_values

_LANES = {"S": "Antwort auf ein Standardanliegen", "H": "Eingangs-Antwort, eine Person bearbeitet"}
# Zammad reads these columns; `name` is what it finds a module by when it is imported again.
_ZAMMAD = ("name", "keywords", "content", "note", "active")
_ZAMMAD_VALUES = {"name": "#{ticket.customer.firstname} #{ticket.customer.lastname}"}


def json_rows(
    replies: Mapping[str, ReplyTemplate],
    bodies: Mapping[str, str],
    hidden: Mapping[str, str | None],
) -> list[dict[str, Any]]:
    """Return one row a reply: its head, the text with slots, and the text of an example."""
    return [
        {
            "id": reply.id,
            "title": reply.title,
            "lane": "simple" if reply.lane == "S" else "complex",
            "intents": list(reply.intents),
            "use_when": reply.use_when,
            "not_when": reply.not_when,
            "eservice": reply.eservice,
            "owner": reply.owner,
            "review": reply.review,
            "valid_from": reply.valid_from.isoformat(),
            "valid_to": reply.valid_to.isoformat() if reply.valid_to else None,
            "source": reply.source,
            "version": reply.version,
            "hidden_because": hidden[reply.id],
            "slots": {name: slot.by for name, slot in reply.slots.items()},
            "text": bodies[reply.id],
            "example": with_examples(bodies[reply.id], reply),
        }
        for reply in replies.values()
    ]


def zammad_csv(
    replies: Mapping[str, ReplyTemplate],
    bodies: Mapping[str, str],
    hidden: Mapping[str, str | None],
) -> str:
    """Return the replies as text modules for Zammad's import; replies without text are left out.

    The client's name becomes Zammad's own placeholder, a case worker's slot "[...]" to fill in,
    any other slot its general wording. A reply that may not be shown is not active.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_ZAMMAD)
    for reply in replies.values():
        if reply.text:
            writer.writerow(
                (
                    f"{reply.title} ({reply.id})",
                    " ".join((reply.id, *reply.intents)),
                    _as_html(reply, bodies[reply.id]),
                    f"Passt, wenn: {reply.use_when} Passt nicht, wenn: {reply.not_when}",
                    "false" if hidden[reply.id] else "true",
                )
            )
    return out.getvalue()


def _as_html(reply: ReplyTemplate, body: str) -> str:
    values = {name: text for name, text in _ZAMMAD_VALUES.items() if name in reply.slots}
    text = with_values(body, reply, values)
    text = SLOT.sub(lambda match: f"[{reply.slots[match.group(1)].label}]", text)
    paragraphs = (html.escape(part, quote=False) for part in text.split("\n\n"))
    return "".join(f"<p>{part.replace(chr(10), '<br>')}</p>" for part in paragraphs)


def markdown(
    replies: Mapping[str, ReplyTemplate],
    bodies: Mapping[str, str],
    notes: CrisisNotes,
    sheets: Mapping[str, Sheet],
) -> str:
    """Return the catalogue as a German page: every reply with an example, notes, translations."""
    return "\n".join([*_head(), *_replies(replies, bodies), *_notes(notes), *_sheets(sheets)])


def _head() -> Iterator[str]:
    yield "# Antworten"
    yield ""
    yield (
        "Alle Antworten des Katalogs mit den Angaben des Beispielhauses und einem Beispiel in "
        "jeder Lücke. Es sind Entwürfe: Weder Juristinnen noch Testleser haben sie geprüft. "
        "Diese Seite entsteht mit `postfach-triage replies list --format markdown`; bitte ändern "
        "Sie die Dateien unter `src/postfach_triage/config/replies/`."
    )


def _replies(replies: Mapping[str, ReplyTemplate], bodies: Mapping[str, str]) -> Iterator[str]:
    for lane, heading in _LANES.items():
        yield f"\n## {heading}"
        for reply in replies.values():
            if reply.lane == lane:
                yield from _reply(reply, bodies[reply.id])


def _reply(reply: ReplyTemplate, body: str) -> Iterator[str]:
    yield f"\n### {reply.title}\n"
    yield f"`{reply.id}`, Version {reply.version}, verantwortlich: {reply.owner}\n"
    yield f"- Passt, wenn: {reply.use_when}"
    yield f"- Passt nicht, wenn: {reply.not_when}"
    yield from (
        f"- Von Hand: {slot.label} Beispiel: „{slot.example}“"
        for slot in reply.slots.values()
        if slot.by == "caseworker"
    )
    yield ""
    yield from _quoted(with_examples(body, reply) or "(Es geht keine Nachricht hinaus.)")


def _notes(notes: CrisisNotes) -> Iterator[str]:
    yield "\n## Vermerke bei Notlagen"
    yield "\nKeine Antwort aus dem Katalog. Diese Zeilen sind nur für die Sachbearbeitung."
    for kind in notes.notes:
        title, call, why, *steps = notes.lines(kind)
        yield f"\n### {title.partition('. ')[0]}\n"
        yield f"`{kind}`. {title.partition('. ')[2]}\n"
        yield from (f"{why}\n", f"{call}\n", *steps)


def _sheets(sheets: Mapping[str, Sheet]) -> Iterator[str]:
    yield "\n## Übersetzungshilfen"
    yield "\nDer deutsche Text steht zuerst und gilt. Nur geprüfte Blätter erscheinen."
    for sheet in sheets.values():
        state = "geprüft" if sheet.approved else "Entwurf, erscheint nicht"
        for reply, translation in sheet.replies.items():
            yield f"\n### {sheet.name}: `{reply}` ({state})\n"
            yield from _quoted(translation.text)
    yield ""


def _quoted(text: str) -> Iterator[str]:
    """Yield a text as a quotation; a line break within a paragraph stays one."""
    paragraphs = (part.replace("\n", "\\\n> ") for part in text.split("\n\n"))
    yield "> " + "\n>\n> ".join(paragraphs)
