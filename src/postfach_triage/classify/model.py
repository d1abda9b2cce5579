"""The fitted model: heads, and the few numbers that turn their scores into probabilities."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from postfach_triage.classify.heads import Heads, Scores
from postfach_triage.classify.second_stage import features, strongest
from postfach_triage.classify.texts import ScoredTexts, score_documents
from postfach_triage.records import CRISES, Document, Level, Prediction, Span

# Results are the same for every engine and number of workers: round before any threshold.
DIGITS = 6
# Of shorter training messages one in twenty-five names two requests; a high second score there
# is another reading of the same one ("anbei die Lohnabrechnung").
WORDS_FOR_TWO = 9


@dataclass(frozen=True, slots=True)
class Calibration:
    """What was fitted on out-of-fold scores of the training messages.

    `temperature`: main scores are divided by it before softmax (Guo et al. 2017).
    `stage_weights`: logistic regression over second_stage.FEATURES, bias last.
    `presence`: intent score from which a further intent counts as present.
    `crisis_explicit`, `crisis_hint`: score from which the model itself reports a crisis.
    """

    temperature: float
    stage_weights: NDArray[np.float64]
    presence: float
    crisis_explicit: Mapping[str, float]
    crisis_hint: Mapping[str, float]


@dataclass(frozen=True)
class Thresholds:
    """The three numbers the lane is decided by; `score` is chosen by risk control."""

    score: float
    sentence: float
    familiarity: float


@dataclass(frozen=True)
class Model:
    """Everything a prediction needs; holds numpy arrays and names only."""

    version: str
    heads: Heads
    calibration: Calibration
    thresholds: Thresholds

    def predict(self, documents: Sequence[Document]) -> list[Prediction]:
        """Predict one Prediction a document, in order."""
        if not documents:
            return []
        scored = score_documents(self.heads, documents)
        return predictions(scored, self.heads.intents, self.calibration, self.version)


def predictions(
    scored: ScoredTexts, intents: Sequence[str], calibration: Calibration, version: str
) -> list[Prediction]:
    """Turn scores, fitted or cross-fitted, into predictions."""
    batch = _Batch(scored, intents, calibration)
    return [batch.prediction(i, version) for i in range(len(scored.documents))]


def probabilities(scores: Scores, temperature: float) -> NDArray[np.float64]:
    """Give the probability of each intent being the main one; rows sum to one."""
    logits = scores.main.astype(np.float64) / temperature
    logits -= logits.max(axis=1, keepdims=True)
    exp = np.exp(logits)
    total: NDArray[np.float64] = exp / exp.sum(axis=1, keepdims=True)
    return total


def simple_probability(scored: ScoredTexts, weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give the probability that each message is simple, (n,)."""
    logit = features(scored) @ weights[:-1] + weights[-1]
    chance: NDArray[np.float64] = 1 / (1 + np.exp(-logit))
    return chance


class _Batch:
    """The arrays of one batch, read out message by message."""

    def __init__(
        self, scored: ScoredTexts, intents: Sequence[str], calibration: Calibration
    ) -> None:
        self._calibration = calibration
        self._scored = scored
        self._names = intents
        self._chance = probabilities(scored.messages, calibration.temperature).round(DIGITS)
        self._simple = simple_probability(scored, calibration.stage_weights).round(DIGITS)
        self._order = np.argsort(-self._chance, axis=1, kind="stable")
        # As lists at once: reading numpy values one by one would cost a tenth of the whole run.
        self._ranked = np.array(intents, dtype=object)[self._order].tolist()
        self._ranked_chance = np.take_along_axis(self._chance, self._order, axis=1).tolist()
        self._strongest = strongest(scored)
        self._margins = scored.sentences.margin
        self._sentence_main = scored.sentences.main
        self._crisis_columns = [self._names.index(kind) for kind in CRISES if kind in self._names]

    def prediction(self, i: int, version: str) -> Prediction:
        return Prediction(
            intents=tuple(zip(self._ranked[i], self._ranked_chance[i], strict=True)),
            presence=self._presence(i),
            simple_probability=float(self._simple[i]),
            sentence_scores=self._sentence_scores(i),
            familiarity=self._ranked_chance[i][0],
            crises=self._crises(i),
            evidence=self._evidence(i),
            model_version=version,
        )

    def _presence(self, i: int) -> tuple[str, ...]:
        if len(self._scored.documents[i].text_for_model.split()) < WORDS_FOR_TWO:
            return (self._ranked[i][0],)
        over = self._scored.messages.intent[i] > self._calibration.presence
        over[self._order[i][0]] = True
        ranked = sorted(np.flatnonzero(over), key=lambda k: -self._chance[i, k])
        return tuple(self._names[int(k)] for k in ranked)

    def _sentence_scores(self, i: int) -> tuple[float | None, ...]:
        found: list[float | None] = [None] * len(self._scored.documents[i].sentences)
        for row in self._rows(i):
            found[self._scored.place[row]] = round(float(self._margins[row]), DIGITS)
        return tuple(found)

    def _crises(self, i: int) -> tuple[tuple[str, Level], ...]:
        found: list[tuple[str, Level]] = []
        for column in self._crisis_columns:
            kind, score = self._names[column], self._strongest[i, column]
            if score > self._calibration.crisis_explicit[kind]:
                found.append((kind, "explicit"))
            elif score > self._calibration.crisis_hint[kind]:
                found.append((kind, "hint"))
        return tuple(found)

    def _evidence(self, i: int) -> tuple[Span, ...]:
        """Name the sentence that speaks most for the main intent."""
        sentences = self._scored.documents[i].sentences
        rows = self._rows(i)
        if not len(rows):
            own = [s for s in sentences if s.text_for_model]
            chosen = own[0] if own else None
        else:
            scores = self._sentence_main[rows, self._order[i][0]]
            chosen = sentences[self._scored.place[rows[int(scores.argmax())]]]
        if chosen is None:
            return ()
        return (Span(self._names[self._order[i][0]], chosen.start, chosen.end, chosen.field),)

    def _rows(self, i: int) -> NDArray[np.int64]:
        left, right = np.searchsorted(self._scored.owner, [i, i + 1])
        return np.arange(left, right)
