"""What a label weighs depends on how it came about."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from fakes import document

from postfach_triage.classify.heads import Heads
from postfach_triage.classify.ngrams import no_fields
from postfach_triage.classify.texts import score_documents
from postfach_triage.records import CRISES, Annotation
from postfach_triage.training.calibration import fit_calibration, side_thresholds
from postfach_triage.training.examples import Example
from postfach_triage.training.heads import fit_heads
from postfach_triage.training.vocabulary import fit_vectorizer

INTENTS = ["dank", "widerspruch", *CRISES]
WORDING = {
    "dank": "danke schön",
    "widerspruch": "widerspruch gegen bescheid",
    "energiesperre": "strom ist weg",
}


def _example(number: int, intent: str, words: str, how: str = "blind") -> Example:
    lane, urgency = ("simple", "U4") if intent == "dank" else ("complex", "U2")
    gold = Annotation(f"m{number}", words, (intent,), lane, urgency, person=f"w{number}")
    return Example(replace(gold, how=how), document(f"{words} {number % 7}"))


def _examples() -> list[Example]:
    return [_example(n, intent, WORDING[intent]) for n, intent in enumerate(list(WORDING) * 15)]


def _fit(examples: Sequence[Example]) -> Heads:
    return fit_heads(examples, fit_vectorizer(_examples(), no_fields), INTENTS, jobs=1)


def _thanks(heads: Heads) -> float:
    return float(heads.score(["danke schön"]).intent[0, 0])


def test_an_accepted_label_moves_the_weights_less_than_a_blind_one() -> None:
    """Whoever accepts a suggestion may repeat its mistake."""
    wrong = {
        how: [_example(100 + n, "widerspruch", WORDING["dank"], how) for n in range(6)]
        for how in ("blind", "corrected", "accepted")
    }
    alone = _thanks(_fit(_examples()))
    moved = {how: alone - _thanks(_fit([*_examples(), *more])) for how, more in wrong.items()}
    assert 0 < moved["accepted"] < moved["corrected"] == moved["blind"]


def test_probabilities_rest_on_blind_labels_alone() -> None:
    """Led labels change neither temperature nor second stage nor any threshold."""
    blind = _examples()
    led = [_example(100 + n, "dank", WORDING["widerspruch"], "accepted") for n in range(9)]
    heads = _fit(blind)
    found = []
    for examples in (blind, [*blind, *led]):
        scored = score_documents(heads, [example.as_read for example in examples])
        calibration = fit_calibration(scored, examples, INTENTS)
        found.append((calibration, side_thresholds(scored, examples, calibration)))
    (before, sides), (after, sides_after) = found
    assert (before.temperature, before.presence, sides) == (
        after.temperature,
        after.presence,
        sides_after,
    )
    assert before.crisis_explicit == after.crisis_explicit
    np.testing.assert_allclose(before.stage_weights, after.stage_weights, atol=1e-6)
