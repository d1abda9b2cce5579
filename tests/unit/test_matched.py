"""The matched messages on disk: read strictly, complete, and never part of training."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from postfach_triage import annotations
from postfach_triage.config.loader import load
from postfach_triage.errors import AnnotationError
from postfach_triage.evaluation.fairness import WAYS, MatchedSet
from postfach_triage.matched import load_matched

DATA = Path(__file__).parents[2] / "data" / "annotated"
INTENTS = ("dank",)
CRISES_OF_A_PERSON = (
    "suizid_aeusserung",
    "gewalt_im_haushalt",
    "energiesperre",
    "mittellosigkeit",
    "wohnungsverlust",
)
LINE: dict[str, Any] = {
    "id": "w1",
    "intent": "dank",
    "lane": "simple",
    "urgency": "U4",
    "ways": dict.fromkeys(WAYS, "Danke"),
    "feminine": "Danke, Ihre Kollegin war nett",
    "masculine": "Danke, Ihr Kollege war nett",
}


def write(folder: Path, lines: list[dict[str, Any]], names: object) -> Path:
    """Write a matched set below a folder."""
    (folder / "matched").mkdir()
    text = "".join(json.dumps(line) + "\n" for line in lines)
    (folder / "matched" / "requests.jsonl").write_text(text, encoding="utf-8")
    (folder / "matched" / "names.json").write_text(json.dumps(names), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def committed() -> MatchedSet:
    """Give the committed set."""
    found = load_matched(DATA, intents=load().intents)
    assert found is not None
    return found


def test_a_folder_without_them_has_none(tmp_path: Path) -> None:
    """An office's own annotations have no matched set."""
    assert load_matched(tmp_path, intents=INTENTS) is None


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("intent", "unbekannt"),
        ("lane", "easy"),
        ("urgency", "U9"),
        ("ways", {"plain": "Danke"}),
        ("ways", dict.fromkeys(WAYS, " ")),
        ("feminine", ""),
        ("masculine", 3),
    ],
)
def test_a_wrong_field_is_named(tmp_path: Path, field: str, value: object) -> None:
    """The error names file, line and field, never the value."""
    folder = write(tmp_path, [LINE | {field: value}], {"x": ["Kim"]})
    with pytest.raises(AnnotationError) as caught:
        load_matched(folder, intents=INTENTS)
    assert "requests.jsonl:1" in str(caught.value) and field in str(caught.value)


@pytest.mark.parametrize("names", [[], {}, {"x": []}, {"x": [""]}, {"x": "Kim"}])
def test_names_without_origin_are_refused(tmp_path: Path, names: object) -> None:
    """Without names nothing could be compared, and nobody would notice."""
    with pytest.raises(AnnotationError, match=r"names\.json"):
        load_matched(write(tmp_path, [LINE], names), intents=INTENTS)


def test_the_committed_set_covers_what_may_be_simple_and_crises(committed: MatchedSet) -> None:
    """Each intent that may be simple, each crisis of the person, an objection."""
    simple = {one.intent for one in committed.requests if one.lane == "simple"}
    assert simple == {name for name, one in load().intents.items() if one.simple_capable}
    found = {one.intent for one in committed.requests if one.lane == "complex"}
    assert found >= {*CRISES_OF_A_PERSON, "widerspruch"}
    assert len(committed.requests) >= 40
    assert sum(map(len, committed.names.values())) >= 20


def test_no_two_texts_of_a_request_are_equal(committed: MatchedSet) -> None:
    """Equal texts would make the figures look better than they are."""
    for one in committed.requests:
        texts = [*one.ways.values(), one.feminine, one.masculine]
        # A form may be the plain text itself where that names a gender already.
        assert len(set(one.ways.values())) == len(WAYS), one.id
        assert one.feminine != one.masculine, one.id
        assert len(texts) == len(WAYS) + 2


def test_no_matched_text_was_trained_on(committed: MatchedSet) -> None:
    """A model that has seen one way of a request says nothing about equal treatment."""
    known = {bare(one.text) for one in annotations.load_training(DATA)}
    long = [text for one in committed.requests for text in one.ways.values() if len(text) > 40]
    assert known.isdisjoint(map(bare, long))


def bare(text: str) -> str:
    """Give the words alone."""
    return " ".join(re.findall(r"\w+", text.casefold()))
