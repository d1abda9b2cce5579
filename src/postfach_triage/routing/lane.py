"""The six conditions of the simple lane; each one that fails becomes a German reason."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from postfach_triage.records import Candidate, Message, Prediction
from postfach_triage.routing import wording
from postfach_triage.routing.facts import Facts

# Texts are scored on so many characters; what lies behind is unread, so never simple.
READ_CHARACTERS = 20_000
_GERMAN = ("de", "unknown")


@dataclass(frozen=True, slots=True)
class LaneThresholds:
    """What the model's figures must pass: the message's score, each sentence's, familiarity."""

    score: float
    sentence: float
    familiarity: float


def stated(
    facts: Facts, message: Message, prediction: Prediction, candidates: Sequence[Candidate]
) -> tuple[str, ...]:
    """Return the reasons that do not depend on a threshold: signals, intent, language, reply.

    What was found in the text comes first: it is what must not be overlooked.
    """
    return (
        *wording.findings(facts),
        *_intent(facts),
        *_readable(facts, message, prediction),
        *_reply(candidates),
    )


def uncertain(facts: Facts, prediction: Prediction, thresholds: LaneThresholds) -> tuple[str, ...]:
    """Return the reasons of the three figures, each rounded to six digits before comparing."""
    return tuple(_figures(facts, prediction, thresholds))


def by_condition(
    facts: Facts,
    message: Message,
    prediction: Prediction,
    candidates: Sequence[Candidate],
    thresholds: LaneThresholds,
) -> dict[str, tuple[str, ...]]:
    """Return the reasons sorted by the condition that gives them; without a reason it holds."""
    return {
        "intent": tuple(_intent(facts)),
        "score": tuple(_score(prediction, thresholds)),
        "signals": wording.findings(facts),
        "sentences": tuple(_sentences(facts, prediction, thresholds)),
        "language and length": tuple(_readable(facts, message, prediction)),
        "familiarity": tuple(_familiar(facts, prediction, thresholds)),
        "reply": tuple(_reply(candidates)),
    }


def _intent(facts: Facts) -> Iterator[str]:
    if facts.main and not facts.main.simple_capable:
        yield wording.not_simple(facts.main)
    if facts.seconds:
        yield wording.also_about(facts.seconds)


def _readable(facts: Facts, message: Message, prediction: Prediction) -> Iterator[str]:
    if round(prediction.known_words, 6) < facts.office.routing.known_words and not bare(facts):
        yield wording.NOT_UNDERSTOOD
    if facts.document.language not in _GERMAN and not bare(facts):
        yield wording.NOT_GERMAN
    if len(message.text) > READ_CHARACTERS:
        yield wording.TOO_LONG


def _reply(candidates: Sequence[Candidate]) -> Iterator[str]:
    answers = (one for one in candidates if not one.holding)
    if not any(answer.valid and answer.ready for answer in answers):
        yield wording.NO_REPLY


def _figures(facts: Facts, prediction: Prediction, thresholds: LaneThresholds) -> Iterator[str]:
    yield from _score(prediction, thresholds)
    yield from _sentences(facts, prediction, thresholds)
    yield from _familiar(facts, prediction, thresholds)


def _score(prediction: Prediction, thresholds: LaneThresholds) -> Iterator[str]:
    if not round(prediction.simple_probability, 6) > thresholds.score:
        yield wording.UNSURE


def _sentences(facts: Facts, prediction: Prediction, thresholds: LaneThresholds) -> Iterator[str]:
    low = [
        place
        for place, score in enumerate(prediction.sentence_scores)
        if score is not None and round(score, 6) < thresholds.sentence
    ]
    if low:
        yield wording.odd_sentences(facts, low)


def _familiar(facts: Facts, prediction: Prediction, thresholds: LaneThresholds) -> Iterator[str]:
    if round(prediction.familiarity, 6) < thresholds.familiarity and not bare(facts):
        yield wording.UNFAMILIAR


def bare(facts: Facts) -> bool:
    """Say whether the message is nothing but a short thanks or ok."""
    table = facts.office.routing
    return (
        facts.main is not None
        and facts.main.id in table.second_intents.courtesy
        and not facts.seconds
        and len(facts.document.text_for_model.split()) <= table.bare_words
    )
