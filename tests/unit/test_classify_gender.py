"""A model reads a woman's message like a man's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postfach_triage.classify.gender import neutral, neutral_text
from postfach_triage.classify.texts import marked_text
from postfach_triage.preprocess.normalise import fold
from postfach_triage.preprocess.pipeline import Preprocessor, load_pipeline
from postfach_triage.records import Message

PAIRS = [
    ("Meine Vermieterin hat geschrieben", "Mein Vermieter hat geschrieben"),
    ("Ich bin Verkäuferin", "Ich bin Verkäufer"),
    ("Die Frauenärztin schrieb mich krank", "Der Frauenarzt schrieb mich krank"),
    ("meine Tochter und meine Frau", "mein Sohn und mein Mann"),
    ("Mutter und alleinerziehend", "Vater und alleinerziehend"),
    ("Ihre Kollegin half", "Ihr Kollege half"),
    ("mit Ihrem Kollegen", "mit Ihrer Kollegin"),
]


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_what_names_a_woman_is_read_like_what_names_a_man(one: str, other: str) -> None:
    """Role, relation, article and possessive become one form."""
    forms = [neutral_text(" ".join(map(fold, text.split()))) for text in (one, other)]
    assert forms[0] == forms[1]


@pytest.mark.parametrize("word", ["termin", "verein", "schwerin", "benzin", "allein", "wohin"])
def test_words_that_only_end_alike_are_kept(word: str) -> None:
    """Not every -in is a woman."""
    assert neutral(word) == word


@given(st.text("abcdeginrstuvwxyz", min_size=1, max_size=14))
def test_the_form_is_settled_after_one_step(word: str) -> None:
    """Reading a neutral form again changes nothing, and no word vanishes."""
    once = neutral(word)
    assert once and neutral(once) == once


def test_who_signs_is_not_read() -> None:
    """A full name at the end leaves nothing in what the model reads; the words before stay."""
    reader = Preprocessor(load_pipeline(("identifiers", "names", "quotes", "language")))
    texts = ["Wann kommt das Geld?\n\nViele Grüße\n" + name for name in ("Elif Aydın", "Kim Berg")]
    first, second = (marked_text(reader.prepare(Message("1", text))) for text in texts)
    assert first == second
    assert first.endswith("viele grusse") and first.startswith("wann kommt")
