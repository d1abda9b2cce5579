"""Fit the three linear heads on one n-gram matrix."""

from collections.abc import Sequence

import numpy as np
from joblib import Parallel, delayed
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

from postfach_triage.classify.heads import Floats, Heads
from postfach_triage.classify.texts import marked_text
from postfach_triage.classify.vectorizer import WordCachedTfidf
from postfach_triage.training.examples import Example

# Chosen by cross-validation grouped by person; docs/retraining.md has the table.
SVM_C = 0.3
LANE_C = 10.0
SECOND_INTENT_WEIGHT = 0.3
SEED = 0

Column = tuple[Floats, float]


def fit_heads(
    examples: Sequence[Example], vectorizer: WordCachedTfidf, intents: Sequence[str], *, jobs: int
) -> Heads:
    """Fit intent, joint and lane head; the same data and seed give the same weights."""
    matrix = vectorizer.transform(marked_text(e.as_read) for e in examples)
    matrix = matrix.astype(np.float64)  # once, as each column would do it for itself
    pairs = sorted({(intents.index(e.main), e.simple) for e in examples})
    tasks = [delayed(_svm)(matrix, *_presence(examples, intent)) for intent in intents]
    tasks += [delayed(_svm)(matrix, *_pair(examples, intents, pair)) for pair in pairs]
    simple = np.array([e.simple for e in examples])
    tasks.append(delayed(_logistic)(matrix, simple, _weights(examples)))
    columns: list[Column] = Parallel(n_jobs=jobs)(tasks)
    return Heads(
        vectorizer=vectorizer,
        intents=tuple(intents),
        pairs=tuple(pairs),
        weights=np.column_stack([weights for weights, _ in columns]).astype(np.float32),
        bias=np.array([bias for _, bias in columns], dtype=np.float32),
    )


def _presence(
    examples: Sequence[Example], intent: str
) -> tuple[NDArray[np.bool_], NDArray[np.float64]]:
    """Mark who has the intent at all; a second intent counts less than the main one."""
    has = np.array([intent in e.annotation.intents for e in examples])
    main = np.array([e.main == intent for e in examples])
    return has, np.where(has & ~main, SECOND_INTENT_WEIGHT, 1.0) * _weights(examples)


def _pair(
    examples: Sequence[Example], intents: Sequence[str], pair: tuple[int, bool]
) -> tuple[NDArray[np.bool_], NDArray[np.float64]]:
    target = np.array([(intents.index(e.main), e.simple) == pair for e in examples])
    return target, _weights(examples)


def _weights(examples: Sequence[Example]) -> NDArray[np.float64]:
    return np.array([e.weight for e in examples])


def _svm(matrix: csr_matrix, target: NDArray[np.bool_], weight: NDArray[np.float64]) -> Column:
    if not target.any():  # a fold may lack a rare intent: never predict it there
        return np.zeros(matrix.shape[1], dtype=np.float32), -1.0
    fitted = LinearSVC(C=SVM_C, random_state=SEED).fit(matrix, target, sample_weight=weight)
    return fitted.coef_[0], float(fitted.intercept_[0])


def _logistic(matrix: csr_matrix, target: NDArray[np.bool_], weight: NDArray[np.float64]) -> Column:
    fitted = LogisticRegression(C=LANE_C, solver="liblinear", random_state=SEED, max_iter=1000)
    fitted.fit(matrix, target, sample_weight=weight)
    return fitted.coef_[0], float(fitted.intercept_[0])
