"""Hand-written messages, predictions and thresholds for the tests of routing."""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from postfach_triage.config.loader import load
from postfach_triage.config.office import Office
from postfach_triage.preprocess.normalise import fold_for_model
from postfach_triage.records import (
    Candidate,
    Decision,
    Document,
    Message,
    Prediction,
    Sentence,
    Signal,
)
from postfach_triage.routing.decision import decide
from postfach_triage.routing.lane import LaneThresholds

THRESHOLDS = LaneThresholds(score=0.8, sentence=0.2, familiarity=0.3)
ANSWER = Candidate("au_eingang", 0.9, valid=True, ready=True)
# A Tuesday without holidays near it.
TUESDAY = datetime(2026, 11, 17, 9, 30, tzinfo=ZoneInfo("Europe/Berlin"))


@lru_cache(maxsize=1)
def office() -> Office:
    """Return the packaged office."""
    return load()


def fold(text: str) -> str:
    """Return a text as the model reads it, near enough for cues."""
    for sign in ".,!?:":
        text = text.replace(sign, f" {sign} ")
    return " ".join(fold_for_model(word) for word in text.split())


@dataclass(frozen=True)
class Case:
    """A message that is simple in every respect until a test changes something."""

    text: str = "Anbei meine Krankmeldung."
    subject: str = ""
    intent: str = "krankmeldung"
    also: tuple[str, ...] = ()
    signals: tuple[Signal, ...] = ()
    crises: tuple[tuple[str, str], ...] = ()
    language: str = "de"
    chance: float = 0.9
    score: float = 0.95
    sentence_scores: tuple[float | None, ...] = ()
    familiarity: float = 0.9
    known_words: float = 0.9
    candidates: tuple[Candidate, ...] = (ANSWER,)
    received_at: datetime | None = TUESDAY
    extra: tuple[tuple[str, str], ...] = ()

    def but(self, **changes: object) -> "Case":
        """Return the case with something changed."""
        return replace(self, **changes)

    def message(self) -> Message:
        """Return the message."""
        return Message("m1", self.text, self.subject, self.received_at, extra=dict(self.extra))

    def document(self) -> Document:
        """Return the message after preprocessing, one sentence a full stop."""
        return Document(
            fold(self.text),
            sentences=tuple(sentences(self.text)),
            signals=self.signals,
            language=self.language,
        )

    def prediction(self) -> Prediction:
        """Return what the model says."""
        return Prediction(
            intents=((self.intent, self.chance),),
            presence=(self.intent, *self.also),
            simple_probability=self.score,
            sentence_scores=self.sentence_scores,
            familiarity=self.familiarity,
            known_words=self.known_words,
            crises=self.crises,
        )

    def decide(self, *, by: Office | None = None, at: LaneThresholds = THRESHOLDS) -> Decision:
        """Return the decision of the packaged office or of another one."""
        return decide(
            self.message(),
            self.document(),
            self.prediction(),
            self.candidates,
            by or office(),
            at,
        )


def sentences(text: str) -> list[Sentence]:
    """Split at full stops."""
    found, start = [], 0
    for place, sign in enumerate(text + "."):
        if sign == "." and text[start:place].strip():
            found.append(
                Sentence("text", start, min(place + 1, len(text)), fold(text[start:place]))
            )
            start = place + 1
    return found


def signal(kind: str, level: str = "explicit", start: int = 0, field: str = "text") -> Signal:
    """Return a signal of four characters."""
    return Signal(kind, level, field, start, start + 4)
