"""One result as a row of the results file."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from postfach_triage.exports.columns import RunInfo, output_columns, result_row
from postfach_triage.records import (
    Decision,
    Message,
    Prediction,
    Result,
    Signal,
    Span,
    Suggestion,
)

RUN = RunInfo("ab12", "constructed", "2026-11-01", "r1", "run1")
MESSAGE = Message(
    "PN-1",
    "Geheimnis",
    "Betreff",
    datetime(2026, 11, 20, 3, 6, tzinfo=ZoneInfo("Europe/Berlin")),
    "V1",
    "Sonstiges",
    "k1",
    attachments=2,
    team="L3",
    extra={"BG": "123"},
)
SCORED = Result(
    "a.csv#1",
    MESSAGE,
    "scored",
    notes=("received_at is missing",),
    language="de",
    prediction=Prediction(
        tuple((f"i{n}", (9 - n) / 21.0) for n in range(7)),
        ("i0",),
        0.12345678,
        evidence=(Span("w", 0, 4),),
    ),
    decision=Decision(
        "simple",
        "LG",
        "L1",
        "U3",
        ("may_be_application",),
        ("Grund",),
        (Signal("health", "hint", "text", 1, 3),),
    ),
    suggestion=Suggestion("r1", "Hallo Geheimnis", "Hallo {name}", ("datum",), ("r2",)),
    stage="vorschlag",
)


def test_the_columns_are_the_contract() -> None:
    """Names and order of the columns are fixed; others rely on them."""
    names = output_columns(["BG"], with_text=True)
    assert " ".join(names) == (
        "row input_sha256 message_id received_at status error notes lane simple_probability intent"
        " intent_probability intents team team_given function urgency effects signals evidence"
        " language reasons reply reply_text reply_alternatives open_slots stage calibrated_on"
        " model_version rules_version run_id thread_id category sender_ref attachments BG text"
        " subject"
    )


def test_a_scored_row_is_complete() -> None:
    """Every column has its value, in the order of the columns."""
    row = result_row(SCORED, RUN, with_text=False)
    assert tuple(row) == output_columns(["BG"], with_text=False)
    assert row == {
        "row": "a.csv#1",
        "input_sha256": "ab12",
        "message_id": "PN-1",
        "received_at": "2026-11-20T03:06:00+01:00",
        "status": "scored",
        "error": None,
        "notes": ["received_at is missing"],
        "lane": "simple",
        "simple_probability": 0.123457,
        "intent": "i0",
        "intent_probability": 0.428571,
        "intents": [
            ["i0", 0.428571],
            ["i1", 0.380952],
            ["i2", 0.333333],
            ["i3", 0.285714],
            ["i4", 0.238095],
        ],
        "team": "L1",
        "team_given": "L3",
        "function": "LG",
        "urgency": "U3",
        "effects": ["may_be_application"],
        "signals": [{"kind": "health", "level": "hint", "field": "text", "start": 1, "end": 3}],
        "evidence": [{"field": "text", "start": 0, "end": 4}],
        "language": "de",
        "reasons": ["Grund"],
        "reply": "r1",
        "reply_text": "Hallo {name}",
        "reply_alternatives": ["r2"],
        "open_slots": ["datum"],
        "stage": "vorschlag",
        "calibrated_on": "constructed",
        "model_version": "2026-11-01",
        "rules_version": "r1",
        "run_id": "run1",
        "thread_id": "V1",
        "category": "Sonstiges",
        "sender_ref": "k1",
        "attachments": 2,
        "BG": "123",
    }


def test_the_clients_words_come_only_when_asked_for() -> None:
    """Text, subject and slots filled from them stand in the row with --with-text alone."""
    assert "Geheimnis" not in str(result_row(SCORED, RUN, with_text=False))
    row = result_row(SCORED, RUN, with_text=True)
    assert (row["text"], row["subject"]) == ("Geheimnis", "Betreff")
    assert row["reply_text"] == "Hallo Geheimnis"
    assert tuple(row) == output_columns(["BG"], with_text=True)


@pytest.mark.parametrize(
    ("suggestion", "reply", "text"),
    [
        (None, None, None),
        (Suggestion(None, why="Krise"), None, None),
        (Suggestion("keine_antwort"), "keine_antwort", ""),
    ],
)
def test_no_reply_is_null_and_no_answer_is_empty(
    suggestion: Suggestion | None, reply: str | None, text: str | None
) -> None:
    """Without a reply the text is null; `keine_antwort` has an empty one."""
    row = result_row(replace(SCORED, suggestion=suggestion), RUN, with_text=False)
    assert (row["reply"], row["reply_text"], row["open_slots"]) == (reply, text, [])


def test_a_failed_row_goes_to_people() -> None:
    """A failed row has lane complex, team, urgency and signals, and nothing of the model."""
    failed = replace(SCORED, status="failed", error="message_id is missing")
    row = result_row(failed, RUN, with_text=False)
    assert (row["status"], row["error"]) == ("failed", "message_id is missing")
    assert (row["lane"], row["team"], row["urgency"]) == ("complex", "L1", "U3")
    assert row["signals"]
    for name in ("intent", "intents", "intent_probability", "simple_probability", "reply"):
        assert row[name] is None


def test_a_failed_row_without_a_decision_is_complex() -> None:
    """Even before anybody decided, a failed row is not simple."""
    row = result_row(Result("a.csv#1", MESSAGE, "failed", "torn"), RUN, with_text=False)
    assert (row["lane"], row["team"]) == ("complex", None)


@pytest.mark.parametrize("with_text", [True, False])
def test_an_outgoing_row_is_only_counted(with_text: bool) -> None:
    """Status, row, ids, thread and the extra columns; all else is null."""
    row = result_row(Result("a.csv#1", MESSAGE, "out"), RUN, with_text=with_text)
    assert tuple(row) == output_columns(["BG"], with_text=with_text)
    assert {name: value for name, value in row.items() if value is not None} == {
        "row": "a.csv#1",
        "input_sha256": "ab12",
        "message_id": "PN-1",
        "status": "out",
        "run_id": "run1",
        "thread_id": "V1",
        "BG": "123",
    }
