"""Turn the best candidate into a suggestion: slots filled, open ones named, alternatives."""

from collections.abc import Sequence

from postfach_triage.records import CRISES, Candidate, Document, Message, Suggestion
from postfach_triage.replies.catalogue import Catalogue
from postfach_triage.replies.slots import NO_WORDS_OF_THE_CLIENT, read_slots
from postfach_triage.replies.texts import with_values

_ALTERNATIVES = 2
_NO_REPLY_IN_A_CRISIS = (
    "Hinweis auf eine Notlage: keine Vorlage. Bitte lesen Sie zuerst den Vermerk."
)
_NOTHING_FITS = "Keine Vorlage passt: Bitte bearbeiten Sie die Nachricht persönlich."


def fill(
    candidates: Sequence[Candidate],
    message: Message,
    document: Document,
    catalogue: Catalogue,
    *,
    holding: bool,
    team: str = "",
) -> Suggestion:
    """Return the suggestion for one message; `holding` asks for a reply that decides nothing.

    `team` is the German name of the team that acts, as it stands after "das Team".
    """
    usable = [candidate for candidate in candidates if candidate.valid and candidate.ready]
    best = next((candidate for candidate in usable if candidate.holding == holding), None)
    if best is None:
        return Suggestion(None, why=_why_none(document))
    template = catalogue.templates[best.reply]
    values = read_slots(template.slots, message, document, catalogue)
    shown = {n: v if n in NO_WORDS_OF_THE_CLIENT else "{" + n + "}" for n, v in values.items()}
    body = catalogue.bodies[template.id]
    translation = catalogue.translations.get((document.language, template.id))
    if translation is not None:
        body = f"{body}\n\n{translation}"
    text = with_values(body, template, {**values, "team": team})
    return Suggestion(
        reply=template.id,
        text=text,
        text_without_words=(
            text if shown == values else with_values(body, template, {**shown, "team": team})
        ),
        open_slots=tuple(n for n, slot in template.slots.items() if slot.by == "caseworker"),
        alternatives=_alternatives(best, usable),
        why=best.why,
    )


def _alternatives(best: Candidate, usable: Sequence[Candidate]) -> tuple[str, ...]:
    """Return what else may fit; behind a standard reply, holding ones only fill up.

    Behind a holding reply both kinds stand by their score: the doubt is mostly about the lane,
    and then the standard replies serve better than a second way to hold the message.
    """
    others = [candidate for candidate in usable if candidate is not best]
    if not best.holding:
        others.sort(key=lambda candidate: candidate.holding)
    return tuple(candidate.reply for candidate in others[:_ALTERNATIVES])


def _why_none(document: Document) -> str:
    crisis = any(signal.kind in CRISES for signal in document.signals)
    return _NO_REPLY_IN_A_CRISIS if crisis else _NOTHING_FITS
