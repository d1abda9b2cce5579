"""Measuring a model: what is read, what is refused, what stands beside it."""

from pathlib import Path

import pytest
from measured import SECRET, line, measured, persons, write_folder, write_lines, write_model
from triages import BREAKS_RULES

from postfach_triage import annotations, registry
from postfach_triage.errors import RegistryError, TrainingError
from postfach_triage.evaluation.shares import Share


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Give a folder of annotated messages."""
    return write_folder(tmp_path / "annotated")


@pytest.fixture
def models(tmp_path: Path) -> Path:
    """Give a folder of models with the fake one, which was trained on nothing."""
    return write_model(tmp_path / "models", "fake", [])


def test_of_a_folder_dev_is_measured(data: Path, models: Path) -> None:
    """Other writers are training; second labels are compared wherever they belong."""
    found = measured(data, models).assessment
    assert (found.material.name, found.scored, found.persons) == ("dev", 4, 2)
    assert found.agreement["main intent"].equal == Share(5, 5)
    assert found.shares()["main intent first"] == Share(1, 4)
    assert found.shares()["complex in the simple lane"] == Share(2, 2)
    assert found.adjudicated.open == ("p2", "p4")
    assert found.comparison is None


def test_of_a_file_everything_is_measured(tmp_path: Path, models: Path) -> None:
    """An office's own file has no dev; none of its texts is quoted."""
    lines = [line("x1", "w1"), line("x2", "w2", source="own", redacted=True)]
    found = measured(write_lines(tmp_path / "own.jsonl", lines), models).assessment
    assert (found.material.name, found.material.origin, found.scored) == ("own", "own.jsonl", 2)
    assert not found.material.texts and SECRET not in repr(found.mistakes)


def test_labels_that_followed_a_suggestion_are_not_measured(tmp_path: Path, models: Path) -> None:
    """They would agree with the model that made it."""
    lines = [line("x1", "w1"), line("x2", "w2", how="accepted"), line("x3", "w3", how="corrected")]
    material = measured(write_lines(tmp_path / "own.jsonl", lines), models).assessment.material
    assert [gold.id for gold in material.golds] == ["x1"]
    assert material.origin == "own.jsonl (left out: 2 labels that followed a suggestion)"


def test_reasons_about_own_messages_are_left_out(tmp_path: Path, models: Path) -> None:
    """Whoever adjudicates may have quoted the client."""
    own = write_lines(tmp_path / "own.jsonl", [line("x1", "w1", lane="complex")])
    verdict = {"id": "x1", "verdict": "agree", "reason": SECRET, "by": "a2", "on": "2026-11-26"}
    write_lines(tmp_path / "adjudications.jsonl", [verdict])
    (shown,) = measured(own, models).assessment.adjudicated.verdicts
    assert shown.reason == ""


@pytest.mark.parametrize(
    "seen",
    [line("x1", "somebody else"), line("another id", "w1")],
    ids=["id", "person"],
)
def test_what_the_model_was_trained_on_is_refused(tmp_path: Path, seen: dict[str, object]) -> None:
    """One known id or one known person is enough; the error names neither."""
    (trained,) = annotations.load(write_lines(tmp_path / "seen.jsonl", [seen]))
    models = write_model(tmp_path / "models", "fake", [trained])
    own = write_lines(tmp_path / "own.jsonl", [line("x1", "w1"), line("x2", "w2")])
    with pytest.raises(TrainingError, match=r"own\.jsonl.*of 1 of these") as error:
        measured(own, models)
    assert "x1" not in str(error.value) and "w1" not in str(error.value)


def test_an_id_is_no_person(tmp_path: Path) -> None:
    """A person who happens to be called like a training message is not refused."""
    (trained,) = annotations.load(write_lines(tmp_path / "seen.jsonl", [line("w1", "p")]))
    models = write_model(tmp_path / "models", "fake", [trained])
    own = write_lines(tmp_path / "own.jsonl", [line("x1", "w1")])
    assert measured(own, models).assessment.scored == 1


def test_a_model_that_does_not_say_what_it_saw_is_refused(data: Path, models: Path) -> None:
    """Without trained.txt nobody can tell whether the figures mean anything."""
    (models / "fake" / registry.TRAINED).unlink()
    with pytest.raises(RegistryError, match="trained on"):
        measured(data, models)


def test_nothing_to_measure_is_said(tmp_path: Path, models: Path) -> None:
    """A file without messages gives no figures."""
    with pytest.raises(TrainingError, match="no message"):
        measured(write_lines(tmp_path / "own.jsonl", []), models)


def test_what_cannot_be_scored_is_named_and_left_out(tmp_path: Path, models: Path) -> None:
    """Such a message goes to people in the nightly run too."""
    lines = [line("x1", "w1"), line("x2", "w2") | {"text": BREAKS_RULES}]
    found = measured(write_lines(tmp_path / "own.jsonl", lines), models).assessment
    assert (found.scored, found.failed) == (1, ("x2",))


def test_a_current_model_that_cannot_be_compared_says_why(data: Path, models: Path) -> None:
    """The report is written all the same."""
    write_model(models, "2026-01-01", [])
    registry.set_current(models, "2026-01-01")
    found = measured(data, models).assessment.comparison
    assert found is not None and found.version == "2026-01-01" and not found.differences
    assert "another version" in found.why_not


def test_a_current_model_that_saw_the_messages_is_not_compared(data: Path, models: Path) -> None:
    """It would look better than it is."""
    (gold, *_) = annotations.load(data / "by_person.jsonl")
    registry.set_current(write_model(models, "2026-01-01", [gold]), "2026-01-01")
    found = measured(data, models).assessment.comparison
    assert found is not None and "trained on" in found.why_not


def test_repeated_wording_is_counted(tmp_path: Path, models: Path) -> None:
    """Two messages of the same words are one wording, whatever their case."""
    lines = [line("x1", "w1") | {"text": "Danke schön"}, line("x2", "w2") | {"text": "danke Schön"}]
    assert measured(write_lines(tmp_path / "own.jsonl", lines), models).assessment.repeated == 1


def test_there_are_writers_on_both_sides() -> None:
    """The names of the tests fall on both sides of the split."""
    assert len(persons(dev=True)) >= 2 and persons(dev=False)
