"""Labels worth a second look."""

import numpy as np

from postfach_triage.evaluation.label_noise import Doubt, doubts, label_doubts
from postfach_triage.records import Annotation

NAMES = ("dank", "auszahlung")
CHANCES = np.array([[0.9, 0.1], [0.8, 0.2], [0.2, 0.8], [0.95, 0.05], [0.45, 0.55]])
GIVEN = ["dank", "dank", "auszahlung", "auszahlung", "auszahlung"]


def _found(given: list[str]) -> list[Doubt]:
    return doubts("intent", list("abcde"), NAMES, given, CHANCES)


def test_a_confident_other_label_is_a_doubt() -> None:
    """As confident as of the messages that carry it: of thanks .85 on average."""
    assert _found(GIVEN) == [Doubt("d", "intent", "auszahlung", 0.05, "dank", 0.95)]


def test_labels_that_the_model_shares_are_no_doubt() -> None:
    """An unsure message alone is none either."""
    assert _found(["dank", "dank", "auszahlung", "dank", "auszahlung"]) == []


def test_the_worst_comes_first() -> None:
    """The less likely the label, the likelier it is wrong."""
    found = doubts(
        "lane", ["a", "b", "c"], NAMES, ["auszahlung"] * 2 + ["dank"], CHANCES[[1, 3, 1]]
    )
    assert [one.id for one in found] == ["b", "a"]


def test_an_intent_that_nobody_has_is_never_seen() -> None:
    """There is nothing to be confident by."""
    assert doubts("intent", ["a"], (*NAMES, "x"), ["dank"], np.array([[0.1, 0.0, 0.9]])) == []


def test_intents_and_lanes_are_looked_at() -> None:
    """Each by its own out-of-fold probabilities."""
    golds = [
        Annotation(name, "", ("dank",), lane, "U4")
        for name, lane in (("a", "simple"), ("b", "simple"), ("c", "complex"), ("d", "complex"))
    ]
    found = label_doubts(golds, NAMES, CHANCES[[0, 1, 0, 1]], np.array([0.9, 0.8, 0.95, 0.1]))
    assert [(one.id, one.what, one.seen) for one in found] == [("c", "lane", "simple")]
