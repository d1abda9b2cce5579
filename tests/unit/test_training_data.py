"""Who trains and who is measured, of an office's own annotations."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from measured import line, write_folder, write_lines

from postfach_triage.errors import AnnotationError
from postfach_triage.records import Annotation
from postfach_triage.training_data import TrainingData, divide, load_own

HOWS = ("blind", "corrected", "accepted")
KNOWN = ("widerspruch", "energiesperre")


def _gold(person: str | None, how: str, number: int) -> Annotation:
    plain = Annotation(f"own{number}", "x", ("dank",), "simple", "U4", person=person)
    return replace(plain, how=how)


@given(st.lists(st.tuples(st.none() | st.sampled_from("abcdefgh"), st.sampled_from(HOWS))))
def test_no_person_is_on_both_sides(drawn: list[tuple[str | None, str]]) -> None:
    """Every blind label is on one side; a led one trains, or is left out beside its person."""
    golds = [_gold(person, how, number) for number, (person, how) in enumerate(drawn)]
    train, measure = divide(golds)
    names = [{gold.person or gold.id for gold in part} for part in (train, measure)]
    assert names[0].isdisjoint(names[1])
    assert all(gold.how == "blind" for gold in measure)
    blind = {gold.id for gold in golds if gold.how == "blind"}
    assert blind <= {gold.id for gold in (*train, *measure)}


def test_own_messages_join_those_of_the_folder(tmp_path: Path) -> None:
    """They come last, so that those of the folder keep their places."""
    folder = write_folder(tmp_path / "annotated")
    own = write_lines(tmp_path / "own.jsonl", [line(f"x{n}", f"writer{n}") for n in range(9)])
    training, _ = TrainingData(folder, (own,)).read(["dank", "auszahlung", *KNOWN])
    alone, _ = TrainingData(folder).read(["dank", "auszahlung", *KNOWN])
    assert training[: len(alone)] == alone and len(alone) < len(training) < len(alone) + 9


def test_an_id_in_two_files_is_refused(tmp_path: Path) -> None:
    """Two labels of one message would both train."""
    paths = [write_lines(tmp_path / name, [line("x1", "w")]) for name in ("a.jsonl", "b.jsonl")]
    with pytest.raises(AnnotationError, match=r"b\.jsonl:1: id occurs in an earlier file"):
        load_own(paths)
