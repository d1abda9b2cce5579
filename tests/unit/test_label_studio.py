"""Tasks of Label Studio: what goes there comes back, spans beyond emoji included."""

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_annotations import several

from postfach_triage import annotations
from postfach_triage.errors import AnnotationError
from postfach_triage.exchange import from_tasks, to_tasks
from postfach_triage.label_studio import (
    Suggested,
    configuration,
    from_utf16,
    labelled,
    task,
    to_utf16,
)
from postfach_triage.records import Annotation

SECRET = "Zqgeheim"
PLAIN: dict[str, Any] = {
    **{"id": "x1", "text": f"🙂👍🏽 Anna {SECRET}", "intents": ["dank", "auszahlung"]},
    **{"lane": "complex", "urgency": "U3", "effects": [], "style": "plain", "lang": "de"},
    "spans": [{"start": 4, "end": 8, "label": "NAME"}],
}
SAME = Suggested(("dank", "auszahlung"), "complex", "U3", (), 0.75, "2026-11-26")
OTHER = Suggested(("dank",), "simple", "U4", (), 0.75, "2026-11-26")
FEW = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@FEW
@given(several(), st.sampled_from(["label-studio", "jsonl"]), st.booleans())
def test_annotations_come_back_as_they_went(
    tmp_path: Path, golds: list[Annotation], form: Any, utf16: bool
) -> None:
    """Whatever the text, the form and the way of counting, nothing is lost or moved."""
    path, tasks, back = (tmp_path / name for name in ("a.jsonl", "tasks", "b.jsonl"))
    annotations.dump(golds, path)
    values = [json.loads(line) for line in path.read_bytes().split(b"\n") if line]
    tasks.write_bytes(to_tasks(values, form, None, utf16=utf16))
    done, unlabelled = from_tasks(tasks, form)
    annotations.write(done, back)
    assert (annotations.load(back), unlabelled) == (golds, 0)


@given(st.text(), st.data())
def test_offsets_survive_both_ways_of_counting(text: str, data: st.DataObject) -> None:
    """Code points to UTF-16 and back gives the same place, in any text."""
    offset = data.draw(st.integers(0, len(text)))
    assert from_utf16(text, to_utf16(text, offset)) == offset


@pytest.mark.parametrize(("utf16", "start"), [(False, 4), (True, 7)], ids=["now", "before 2022"])
def test_a_span_beyond_emoji_holds_its_words(utf16: bool, start: int) -> None:
    """Both ways of counting name the same word, and are told apart by it."""
    made = task(PLAIN, utf16=utf16)
    (region,) = [one for one in made["annotations"][0]["result"] if one["type"] == "labels"]
    assert (region["value"]["start"], region["value"]["text"]) == (start, "Anna")
    found = labelled(made, 1)
    assert found is not None and found["spans"] == PLAIN["spans"]


@pytest.mark.parametrize(
    ("shown", "how"), [(None, None), (SAME, "accepted"), (OTHER, "corrected")], ids=str
)
@pytest.mark.parametrize("kept", [True, False], ids=["kept", "left out"])
def test_who_saw_a_suggestion_did_not_label_blind(
    shown: Suggested | None, how: str | None, kept: bool
) -> None:
    """Even where the tool leaves the prediction out of what it exports."""
    made = task(PLAIN, shown)
    if not kept:
        made.pop("predictions", None)
    found = labelled(made, 1)
    assert found is not None and found.get("how") == how and "suggested" not in found


def test_a_prediction_brings_its_score_and_model() -> None:
    """The tool sorts by it; each region has it, too."""
    (prediction,) = task(PLAIN, OTHER)["predictions"]
    assert (prediction["score"], prediction["model_version"]) == (0.75, "2026-11-26")
    assert {one["score"] for one in prediction["result"]} == {0.75}


def test_another_tools_prediction_is_a_suggestion_too() -> None:
    """What cannot be compared counts as seen and changed."""
    found = labelled(task(PLAIN) | {"predictions": [17]}, 1)
    assert found is not None and found["how"] == "corrected"


def test_the_last_annotation_counts_and_skipped_ones_do_not() -> None:
    """A task that was skipped by all has no label."""
    made, other = task(PLAIN), task({**PLAIN, "urgency": "U2"})
    made["annotations"] += [*other["annotations"], {"was_cancelled": True, "result": []}]
    found = labelled(made, 1)
    assert found is not None and found["urgency"] == "U2"
    assert labelled({"data": {}, "annotations": [{"was_cancelled": True}]}, 1) is None


def _without(name: str) -> dict[str, Any]:
    made = task(PLAIN)
    result = made["annotations"][0]["result"]
    made["annotations"][0]["result"] = [one for one in result if one["from_name"] != name]
    return made


def _moved() -> dict[str, Any]:
    made = task(PLAIN)
    made["annotations"][0]["result"][-1]["value"]["start"] = 3
    return made


@pytest.mark.parametrize(
    "broken",
    [_without("main"), _without("lane"), _moved(), {"annotations": [{}]}, [], "x", None],
    ids=["main", "lane", "moved", "empty", "list", "text", "null"],
)
def test_a_broken_task_is_named_without_its_words(broken: Any) -> None:
    """The error says which task, never what is in it."""
    with pytest.raises(AnnotationError, match="task 7") as error:
        labelled(broken, 7)
    assert SECRET not in str(error.value)


def test_the_configuration_names_every_choice() -> None:
    """It is XML, whatever the labels; ids are what comes back."""
    root = ElementTree.fromstring(configuration({"dank": 'Dank & "Lob" <3'}, ["NAME"]))
    assert {one.get("name") for one in root.iter("Choices")} == {
        *("main", "further", "lane", "urgency", "effects"),
    }
    assert root.find("Choices[@name='main']/Choice").get("value") == "dank"  # type: ignore[union-attr]
    assert [one.get("toName") for one in root.iter("Labels")] == ["text", "subject"]
