"""Renaming, merging and splitting intents, files included."""

import json
from pathlib import Path
from typing import Any

import pytest
from measured import line, write_lines

from postfach_triage.config.loader import load
from postfach_triage.errors import TrainingError
from postfach_triage.relabelling import FIXED, Change, UndecidedError, change_taxonomy

PAY, FORM = "auszahlung", "weiterbewilligung"


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """Give the folder of an office that has set nothing."""
    folder = tmp_path / "office"
    folder.mkdir()
    return folder


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Give a file of three messages; one has two intents."""
    lines = [
        line("x1", "w1", PAY),
        line("x2", "w2") | {"intents": [FORM, PAY], "lane": "complex"},
        line("x3", "w3"),
    ]
    return write_lines(tmp_path / "own.jsonl", lines)


def _change(change: Change, config: Path, *files: Path) -> dict[str, int]:
    return change_taxonomy(change, load(config), config, files)


def _intents(path: Path) -> list[list[str]]:
    return [json.loads(one)["intents"] for one in path.read_bytes().splitlines()]


def test_renamed_and_back_is_as_it_was(config: Path, file: Path) -> None:
    """No other byte of the file changes, and the old id means itself again."""
    before = file.read_bytes()
    assert _change(Change((PAY,), ("geld",), "Geld"), config, file) == {"own.jsonl": 2}
    assert _intents(file) == [["geld"], [FORM, "geld"], ["dank"]]
    assert load(config).intents["geld"].label == "Geld" and PAY not in load(config).intents
    _change(Change(("geld",), (PAY,)), config, file)
    assert file.read_bytes() == before
    assert PAY in load(config).intents and "geld" not in load(config).intents


def test_merged_intents_are_named_once(config: Path, file: Path) -> None:
    """The strictest urgency holds; simple-capable only if all are."""
    _change(Change((PAY, FORM, "darlehen"), ("leistung",)), config, file)
    assert _intents(file) == [["leistung"], ["leistung"], ["dank"]]
    found = load(config).intents["leistung"]
    assert (found.urgency, found.simple_capable, found.function) == ("U2", False, "LG")


def test_an_intent_may_be_merged_into_another(config: Path, file: Path) -> None:
    """What is there keeps its settings."""
    _change(Change((PAY, FORM), (FORM,)), config, file)
    assert _intents(file) == [[FORM], [FORM], ["dank"]]
    assert load(config).intents[FORM] == load(None).intents[FORM]


def test_a_split_needs_a_decision_for_each_message(config: Path, file: Path) -> None:
    """Until then nothing is changed, and the ids are told."""
    before, parts = file.read_bytes(), ("geld_wann", "geld_wieviel")
    with pytest.raises(UndecidedError, match="1 messages") as error:
        _change(Change((PAY,), parts, by={"x1": "geld_wann"}), config, file)
    assert error.value.ids == ("x2",) and file.read_bytes() == before
    assert not list(config.iterdir())
    _change(Change((PAY,), parts, by={"x1": parts[0], "x2": parts[1]}), config, file)
    assert _intents(file) == [["geld_wann"], [FORM, "geld_wieviel"], ["dank"]]
    assert set(parts) <= set(load(config).intents)


def test_second_labels_of_a_split_are_dropped(config: Path, tmp_path: Path) -> None:
    """Nobody gave them anew; others stay. Of calibration messages the lane alone is read."""
    second = write_lines(tmp_path / "second_labels.jsonl", [line("x1", "w", PAY), line("x2", "w")])
    unread = write_lines(tmp_path / "calibration.jsonl", [line("c1", "w", PAY)])
    _change(Change((PAY,), ("geld_a", "geld_b")), config, second, unread)
    assert (_intents(second), _intents(unread)) == ([["dank"]], [["geld_a"]])


@pytest.mark.parametrize(
    ("change", "why"),
    [
        *((Change((name,), ("neu",)), "the program itself needs") for name in FIXED[:2]),
        (Change(("gibt_es_nicht",), ("neu",)), "no such intent"),
        (Change((PAY,), (FORM,)), "is an intent already"),
        (Change((PAY,), ("a", "b"), by={"x1": "c"}), "names another intent"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_is_refused(config: Path, file: Path, change: Change, why: str) -> None:
    """Nothing is written then."""
    before = file.read_bytes()
    with pytest.raises(TrainingError, match=why):
        _change(change, config, file)
    assert file.read_bytes() == before and not list(config.iterdir())


def test_a_word_in_a_text_is_no_intent(config: Path, tmp_path: Path) -> None:
    """Only the list of intents counts; the line stays as it is, byte for byte."""
    row: dict[str, Any] = line("x1", "w") | {"text": f'{{"intents": ["{PAY}"]}} "{PAY}"'}
    path = write_lines(tmp_path / "own.jsonl", [row])
    before = path.read_bytes()
    assert _change(Change((PAY,), ("geld",)), config, path) == {}
    assert path.read_bytes() == before
