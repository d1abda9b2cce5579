"""What the second stage knows of a message: a dozen numbers, so that it stays readable."""

import numpy as np
from numpy.typing import NDArray

from postfach_triage.classify.texts import ScoredTexts

FEATURES = (
    "margin",  # best simple pair minus best complex pair, whole message
    "lane",  # log-odds of simple, whole message
    "worst_sentence_margin",
    "worst_sentence_lane",
    "best_intent",
    "second_intent",
    "third_intent",
    "best_simple",
    "best_complex",
    "second_complex",
    "log_words",
    "log_sentences",
    "questions",
    "exclamations",
    "numbers",
)
Floats = NDArray[np.float64]


def features(scored: ScoredTexts) -> Floats:
    """Give one row a message, columns as in FEATURES."""
    messages = scored.messages
    intents = -np.sort(-messages.main, axis=1)
    complexes = -np.sort(-messages.complex, axis=1)
    words = [doc.text_for_model.split() for doc in scored.documents]
    return np.column_stack(
        [
            messages.margin,
            messages.lane,
            worst(scored, messages.margin, scored.sentences.margin),
            worst(scored, messages.lane, scored.sentences.lane),
            intents[:, :3],
            messages.simple.max(axis=1),
            complexes[:, :2],
            np.log1p([len(w) for w in words]),
            np.log1p(np.bincount(scored.owner, minlength=len(words))),
            [min(3, w.count("?")) for w in words],
            [min(3, w.count("!")) for w in words],
            [min(5, sum(word[0] == "0" for word in w)) for w in words],
        ]
    ).astype(np.float64)


def worst(
    scored: ScoredTexts, whole: NDArray[np.float32], sentences: NDArray[np.float32]
) -> Floats:
    """Give the lowest score among the sentences of each message, its own where it has one only."""
    lowest = np.full(len(whole), np.inf)
    np.minimum.at(lowest, scored.owner, sentences)
    return np.where(np.isinf(lowest), whole, lowest)
