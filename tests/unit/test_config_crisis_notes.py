"""The notes for crises: one for each, and none that sends a person in danger a message."""

from pathlib import Path

import pytest

from postfach_triage.config.loader import load
from postfach_triage.errors import ConfigError
from postfach_triage.records import CRISES

FILE = "crisis_notes.yaml"


def refused(folder: Path, text: str) -> str:
    """Return what is said about an office's own notes."""
    (folder / FILE).write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as error:
        load(folder)
    return str(error.value)


def test_every_crisis_has_a_note() -> None:
    """Each of the eight names whom to call and what comes first."""
    notes = load().crisis_notes
    assert notes.notes.keys() == set(CRISES)
    for kind in CRISES:
        lines = notes.lines(kind)
        assert lines[1].startswith("Anrufen: ") and lines[3].startswith("1. ")
        assert "{" not in "".join(lines)


@pytest.mark.parametrize("kind", ["gewalt_im_haushalt", "suizid_aeusserung"])
def test_violence_and_suicide_are_never_answered_in_the_portal(tmp_path: Path, kind: str) -> None:
    """The note says so first, and no office can say otherwise."""
    title, call, *_ = load().crisis_notes.lines(kind)
    assert title.endswith("Nicht im Portal antworten.")
    assert call.startswith("Anrufen: die Person selbst; ")
    said = refused(tmp_path, f"notes: {{{kind}: {{answer_in_portal: true}}}}\n")
    assert FILE in said and "can only be taken away" in said


def test_an_office_changes_a_number_alone(tmp_path: Path) -> None:
    """Numbers are laid over key by key."""
    (tmp_path / FILE).write_text("numbers: {emergency_team: 0711 5550}\n", encoding="utf-8")
    assert "0711 5550" in " ".join(load(tmp_path).crisis_notes.lines("suizid_aeusserung"))


def test_a_number_that_is_not_there_is_told(tmp_path: Path) -> None:
    """A note that names an unknown number would leave a gap at the worst moment."""
    said = refused(tmp_path, "notes: {kindeswohl: {call: ['Anruf bei {nirgends}']}}\n")
    assert "kindeswohl" in said and "nirgends" in said


def test_a_note_cannot_be_emptied(tmp_path: Path) -> None:
    """A crisis without a first step is no note."""
    assert "first" in refused(tmp_path, "notes: {kindeswohl: {first: []}}\n")
