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
    """The arrays of one batch, read out message by message.

    Reading numpy values one by one would cost a tenth of the whole run, so whatever can be
    worked out for all messages at once is, and becomes plain lists.
    """

    def __init__(
        self, scored: ScoredTexts, intents: Sequence[str], calibration: Calibration
    ) -> None:
        self._documents = scored.documents
        self._names = np.array(intents, dtype=object)
        chance = probabilities(scored.messages, calibration.temperature).round(DIGITS)
        order = np.argsort(-chance, axis=1, kind="stable")
        self._main: NDArray[np.int64] = order[:, 0]
        self._ranked = self._names[order].tolist()
        self._chance = np.take_along_axis(chance, order, axis=1).tolist()
        simple = simple_probability(scored, calibration.stage_weights)
        self._simple = simple.round(DIGITS).tolist()
        self._present = self._presence(scored.messages.intent > calibration.presence, order)
        self._crises = self._reported(strongest(scored), calibration)
        self._known = scored.known_words.round(DIGITS).tolist()
        self._first = np.searchsorted(scored.owner, np.arange(len(chance) + 1)).tolist()
        self._place = scored.place.tolist()
        self._margin = scored.sentences.margin.astype(np.float64).round(DIGITS).tolist()
        spoken = scored.sentences.main[np.arange(len(scored.owner)), self._main[scored.owner]]
        self._spoken = spoken.tolist()

    def prediction(self, i: int, version: str) -> Prediction:
        ranked, chance = self._ranked[i], self._chance[i]
        return Prediction(
            intents=tuple(zip(ranked, chance, strict=True)),
            presence=self._present.get(i, (ranked[0],)),
            simple_probability=self._simple[i],
            sentence_scores=self._sentence_scores(i),
            familiarity=chance[0],
            known_words=self._known[i],
            crises=self._crises.get(i, ()),
            evidence=self._evidence(i),
            model_version=version,
        )

    def _presence(
        self, over: NDArray[np.bool_], order: NDArray[np.int64]
    ) -> dict[int, tuple[str, ...]]:
        """Give the intents present, likeliest first, where there are more than the main one."""
        over[np.arange(len(over)), order[:, 0]] = True
        several = np.flatnonzero(over.sum(axis=1) > 1).tolist()
        return {
            i: tuple(self._names[[k for k in order[i] if over[i, k]]])
            for i in several
            if len(self._documents[i].text_for_model.split()) >= WORDS_FOR_TWO
        }

    def _reported(
        self, highest: NDArray[np.float64], calibration: Calibration
    ) -> dict[int, tuple[tuple[str, Level], ...]]:
        """Give the crises the model itself reports, in the order of CRISES."""
        found: dict[int, list[tuple[str, Level]]] = {}
        names = self._names.tolist()
        for kind in (kind for kind in CRISES if kind in names):
            scores = highest[:, names.index(kind)]
            explicit = scores > calibration.crisis_explicit[kind]
            for i in np.flatnonzero(explicit | (scores > calibration.crisis_hint[kind])).tolist():
                found.setdefault(i, []).append((kind, "explicit" if explicit[i] else "hint"))
        return {i: tuple(crises) for i, crises in found.items()}

    def _sentence_scores(self, i: int) -> tuple[float | None, ...]:
        found: list[float | None] = [None] * len(self._documents[i].sentences)
        for row in range(self._first[i], self._first[i + 1]):
            found[self._place[row]] = self._margin[row]
        return tuple(found)

    def _evidence(self, i: int) -> tuple[Span, ...]:
        """Name the sentence that speaks most for the main intent."""
        sentences = self._documents[i].sentences
        rows = range(self._first[i], self._first[i + 1])
        if rows:
            chosen = sentences[self._place[max(rows, key=self._spoken.__getitem__)]]
        else:
            own = [s for s in sentences if s.text_for_model]
            if not own:
                return ()
            chosen = own[0]
        return (Span(self._ranked[i][0], chosen.start, chosen.end, chosen.field),)
