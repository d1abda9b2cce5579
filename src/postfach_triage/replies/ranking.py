"""Choose replies for a message: what it is about, and which variant its words ask for."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date

from postfach_triage.records import CRISES, Candidate, Document, Message, Prediction
from postfach_triage.replies.catalogue import Catalogue, Variants
from postfach_triage.replies.cue_index import Words

# Below this an intent cannot lift a reply into the first three; looking it up costs time only.
_NEGLIGIBLE = 0.02
# These are no requests of their own beside another one.
_COURTESY = frozenset({"dank", "kenntnisnahme"})
_NEVER_ANSWERED = frozenset({*CRISES, "spam_phishing"})


def rank(
    document: Document,
    message: Message,
    prediction: Prediction,
    catalogue: Catalogue,
    *,
    today: date,
) -> list[Candidate]:
    """Return the replies that may fit, best first, simple and holding ones; none in a crisis.

    The score is the expected fit: the probability of each intent times the share of the reply
    among that intent's variants. So a second intent close behind still gives good alternatives.
    """
    if _stays_unanswered(document, prediction):
        return []
    words = catalogue.cues.read(_words(document, message))
    scores = _expected(catalogue, catalogue.simple, prediction, words)
    scores |= _expected(catalogue, catalogue.holding, prediction, words)
    forced = _forced(document, prediction)
    if forced is not None:
        scores[forced] = 1.0
    best_first = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    return [_candidate(reply, score, catalogue, today) for reply, score in best_first]


def _stays_unanswered(document: Document, prediction: Prediction) -> bool:
    """A crisis, whoever saw it, is for a person alone; spam gets no answer either."""
    if any(signal.kind in CRISES for signal in document.signals) or prediction.crises:
        return True
    first = prediction.intents[0][0] if prediction.intents else ""
    return first in _NEVER_ANSWERED or any(intent in CRISES for intent in prediction.presence)


def _words(document: Document, message: Message) -> list[str]:
    """Return the client's words and marks for what is no word: `@phone`, `@money_missing`."""
    marks = [f"@{span.label.lower()}" for span in document.identifiers]
    marks += [f"@{signal.kind}" for signal in document.signals]
    if message.attachments:
        marks.append("@attachment")
    return [*document.text_for_model.replace("-", " ").split(), *dict.fromkeys(marks)]


def _expected(
    catalogue: Catalogue, variants: Mapping[str, Variants], prediction: Prediction, words: Words
) -> dict[str, float]:
    scores: dict[str, float] = defaultdict(float)
    for intent, probability in _likely(prediction):
        if intent in variants:
            for reply, share in catalogue.shares(variants[intent], words).items():
                scores[reply] += probability * share
    return scores


def _likely(prediction: Prediction) -> Iterator[tuple[str, float]]:
    for place, (intent, probability) in enumerate(prediction.intents):
        if place and probability < _NEGLIGIBLE:
            return
        yield intent, probability


def _forced(document: Document, prediction: Prediction) -> str | None:
    """Return the holding reply that comes before those of the main intent, if any.

    Writing for another person comes before several requests: an answer that names the
    requests would show that the office knows the other person.
    """
    if document.language not in ("de", "unknown"):
        return "eingang_fremdsprache"
    requests = dict.fromkeys(
        [*(intent for intent, _ in prediction.intents[:1]), *prediction.presence]
    )
    if "vertretung_dritte" in requests:
        return "eingang_vertretung"
    if len(requests.keys() - _COURTESY) > 1:
        return "eingang_mehrere"
    return None


def _candidate(reply: str, score: float, catalogue: Catalogue, today: date) -> Candidate:
    template = catalogue.templates[reply]
    return Candidate(
        reply=reply,
        score=score,
        valid=template.valid_on(today),
        ready=reply in catalogue.ready,
        why=template.title,
    )
