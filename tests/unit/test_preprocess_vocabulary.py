"""The vocabulary: ordinary words, their forms and compounds are known, names are not."""

from pathlib import Path

import pytest

from postfach_triage.preprocess import vocabulary
from postfach_triage.preprocess.first_names import FIRST_NAMES
from postfach_triage.preprocess.name_runs import FIRST, is_first, is_ordinary, key
from postfach_triage.preprocess.vocabulary import is_known

LIST = Path(vocabulary.__file__).with_name("ordinary_words.txt").read_text("utf-8").splitlines()


@pytest.mark.parametrize(
    "word", ["Miete", "Wohnungen", "Kühlschranks", "Umzugswagen", "Schul-Ausflug", "Briefkasten"]
)
def test_words_forms_and_compounds_are_known(word: str) -> None:
    """What clients write about is known, bent and compounded too."""
    assert is_known(key(word))


@pytest.mark.parametrize(
    "word", ["Wojtaszek", "Ostermann", "Tadesse", "Hinterbichler", "Özdemir", "Lehmkuhl", "Ed"]
)
def test_names_are_unknown(word: str) -> None:
    """Names are in no list of ordinary words, also where their parts are words."""
    assert not is_known(key(word))


def test_the_list_is_in_order_and_holds_no_first_name() -> None:
    """The list is made by the script: sorted, folded, each word once, without first names."""
    assert sorted(set(LIST)) == LIST
    assert all(key(word) == word for word in LIST)
    assert not FIRST.intersection(LIST)


def test_first_names_are_folded() -> None:
    """First names are stored as they are looked up."""
    assert all(key(name) == name for name in FIRST_NAMES)
    assert is_first("anna-lena") and is_first("karl-heinz") and not is_first("miete")
    assert not is_ordinary("fatma") and is_ordinary("danke")
