"""Fit the numbers between scores and probabilities, on out-of-fold scores alone."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from postfach_triage.classify.model import Calibration, probabilities
from postfach_triage.classify.second_stage import features, strongest, worst
from postfach_triage.classify.texts import ScoredTexts
from postfach_triage.records import CRISES
from postfach_triage.training.examples import Example

# Messages written person by person look most like a real mailbox, so they count more.
PERSON_WEIGHT = 3.0
STAGE_C = 0.1
# Of messages that are not urgent, so many may be reported by the model for one kind of crisis.
FALSE_EXPLICIT, FALSE_HINT = 0.0015, 0.006
# Of simple messages, so many may be held back by each of these conditions.
COST_PRESENCE, COST_SENTENCE, COST_FAMILIARITY = 0.01, 0.01, 0.01
CALM = ("U2", "U3", "U4")

Fold = tuple[NDArray[np.int64], NDArray[np.int64]]


def fit_calibration(
    scored: ScoredTexts, examples: Sequence[Example], intents: Sequence[str]
) -> Calibration:
    """Fit temperature, second stage, presence and crisis thresholds."""
    simple = _blindly_simple(examples)
    explicit, hint = _crisis_thresholds(scored, examples, intents)
    return Calibration(
        temperature=_temperature(scored, examples, intents),
        stage_weights=_second_stage(scored, examples),
        presence=_presence(scored, simple),
        crisis_explicit=explicit,
        crisis_hint=hint,
    )


def side_thresholds(
    scored: ScoredTexts, examples: Sequence[Example], calibration: Calibration
) -> tuple[float, float]:
    """Choose the sentence and the familiarity threshold; low quantiles of simple messages."""
    simple = _blindly_simple(examples)
    lowest = worst(scored, scored.messages.margin, scored.sentences.margin)[simple]
    chance = probabilities(scored.messages, calibration.temperature).max(axis=1)[simple]
    sentence = float(np.quantile(lowest, COST_SENTENCE))
    return round(sentence, 6), round(float(np.quantile(chance, COST_FAMILIARITY)), 6)


def out_of_fold_probability(
    scored: ScoredTexts, examples: Sequence[Example], folds: Sequence[Fold]
) -> NDArray[np.float64]:
    """Give the simple probability by second stages that did not see the message's writer."""
    chance = np.empty(len(examples))
    matrix = features(scored)
    for train, test in folds:
        weights = _fit_stage(matrix[train], [examples[i] for i in train])
        chance[test] = 1 / (1 + np.exp(-(matrix[test] @ weights[:-1] + weights[-1])))
    return chance


def _temperature(scored: ScoredTexts, examples: Sequence[Example], intents: Sequence[str]) -> float:
    gold = np.array([intents.index(e.main) for e in examples])
    weight = _weights(examples)

    def loss(temperature: float) -> float:
        chance = probabilities(scored.messages, temperature)[np.arange(len(gold)), gold]
        return float(-(weight * np.log(chance + 1e-12)).sum() / weight.sum())

    return round(float(minimize_scalar(loss, bounds=(0.05, 2.0), method="bounded").x), 6)


def _weights(examples: Sequence[Example]) -> NDArray[np.float64]:
    """Weigh the messages; a label that leans on a suggestion says nothing of probabilities."""
    return np.array([e.blind * (PERSON_WEIGHT if e.annotation.person else 1.0) for e in examples])


def _blindly_simple(examples: Sequence[Example]) -> NDArray[np.bool_]:
    return np.array([e.simple and e.blind for e in examples])


def _second_stage(scored: ScoredTexts, examples: Sequence[Example]) -> NDArray[np.float64]:
    return _fit_stage(features(scored), examples)


def _fit_stage(matrix: NDArray[np.float64], examples: Sequence[Example]) -> NDArray[np.float64]:
    """Fit a logistic regression on standardised features, written back to the raw ones."""
    weight = _weights(examples)
    scaler = StandardScaler().fit(matrix[weight > 0])
    fitted = LogisticRegression(C=STAGE_C, max_iter=3000, tol=1e-8)
    simple = [e.simple for e in examples]
    fitted.fit(scaler.transform(matrix), simple, sample_weight=weight)
    weights = fitted.coef_[0] / scaler.scale_
    bias = fitted.intercept_[0] - weights @ scaler.mean_
    return np.append(weights, bias)


def _presence(scored: ScoredTexts, simple: NDArray[np.bool_]) -> float:
    intent = scored.messages.intent[simple].astype(np.float64)
    main = scored.messages.main[simple].argmax(axis=1)
    intent[np.arange(len(main)), main] = -np.inf
    return round(float(np.quantile(intent.max(axis=1), 1 - COST_PRESENCE)), 6)


def _crisis_thresholds(
    scored: ScoredTexts, examples: Sequence[Example], intents: Sequence[str]
) -> tuple[dict[str, float], dict[str, float]]:
    calm = np.array([e.annotation.urgency in CALM and e.blind for e in examples])
    scores = strongest(scored)[calm]
    column = {kind: scores[:, intents.index(kind)] for kind in CRISES}
    explicit = {k: round(float(np.quantile(s, 1 - FALSE_EXPLICIT)), 6) for k, s in column.items()}
    hint = {k: round(float(np.quantile(s, 1 - FALSE_HINT)), 6) for k, s in column.items()}
    return explicit, hint
