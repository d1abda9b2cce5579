"""Second labels and adjudications on disk."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from postfach_triage.errors import AnnotationError
from postfach_triage.evaluation.adjudication import Adjudication
from postfach_triage.evaluation.agreement import SecondLabel
from postfach_triage.records import Annotation
from postfach_triage.second_opinions import (
    ADJUDICATIONS,
    REPLIES,
    SECOND_LABELS,
    load_adjudications,
    load_second_labels,
    with_replies,
)

LABEL = {"id": "p1", "intents": ["dank"], "lane": "simple", "urgency": "U4", "effects": []}
VERDICT = {"id": "p1", "verdict": "agree", "reason": "r", "by": "a2", "on": "2026-11-26"}


def _write(folder: Path, name: str, *lines: Any) -> Path:
    text = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_lines_become_records(tmp_path: Path) -> None:
    """Every line is one record."""
    _write(tmp_path, SECOND_LABELS, LABEL)
    _write(tmp_path, ADJUDICATIONS, VERDICT)
    assert load_second_labels(tmp_path) == [SecondLabel("p1", ("dank",), "simple", "U4", ())]
    verdict = Adjudication("p1", "agree", "r", "a2", date(2026, 11, 26))
    assert load_adjudications(tmp_path) == [verdict]


def test_reply_labels_join_their_messages(tmp_path: Path) -> None:
    """A message gets the reply of its id; one without a label keeps its own."""
    _write(tmp_path, REPLIES, {"id": "p1", "reply": "zahltermin"})
    golds = [
        Annotation(id=name, text="Wann?", intents=("auszahlung",), lane="simple", urgency="U3")
        for name in ("p1", "p2")
    ]
    assert [gold.reply for gold in with_replies(golds, tmp_path)] == ["zahltermin", None]


def test_a_missing_or_empty_file_holds_none(tmp_path: Path) -> None:
    """Nobody has to write second labels or verdicts."""
    assert load_second_labels(tmp_path) == load_adjudications(tmp_path) == []
    assert load_adjudications(_write(tmp_path, ADJUDICATIONS)) == []


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("{", "one JSON object"),
        ("[]", "one JSON object"),
        (VERDICT | {"text": "geheim"}, "one JSON object"),
        ({"id": "p1"}, "one JSON object"),
        (VERDICT | {"verdict": "geheim"}, "verdict"),
        (VERDICT | {"reason": " "}, "reason"),
        (VERDICT | {"on": "geheim"}, "on has"),
        (VERDICT | {"id": 7}, "id has"),
    ],
)
def test_a_broken_line_is_named_by_its_place(tmp_path: Path, line: Any, what: str) -> None:
    """The error says file, line and field, never what stands there."""
    _write(tmp_path, ADJUDICATIONS, VERDICT | {"id": "p0"}, line)
    with pytest.raises(AnnotationError, match=rf"{ADJUDICATIONS}:2.*{what}") as error:
        load_adjudications(tmp_path)
    assert "geheim" not in str(error.value)


@pytest.mark.parametrize(
    "change",
    [{"intents": []}, {"intents": "dank"}, {"lane": "x"}, {"urgency": "U9"}, {"effects": ["x"]}],
    ids=str,
)
def test_a_broken_label_is_refused(tmp_path: Path, change: dict[str, Any]) -> None:
    """Lane, urgency and effects are those of the guide."""
    with pytest.raises(AnnotationError, match=next(iter(change))):
        load_second_labels(_write(tmp_path, SECOND_LABELS, LABEL | change))


def test_a_message_is_labelled_once(tmp_path: Path) -> None:
    """Two verdicts on one message are a mistake."""
    with pytest.raises(AnnotationError, match="twice"):
        load_adjudications(_write(tmp_path, ADJUDICATIONS, VERDICT, VERDICT))
