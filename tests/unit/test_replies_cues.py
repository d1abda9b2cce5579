"""The cue notation and the index that finds cues in texts."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reply_catalogue import catalogue

from postfach_triage.preprocess.normalise import fold_for_model
from postfach_triage.replies.cue_index import CueIndex
from postfach_triage.replies.cue_notation import Notation

LISTS = {"wann": ["wann", "ab wann", "wie früh"], "sehr": ["sehr", "{wann}"]}


def holds(entry: str, text: str) -> bool:
    """Say whether one cue with one entry is found in the words of a text."""
    index = CueIndex({"g": [Notation(LISTS, fold_for_model).phrases(entry)]})
    return index.found(index.read(fold_for_model(word) for word in text.split()), "g") == {0}


FOUND = [
    ("wann", "Wann geht das"),
    ("Grüße", "viele gruesse"),
    ("verlänger*", "bitte verlaengerung"),
    ("*antrag", "mein folgeantrag fehlt"),
    ("*kosten*", "die nebenkostenabrechnung"),
    ("wo|wohin", "wohin damit"),
    ("ab wann", "ab wann geht das"),
    ("wie ..2 lange", "wie ungefähr so lange"),
    ("wie ..2 lange", "wie lange"),
    ("{wann}", "wie früh darf ich"),
    ("bitte ..1 {wann}", "bitte sagen ab wann"),
    ("{sehr}", "wie früh"),
    ("wo|{wann} stellen", "ab wann stellen"),
    ("1234", "0987"),
    ("formular", "formualr bitte"),
    ("formular", "fomular bitte"),
    ("formular", "formullar bitte"),
    ("formular", "formulat bitte"),
    ("bescheinigung*", "bescheinigug"),
    ("a ..1 b ..1 c", "a b b x c"),
]
NOT_FOUND = [
    ("wann", "wannen"),
    ("ab wann", "wann ab"),
    ("wie ..2 lange", "wie a b c lange"),
    ("formular", "vormular bitte"),
    ("formular", "fumulra bitte"),
    ("tablet", "talent"),
    ("wo", "wa"),
    ("*antrag", "antrags"),
]


@pytest.mark.parametrize(("entry", "text"), FOUND)
def test_found(entry: str, text: str) -> None:
    """Words, beginnings, endings, sequences, gaps, lists and single slips are found."""
    assert holds(entry, text)


@pytest.mark.parametrize(("entry", "text"), NOT_FOUND)
def test_not_found(entry: str, text: str) -> None:
    """Other words, other orders, wider gaps and two slips are not."""
    assert not holds(entry, text)


def test_a_slip_counts_only_where_nothing_fits_as_written() -> None:
    """A word that is known itself is no misspelling of another one."""
    notation = Notation({}, str)
    index = CueIndex({"g": [notation.phrases("stelle"), notation.phrases("stelze")]})
    assert index.found(index.read(["stelze"]), "g") == {1}


def test_groups_do_not_mix() -> None:
    """Cues of one group are not found for another one."""
    notation = Notation({}, str)
    index = CueIndex({"a": [notation.phrases("wo ist")], "b": [notation.phrases("wann")]})
    words = index.read(["wo", "ist", "wann"])
    assert (index.found(words, "a"), index.found(words, "b"), index.found(words, "c")) == (
        {0},
        {0},
        set(),
    )


@given(st.text(alphabet="abcdeäöü", min_size=6, max_size=12), st.data())
def test_every_single_slip_is_forgiven(word: str, data: st.DataObject) -> None:
    """A letter too few, wrong or swapped, not the first, still finds a word of six letters."""
    place = data.draw(st.integers(1, len(word) - 1))
    slip = data.draw(
        st.sampled_from(
            [
                word[:place] + word[place + 1 :],
                word[:place] + "x" + word[place + 1 :],
                word[:place] + "x" + word[place:],
            ]
        )
    )
    index = CueIndex({"g": [Notation({}, str).phrases(word)]})
    assert index.found(index.read([slip]), "g") == {0}


@given(st.lists(st.sampled_from(["ab", "wann", "wie", "lange", "noch", "x"]), max_size=12))
def test_a_sequence_is_found_like_a_pattern(words: list[str]) -> None:
    """The index finds `wie ..2 lange` exactly where a plain search does."""
    expected = any(words[i] == "wie" and "lange" in words[i + 1 : i + 4] for i in range(len(words)))
    assert holds("wie ..2 lange", " ".join(words)) == expected


def test_the_catalogue_can_be_sent_to_a_worker() -> None:
    """Worker processes get the catalogue as bytes."""
    again = pickle.loads(pickle.dumps(catalogue()))
    assert again.bodies == catalogue().bodies
