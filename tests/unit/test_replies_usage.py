"""Counting what became of suggestions, and reading the reviews it is counted from."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postfach_triage.errors import TriageError
from postfach_triage.records import Review
from postfach_triage.replies.usage import share_changed, usage
from postfach_triage.reviews import load_reviews

LINE = {
    "message_id": "m1",
    "reviewer": "k7",
    "verdict": "taken",
    "reply": "wba_wie",
    "decided_on": "2026-11-26T09:30:00+01:00",
}


def review(verdict: str, reply: str | None = "wba_wie", **more: str) -> Review:
    """Return a review with this verdict on a suggested reply."""
    return Review("m1", "k7", verdict, reply, datetime(2026, 11, 26, tzinfo=UTC), **more)  # type: ignore[arg-type]


def test_verdicts_are_counted_by_reply() -> None:
    """Suggested is the sum of taken, adapted and dismissed; reasons come most frequent first."""
    reviews = [
        review("taken"),
        review("adapted", suggested="Wir lesen das gern.", text="Wir lesen das heute."),
        review("adapted"),
        review("dismissed", reason="passt nicht"),
        review("dismissed", reason="passt nicht"),
        review("dismissed"),
        review("taken", reply="gesund"),
        review("dismissed", reply=None),
    ]
    first, second = usage(reviews, ["wba_wie", "gesund"])
    assert (first.suggested, first.taken, first.adapted, first.dismissed) == (6, 1, 2, 3)
    assert (first.changed, first.reasons) == (0.25, (("passt nicht", 2), ("ohne Grund", 1)))
    assert (second.reply, second.suggested, second.changed) == ("gesund", 1, None)


def test_dead_is_what_nobody_used() -> None:
    """A reply never suggested, or only dismissed, is dead; an adapted one is not."""
    found = usage([review("dismissed"), review("adapted", reply="gesund")], ["wba_wie", "rueckruf"])
    assert {row.reply: row.dead for row in found} == {
        "wba_wie": True,
        "gesund": False,
        "rueckruf": True,
    }


def test_blind_reviews_saw_no_suggestion() -> None:
    """They are not counted as dismissed."""
    assert usage([review("dismissed", how="blind")], ["wba_wie"])[0].suggested == 0


@given(st.text("ab ", max_size=20), st.text("ab ", max_size=20))
def test_the_change_is_a_share(before: str, after: str) -> None:
    """Between 0 and 1, and 0 for the same words."""
    assert 0 <= share_changed(before, after) <= 1
    assert share_changed(before, before) == 0


def written(folder: Path, *lines: object) -> Path:
    """Write lines as JSONL."""
    file = folder / "reviews.jsonl"
    file.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    return file


def test_reviews_are_read_as_they_were_written(tmp_path: Path) -> None:
    """Needed fields alone are enough; the others have their defaults."""
    (one,) = load_reviews(written(tmp_path, LINE))
    assert (one.verdict, one.reply, one.how, one.text) == ("taken", "wba_wie", "accepted", "")
    assert one.decided_on.isoformat() == LINE["decided_on"]


BROKEN = [
    ({"verdict": "gut"}, "verdict: unknown value"),
    ({"how": "gut"}, "how: unknown value"),
    ({"decided_on": "gestern"}, "decided_on: no date and time"),
    ({"farbe": "rot"}, "farbe: unknown field"),
    ({"reply": 7}, "reply: must be an id or null"),
    ({"text": None}, "text: must be a text"),
]


@pytest.mark.parametrize(("change", "what"), BROKEN, ids=[what for _, what in BROKEN])
def test_a_broken_review_names_line_and_field_and_no_text(
    tmp_path: Path, change: dict[str, object], what: str
) -> None:
    """Reviews may hold a client's words: an error must not."""
    secret = {"suggested": "Guten Tag Alma Beispiel"}
    with pytest.raises(TriageError) as error:
        load_reviews(written(tmp_path, LINE, {**LINE, **secret, **change}))
    assert f"reviews.jsonl:2: {what}" in str(error.value)
    assert "Alma" not in str(error.value)


def test_a_missing_field_or_file_is_told(tmp_path: Path) -> None:
    """So is a line that is no object."""
    for line, what in (({"message_id": "m1"}, "reviewer: is missing"), ([1], "no JSON object")):
        with pytest.raises(TriageError, match=what):
            load_reviews(written(tmp_path, line))
    with pytest.raises(TriageError, match="no such file"):
        load_reviews(tmp_path / "nothing.jsonl")
