"""Choose replies for a message: what it is about, and which variant its words ask for."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from datetime import date
from typing import NamedTuple

from postfach_triage.records import CRISES, Candidate, Document, Message, Prediction, Signal
from postfach_triage.replies.catalogue import Catalogue, Variants
from postfach_triage.replies.cue_index import Words

# Which intents are looked up: the right one is hardly ever further down or less probable.
_LIKELY, _NEGLIGIBLE = 10, 0.004
_WORTH_NAMING = 0.001
# Cues are written by hand and overlap, so their evidence for an intent counts less than fully.
# Measured on training messages: 0 gave 89.1 %, 0.6 gave 90.1 %, 1 little more.
_TRUST = 0.6
# The model is surer of one intent than three suggestions should be: they are to cover the others.
# Measured on held-out training messages: 1 put the right one among three in 99.1 %, 0.7 in 99.3 %.
_SURENESS = 0.7
# These are no requests of their own beside another one.
_COURTESY = frozenset({"dank", "kenntnisnahme"})
_CRISES, _SPAM = frozenset(CRISES), "spam_phishing"
# Who writes for somebody else gets no answer on the matter, not even as an alternative.
_FOR_ANOTHER = "eingang_vertretung"


class _Weighed(NamedTuple):
    """An intent: its probability, what the words add to it, the share of each of its replies."""

    probability: float
    evidence: float
    shares: Mapping[str, float]


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
    if _stays_unanswered(document, prediction, catalogue.closed):
        return []
    words = catalogue.cues.read(words_of(document, message))
    forced = _forced(document, prediction, catalogue, words)
    likely = _likely(prediction)
    # What holds a message follows the main intent; where a further one may be simple, its
    # standard replies are the better alternative.
    held = [item for item in likely if item is likely[0] or item[0] not in catalogue.simple]
    scores = _expected(_weighed(catalogue, catalogue.holding, held, words))
    if forced != _FOR_ANOTHER:
        simple = _weighed(catalogue, catalogue.simple, likely, words)
        scores |= _expected(_with_evidence(simple))
    best_first = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    if forced is not None:
        best_first = [(forced, 1.0), *(item for item in best_first if item[0] != forced)]
    return [
        _candidate(reply, score, catalogue, today)
        for reply, score in best_first
        if score >= _WORTH_NAMING
    ]


def crises(signals: Iterable[Signal], prediction: Prediction | None) -> list[str]:
    """Return the kinds of crisis that a rule or the model saw in a message, rules first."""
    kinds = [signal.kind for signal in signals]
    if prediction is not None:
        kinds += [kind for kind, _ in prediction.crises]
        kinds += [intent for intent, _ in prediction.intents[:1]]
        kinds += prediction.presence
    return [kind for kind in dict.fromkeys(kinds) if kind in _CRISES]


def _stays_unanswered(document: Document, prediction: Prediction, closed: Set[str]) -> bool:
    """A crisis, whoever saw it, is for a person alone; spam gets no answer either.

    A mere hint of the model may keep its replies, for 98 of 100 are none: routing asks for a
    holding reply then, so that a standard one stands behind it at best. Not so where an answer
    in the portal could harm somebody.
    """
    first = prediction.intents[0][0] if prediction.intents else ""
    # Much like `crises`, without collecting the kinds: this is asked of every message.
    return (
        first == _SPAM
        or first in _CRISES
        or any(level == "explicit" or kind in closed for kind, level in prediction.crises)
        or not _CRISES.isdisjoint(prediction.presence)
        or any(signal.kind in _CRISES for signal in document.signals)
    )


def words_of(document: Document, message: Message) -> list[str]:
    """Return the client's words and marks for what is no word: `@phone`, `@money_missing`."""
    marks = [f"@{span.label.lower()}" for span in document.identifiers]
    marks += [f"@{signal.kind}" for signal in document.signals]
    if message.attachments:
        marks.append("@attachment")
    return [*document.text_for_model.replace("-", " ").split(), *dict.fromkeys(marks)]


def _likely(prediction: Prediction) -> list[tuple[str, float]]:
    return [item for item in prediction.intents[:_LIKELY] if item[1] >= _NEGLIGIBLE]


def _weighed(
    catalogue: Catalogue,
    variants: Mapping[str, Variants],
    likely: Iterable[tuple[str, float]],
    words: Words,
) -> list[_Weighed]:
    return [
        _Weighed(probability, *catalogue.weigh(variants[intent], words))
        for intent, probability in likely
        if intent in variants
    ]


def _with_evidence(weighed: Sequence[_Weighed]) -> list[_Weighed]:
    """Let the words speak for the intent itself: one whose cues are found gains on the others."""
    before = sum(item.probability for item in weighed)
    spoken = [item.probability**_SURENESS * item.evidence**_TRUST for item in weighed]
    scale = before / sum(spoken) if before else 0.0
    return [
        item._replace(probability=scale * probability)
        for item, probability in zip(weighed, spoken, strict=True)
    ]


def _expected(weighed: Iterable[_Weighed]) -> dict[str, float]:
    """Return the expected fit of each reply: probability of the intent times its share."""
    scores: dict[str, float] = defaultdict(float)
    for probability, _, shares in weighed:
        for reply, share in shares.items():
            scores[reply] += probability * share
    return scores


def _forced(
    document: Document, prediction: Prediction, catalogue: Catalogue, words: Words
) -> str | None:
    """Return the holding reply that comes before those of the main intent, if any.

    Writing for another person comes before several requests: an answer that names the
    requests would show that the office knows the other person. A dispute and what it is
    about are one request.
    """
    if document.language not in ("de", "unknown"):
        return "eingang_fremdsprache"
    requests = dict.fromkeys(
        [*(intent for intent, _ in prediction.intents[:1]), *prediction.presence]
    )
    if "vertretung_dritte" in requests:
        return _FOR_ANOTHER
    wanted = requests.keys() - _COURTESY
    if len(wanted) <= 1:
        return None
    for matter in catalogue.matters:
        if matter.intent not in wanted or wanted - matter.belongs != {matter.intent}:
            continue
        if matter.signal is None or any(s.kind == matter.signal for s in document.signals):
            _, shares = catalogue.weigh(catalogue.holding[matter.intent], words)
            return max(shares, key=shares.__getitem__)
    return "eingang_mehrere"


def _candidate(reply: str, score: float, catalogue: Catalogue, today: date) -> Candidate:
    template = catalogue.templates[reply]
    return Candidate(
        reply=reply,
        score=score,
        valid=template.valid_on(today),
        ready=reply in catalogue.ready,
        why=template.title,
        holding=template.lane == "H",
    )
