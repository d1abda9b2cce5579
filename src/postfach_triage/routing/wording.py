"""The German sentences that tell a case worker why; no codes, no client words."""

from collections.abc import Sequence

from postfach_triage.config.taxonomy import Intent
from postfach_triage.records import Sentence
from postfach_triage.routing.facts import Facts, Finding

UNSURE = "Es ist nicht sicher genug, dass eine Standardantwort reicht."
UNFAMILIAR = "Die Nachricht ist anders als alle bisher bekannten."
NOT_UNDERSTOOD = "Die meisten Wörter der Nachricht sind unbekannt."
NOT_GERMAN = "Die Nachricht ist nicht auf Deutsch."
TOO_LONG = "Die Nachricht ist sehr lang, nur der Anfang wurde ausgewertet."
NO_REPLY = "Es gibt keine passende Standardantwort."
UNREADABLE = "Die Nachricht konnte nicht vollständig gelesen werden."

_FOUND, _PERHAPS = "Hinweis", "Möglicher Hinweis"


def is_finding(reason: str) -> bool:
    """Say whether a reason names something found in the text."""
    return reason.startswith((_FOUND, _PERHAPS))


def not_simple(intent: Intent) -> str:
    """Say that an intent always goes to a person."""
    return f"Anliegen „{intent.label}“: immer persönlich."


def also_about(intents: Sequence[Intent]) -> str:
    """Name the further intents."""
    return f"Es geht auch um: {'; '.join(intent.label for intent in intents)}."


def odd_sentences(facts: Facts, places: Sequence[int]) -> str:
    """Name the sentences that do not look like a standard request."""
    names = [_sentence_name(facts.document.sentences, place) for place in places]
    if len(names) == 1:
        return f"Passt nicht zu einem Standardanliegen: {names[0]}."
    return f"Passen nicht zu einem Standardanliegen: {', '.join(names[:-1])} und {names[-1]}."


def findings(facts: Facts) -> tuple[str, ...]:
    """Name each kind found once by rules and once by the model, on its strictest level."""
    first: dict[tuple[str, str], Finding] = {}
    for finding in facts.findings:
        first.setdefault((finding.kind, finding.by), finding)
    return tuple(_finding(facts, one) for one in first.values() if one.by != "intent")


def _finding(facts: Facts, finding: Finding) -> str:
    label = facts.office.routing.signals[finding.kind].label
    place = f" ({_place(facts, finding)})" if finding.signal else ""
    by = " laut Modell" if finding.by == "model" else " im Text"
    if finding.level == "hint":
        return f"{_PERHAPS}{by}, bitte lesen: {label}{place}."
    return f"{_FOUND}{by}: {label}{place}."


def _place(facts: Facts, finding: Finding) -> str:
    if finding.signal is None or finding.signal.field == "subject":
        return "Betreff"
    sentence = facts.sentence_of(finding.signal)
    if sentence is None:
        return "im Text"
    return _sentence_name(facts.document.sentences, facts.document.sentences.index(sentence))


def _sentence_name(sentences: Sequence[Sentence], place: int) -> str:
    """Number the sentences of the text from 1; the subject has no number."""
    if place < len(sentences) and sentences[place].field == "subject":
        return "Betreff"
    return f"Satz {place + 1 - sum(one.field == 'subject' for one in sentences[:place])}"
