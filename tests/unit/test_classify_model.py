"""What a model says of a document."""

import pytest
from fakes import INTENTS, document, fake_model

from postfach_triage.classify.model import Model


@pytest.fixture
def model() -> Model:
    """Give the model of five words."""
    return fake_model()


def test_main_intent_comes_first_and_probabilities_sum_to_one(model: Model) -> None:
    """All intents are ranked, best first, and share one whole."""
    (found,) = model.predict([document("danke")])
    chances = [chance for _, chance in found.intents]
    assert found.intents[0][0] == "dank"
    assert chances == sorted(chances, reverse=True)
    assert len(chances) == len(INTENTS)
    assert sum(chances) == pytest.approx(1, abs=1e-5)


def test_simple_margin_raises_the_simple_probability(model: Model) -> None:
    """A word of a simple pair scores above a word of a complex pair."""
    simple, grave = model.predict([document("danke"), document("widerspruch")])
    assert simple.simple_probability > 0.5 > grave.simple_probability


def test_a_crisis_in_one_sentence_is_not_hidden_by_the_others(model: Model) -> None:
    """The model reports a crisis that a single sentence names."""
    calm = ("danke danke danke danke", "danke danke danke danke danke")
    (found,) = model.predict([document(*calm, "jetzt ist strom")])
    assert ("energiesperre", "explicit") in found.crises


def test_each_sentence_with_content_has_its_own_score(model: Model) -> None:
    """Sentences of three words are scored, shorter ones are not."""
    (found,) = model.predict([document("danke danke danke", "ok", "das ist widerspruch")])
    first, short, last = found.sentence_scores
    assert short is None
    assert first is not None and last is not None and first > last


def test_evidence_names_the_sentence_of_the_main_intent(model: Model) -> None:
    """The evidence is the sentence that speaks most for the main intent."""
    doc = document("das ist gut so", "hiermit widerspruch widerspruch")
    (found,) = model.predict([doc])
    last = doc.sentences[-1]
    assert [(e.start, e.end) for e in found.evidence] == [(last.start, last.end)]


def test_batch_and_single_predictions_are_equal(model: Model) -> None:
    """A message is judged the same whatever stands beside it."""
    documents = [document("danke"), document(""), document("ich bin krank", "strom ist weg")]
    assert model.predict(documents) == [model.predict([doc])[0] for doc in documents]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("krank danke krank danke krank", {"krankmeldung"}),
        ("krank danke krank danke krank danke krank danke krank", {"krankmeldung", "dank"}),
    ],
    ids=["five words", "nine words"],
)
def test_a_short_message_has_one_request(model: Model, text: str, expected: set[str]) -> None:
    """Under nine words a second high score is another reading, not a second request."""
    (found,) = model.predict([document(text)])
    assert set(found.presence) == expected


def test_no_documents_give_no_predictions(model: Model) -> None:
    """An empty batch is no error."""
    assert model.predict([]) == []
