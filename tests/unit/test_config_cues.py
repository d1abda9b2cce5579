"""Cues: patterns over whole words of folded text."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError
from routing_messages import fold, office

from postfach_triage.config.cues import Cue, CueBook, CuePattern
from postfach_triage.preprocess.normalise import fold_for_model

CUE = TypeAdapter(Cue)
LETTERS = re.compile(r"[a-z]{2,}")


def cue(*patterns: str) -> CuePattern:
    """Return a cue of these patterns."""
    return CUE.validate_python(list(patterns))


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("baby", "das baby weint", True),
        ("baby", "das babybett", False),
        (r"baby\w*", "das babybett", True),
        ("kein ..2 geld", "ich habe kein geld", True),
        ("kein ..2 geld", "kein bisschen mehr geld", True),
        ("kein ..2 geld", "kein wort mehr davon geld", False),
        ("€", "00 € im monat", True),
        (r"(?<!guten )morgen", "guten morgen", False),
        (r"(?<!guten )morgen", "bis morgen", True),
    ],
)
def test_whole_words(pattern: str, text: str, found: bool) -> None:
    """A pattern matches whole words; ..2 leaves out up to two."""
    assert found == CueBook({"x": cue(pattern)}).holds(text, "x")
    assert not found or {"x"} == CueBook({"x": cue(pattern)}).begun(text)


@pytest.mark.parametrize(
    ("patterns", "message"),
    [
        (["Müll"], "'M' is not"),
        (["müll"], "'ü' is not"),
        ([r"\d{2} euro 5"], "'2' is not"),
        (["raus ?geworfen"], "blank between words"),
        (["(offen"], "no regular expression"),
        ("baby", "must be a list"),
        ([{"a": "b"}], "must be a list"),
    ],
)
def test_refused(patterns: object, message: str) -> None:
    """What can never match, or is no pattern, is refused with the reason."""
    with pytest.raises(ValidationError, match=re.escape(message)):
        CUE.validate_python(patterns)


def test_packaged_cues_are_folded() -> None:
    """Every run of letters in a packaged cue is written as the model reads it."""
    unfolded = {
        (name, letters)
        for name, one in office().routing.cues.items()
        for letters in LETTERS.findall(re.sub(r"\\.", " ", one.whole.pattern))
        if fold_for_model(letters) != letters
    }
    assert set() == unfolded


def test_every_cue_is_used() -> None:
    """No packaged cue stands there for nothing."""
    table = office().routing
    steps = [step for row in table.signals.values() for step in (row.explicit, row.hint)]
    stricter = [one for step in steps for one in (step.worse, step.near) if one]
    conditions = [when for one in stricter for when in one.when]
    conditions += [when for one in table.cases.values() for when in one.when]
    conditions += [when for one in table.raises.values() for when in one.when]
    effects = table.effects.values()
    conditions += [w for rule in effects for whens in rule.with_words.values() for w in whens]
    used = {name for when in conditions for name in (*when.cues, *when.unless)}
    assert set(table.cues) == used


@given(
    st.lists(st.sampled_from(fold("Kein Baby, bis morgen Geld: 5 € für die Kleine krank").split()))
)
def test_book_misses_nothing(words: list[str]) -> None:
    """A cue that a text holds is always among those its words begin, also when asked again."""
    text = " ".join(words)
    book = office().routing.book
    holding = {name for name in office().routing.cues if book.holds(text, name)}
    assert holding <= book.begun(text)
    assert book.begun(text) == book.begun(text)
