"""Training again gives the committed model: same terms, same weights, same labels.

Takes about two minutes, so `make test-all` runs it, not `make test`.
"""

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from postfach_triage import annotations, registry
from postfach_triage.assembly import word_fields
from postfach_triage.classify.heads import Heads
from postfach_triage.classify.texts import marked_text
from postfach_triage.config.loader import load
from postfach_triage.retraining import fit
from postfach_triage.training.examples import Example, prepare
from postfach_triage.triage import Triage

DATA = Path(__file__).parents[2] / "data" / "annotated"
# liblinear repeats its weights to this with a fixed seed and one thread a column.
TOLERANCE = 1e-5


@pytest.fixture(scope="module")
def committed() -> Triage:
    """Give the program with the committed model."""
    return Triage.load(today=date(2026, 11, 26), models=registry.packed_models())


@pytest.fixture(scope="module")
def examples(committed: Triage) -> tuple[list[Example], list[Example]]:
    """Give every annotated message but calibration, prepared: (training, dev)."""
    intents = load(None).intents
    training, dev = annotations.split(annotations.load_training(DATA, intents=intents))
    prepared = committed.preprocessor.prepare_many
    return prepare(training, prepared), prepare(dev, prepared)


@pytest.fixture(scope="module")
def again(examples: tuple[list[Example], list[Example]]) -> Heads:
    """Fit vocabulary and heads anew."""
    return fit(examples[0], list(load(None).intents), word_fields(), jobs=2)


def test_terms_and_weights_come_out_again(committed: Triage, again: Heads) -> None:
    """The vocabulary is the same, and no weight is off by more than 1e-5."""
    assert committed.model is not None
    before = committed.model.heads
    assert again.vectorizer.terms == before.vectorizer.terms
    np.testing.assert_allclose(again.vectorizer.idf, before.vectorizer.idf, atol=TOLERANCE)
    np.testing.assert_allclose(again.weights, before.weights, atol=TOLERANCE)
    np.testing.assert_allclose(again.bias, before.bias, atol=TOLERANCE)


def test_labels_come_out_again(
    committed: Triage, again: Heads, examples: tuple[list[Example], list[Example]]
) -> None:
    """Every message of the corpus but calibration gets the same main intent and lane pair."""
    assert committed.model is not None
    texts = [marked_text(example.document) for part in examples for example in part]
    before, after = committed.model.heads.score(texts), again.score(texts)
    np.testing.assert_array_equal(before.main.argmax(axis=1), after.main.argmax(axis=1))
    np.testing.assert_array_equal(before.margin > 0, after.margin > 0)
