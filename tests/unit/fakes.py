"""Hand-written stand-ins, small enough to read."""

import numpy as np

from postfach_triage.classify.heads import Heads
from postfach_triage.classify.model import Calibration, Model, Thresholds
from postfach_triage.classify.second_stage import FEATURES
from postfach_triage.classify.vectorizer import WordCachedTfidf
from postfach_triage.records import CRISES, Document, Sentence

INTENTS = ("dank", "krankmeldung", "widerspruch", *CRISES)
WORDS = ("danke", "krank", "widerspruch", "strom", "weg")


def fake_model(version: str = "2026-01-01") -> Model:
    """Give a model that knows five words; each of the first three means one intent."""
    vectorizer = WordCachedTfidf([f"w{word}" for word in WORDS], np.ones(len(WORDS), np.float32))
    pairs = tuple((i, i < 2) for i in range(len(INTENTS)))
    weights = np.zeros((len(WORDS), 2 * len(INTENTS) + 1), dtype=np.float32)
    for word, intent in enumerate((0, 1, 2, INTENTS.index("energiesperre"))):
        weights[word, intent] = weights[word, len(INTENTS) + intent] = 2.0
    weights[:2, -1] = 1.0
    stage = np.zeros(len(FEATURES) + 1)
    stage[FEATURES.index("margin")] = 1.0
    calibration = Calibration(
        temperature=0.3,
        stage_weights=stage,
        presence=0.3,
        crisis_explicit=dict.fromkeys(CRISES, 0.5),
        crisis_hint=dict.fromkeys(CRISES, 0.1),
    )
    bias = np.full(2 * len(INTENTS) + 1, -1.0, dtype=np.float32)
    heads = Heads(vectorizer, INTENTS, pairs, weights, bias)
    return Model(version, heads, calibration, Thresholds(0.5, -3.0, 0.0))


def document(*sentences: str) -> Document:
    """Give a document of folded sentences, as preprocessing would leave it."""
    parts, start = [], 0
    for text in sentences:
        parts.append(Sentence("text", start, start + len(text), text))
        start += len(text) + 1
    return Document(text_for_model=" ".join(sentences), sentences=tuple(parts))
