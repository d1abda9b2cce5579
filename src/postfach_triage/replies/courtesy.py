"""Put a courtesy translation below the German text, which comes first and is binding."""

from collections.abc import Iterator, Mapping

from postfach_triage.config.courtesy_sheets import Sheet
from postfach_triage.config.office_texts import OfficeTexts
from postfach_triage.config.reply_templates import SLOT, ReplyTemplate
from postfach_triage.errors import TriageError
from postfach_triage.replies.texts import with_office_texts

_GERMAN_IS_BINDING = "Übersetzungshilfe. Verbindlich ist der deutsche Text."
# Isolates keep a phone number or a German name in order inside a text from right to left.
_FROM_RIGHT, _AS_IT_IS, _END = "\u2067", "\u2068", "\u2069"
# Slots that hold no German sentence. All others would mix the languages.
_KINDS = frozenset({"name", "phone", "link"})
_NAMES = frozenset({"office_name", "portal_name", "address"})


def translated_bodies(
    templates: Mapping[str, ReplyTemplate], sheets: Mapping[str, Sheet], texts: OfficeTexts
) -> dict[tuple[str, str], str]:
    """Return label and translation by (language, reply): approved sheets, current versions only."""
    return {
        (sheet.language, reply): _laid_out(sheet, templates[reply], texts)
        for sheet in sheets.values()
        for reply in sheet.replies
        if sheet.approved and not _faults(sheet, reply, templates)
    }


def sheet_problems(
    templates: Mapping[str, ReplyTemplate], sheets: Mapping[str, Sheet]
) -> list[TriageError]:
    """Return what is wrong with the translations, approved or not."""
    return [
        fault
        for sheet in sheets.values()
        for reply in sheet.replies
        for fault in _faults(sheet, reply, templates)
    ]


def _faults(sheet: Sheet, reply: str, templates: Mapping[str, ReplyTemplate]) -> list[TriageError]:
    where = f"replies/sheets/{sheet.language}.yaml: {reply}"
    if reply not in templates:
        return [TriageError("no such reply", where=where, next_step="take the translation out")]
    template, translation = templates[reply], sheet.replies[reply]
    faults = []
    if translation.of_version != template.version:
        faults.append(
            TriageError(
                "translates another version of the reply",
                where=where,
                got=str(translation.of_version),
                allowed=str(template.version),
                next_step="have it translated again",
            )
        )
    fitting = [n for n, s in template.slots.items() if s.kind in _KINDS or n in _NAMES]
    faults += (
        TriageError("slot does not fit here", where=where, got=slot, allowed=", ".join(fitting))
        for slot in dict.fromkeys(SLOT.findall(translation.text))
        if slot not in fitting
    )
    return faults


def _laid_out(sheet: Sheet, template: ReplyTemplate, texts: OfficeTexts) -> str:
    text = sheet.replies[template.id].text
    if sheet.direction == "rtl":
        text = SLOT.sub(lambda match: f"{_AS_IT_IS}{match.group()}{_END}", text)
    body = with_office_texts(template.model_copy(update={"text": text}), texts)
    paragraphs = [sheet.label, *body.split("\n\n")]
    return "\n\n".join([_GERMAN_IS_BINDING, *_directed(paragraphs, sheet)])


def _directed(paragraphs: list[str], sheet: Sheet) -> Iterator[str]:
    for paragraph in paragraphs:
        yield f"{_FROM_RIGHT}{paragraph}{_END}" if sheet.direction == "rtl" else paragraph
