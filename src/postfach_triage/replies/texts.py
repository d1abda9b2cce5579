"""Put values into the slots of a reply's text."""

import re
from collections.abc import Mapping

from postfach_triage.config.office_texts import OfficeTexts
from postfach_triage.config.reply_templates import SLOT, ReplyTemplate, Slot

_SENTENCE_END = (".", "!", "?")


def with_office_texts(template: ReplyTemplate, texts: OfficeTexts) -> str:
    """Return the text with the office's phrases in place; all other slots stay `{name}`."""
    values = {name: getattr(texts, name) for name in OfficeTexts.model_fields}
    return _filled(template.text, {n: s for n, s in template.slots.items() if n in values}, values)


def is_ready(template: ReplyTemplate, texts: OfficeTexts) -> bool:
    """Say whether the office has a text for each config slot that may not stay empty."""
    return all(
        getattr(texts, name, slot.kind == "team")
        for name, slot in template.slots.items()
        if slot.by == "config" and slot.fallback is None
    )


def with_values(body: str, template: ReplyTemplate, values: Mapping[str, str]) -> str:
    """Return the text with message and team slots filled; a case worker's slots stay `{name}`."""
    slots = {name: slot for name, slot in template.slots.items() if slot.by != "caseworker"}
    return _filled(body, slots, values)


def _filled(text: str, slots: Mapping[str, Slot], values: Mapping[str, str]) -> str:
    def value(match: re.Match[str]) -> str:
        name = match.group(1)
        if name not in slots:
            return match.group()
        given = _shaped(slots[name], values.get(name, ""))
        starts_sentence = text[: match.start()].rstrip().endswith(_SENTENCE_END)
        return given[:1].upper() + given[1:] if starts_sentence else given

    return SLOT.sub(value, text)


def _shaped(slot: Slot, given: str) -> str:
    return slot.shape.replace("{}", given) if given else slot.fallback or ""


def with_examples(body: str, template: ReplyTemplate) -> str:
    """Return the text as a client might read it: every slot filled with its example."""
    examples = {name: slot.example for name, slot in template.slots.items()}
    text = with_values(body, template, examples)
    return SLOT.sub(lambda match: examples.get(match.group(1), match.group()), text)
