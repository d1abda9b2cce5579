"""The same request in other words: what is held against what, and what is counted."""

import pytest
from triages import fake_triage

from postfach_triage.evaluation.fairness import WAYS, MatchedRequest, MatchedSet, Trial
from postfach_triage.evaluation.shares import Share

# The fake takes a text that begins with Strom for a crisis, and every other for a simple thanks.
CRISIS, THANKS = "Strom weg", "danke"
WAY_LANE = "other way of writing, same lane"
NAME = "other name, same lane, team and urgency"
GENDER = "other gender, same lane, team and urgency"


def request(name: str, **texts: str) -> MatchedRequest:
    """Give a request that is thanks in every text but those named."""
    return MatchedRequest(
        id=name,
        intent="dank",
        lane="simple",
        urgency="U4",
        ways={way: texts.get(way, THANKS) for way in WAYS},
        feminine=texts.get("feminine", THANKS),
        masculine=texts.get("masculine", THANKS),
    )


@pytest.fixture
def trial() -> Trial:
    """Run two requests: one is treated as a crisis in two of its texts."""
    requests = (request("a"), request("b", terse=CRISIS, feminine=CRISIS))
    return Trial.of(MatchedSet(requests, {"x": ("Kim", "Alex"), "y": ("Ada",)}), fake_triage())


def test_every_way_is_held_against_the_plain_text(trial: Trial) -> None:
    """Five other ways a request; one of them went elsewhere, and sooner."""
    shares = trial.fairness().shares()
    assert shares[WAY_LANE] == Share(9, 10)
    assert shares["other way of writing, same urgency"] == Share(9, 10)


def test_every_name_is_held_against_the_first(trial: Trial) -> None:
    """Two more names a request; who signs changes nothing for the fake."""
    assert trial.fairness().shares()[NAME] == Share(4, 4)


def test_the_feminine_form_is_held_against_the_masculine(trial: Trial) -> None:
    """One of two requests is treated otherwise."""
    assert trial.fairness().shares()[GENDER] == Share(1, 2)


def test_what_differs_is_named_without_text(trial: Trial) -> None:
    """A person who looks for the reason finds the request, not a share alone."""
    found = [(one.request, one.kind, one.value) for one in trial.fairness().differing]
    assert found == [("b", "way", "terse"), ("b", "gender", "feminine")]
    assert THANKS not in repr(trial.fairness())


def test_coverage_is_shown_beside_that_of_the_plain_texts(trial: Trial) -> None:
    """Half of the terse texts left the lane; draws of requests give the interval."""
    ways = {way.name: way for way in trial.fairness().ways}
    assert list(ways) == list(WAYS)
    assert ways["terse"].shares["simple in the simple lane"] == Share(1, 2)
    assert (ways["terse"].behind, ways["terse"].interval) == (-0.5, (-1.0, 0.0))
    assert (ways["l2"].behind, ways["l2"].interval) == (0.0, None)


def test_the_figures_count_pairs_of_their_own_kind(trial: Trial) -> None:
    """A pair counts for names or for ways, never for both."""
    kinds = [pair.kind for pair in trial.pairs]
    for name, kind in ((WAY_LANE, "way"), (NAME, "name"), (GENDER, "gender")):
        counted = [mark is not None for mark in trial.marks[name]]
        assert counted == [one == kind for one in kinds]
