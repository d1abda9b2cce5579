"""What the second stage knows of a message: some twenty numbers, so that it stays readable."""

from typing import Any

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
    "second_present",  # highest intent score but the main intent's, whole message
    "second_anywhere",  # the same, sentences included
    "main_simple",
    "main_complex",
)
# Stands for minus infinity where the joint head never saw an intent in the simple lane.
NEVER = -2.0
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
            *_besides_main(scored),
        ]
    ).astype(np.float64)


def _besides_main(scored: ScoredTexts) -> list[Floats]:
    messages = scored.messages
    main = messages.main.argmax(axis=1)
    rows = np.arange(len(main))
    simple = np.maximum(messages.simple, NEVER)
    return [
        _without(messages.intent, main).max(axis=1),
        _without(strongest(scored), main).max(axis=1),
        simple[rows, main].astype(np.float64),
        np.maximum(messages.complex, NEVER)[rows, main].astype(np.float64),
    ]


def _without(scores: NDArray[Any], main: NDArray[np.int64]) -> Floats:
    rest = scores.astype(np.float64)
    rest[np.arange(len(main)), main] = -np.inf
    return rest


def strongest(scored: ScoredTexts) -> Floats:
    """Give each intent's highest score over the whole message and its sentences, (n, intents)."""
    highest = scored.messages.intent.astype(np.float64)
    first, owners = _runs(scored.owner)
    of_sentences = np.maximum.reduceat(scored.sentences.intent, first) if len(first) else 0
    highest[owners] = np.maximum(highest[owners], of_sentences)
    return highest


def worst(
    scored: ScoredTexts, whole: NDArray[np.float32], sentences: NDArray[np.float32]
) -> Floats:
    """Give the lowest score among the sentences of each message, its own where it has one only."""
    lowest = whole.astype(np.float64)
    first, owners = _runs(scored.owner)
    if len(first):
        lowest[owners] = np.minimum.reduceat(sentences, first)
    return lowest


def _runs(owner: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Give where the sentences of each message begin, and which messages have any, in order."""
    first = np.flatnonzero(np.diff(owner, prepend=-1))
    return first, owner[first]
