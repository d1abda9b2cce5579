"""What a run counts, and why a row is urgent."""

import json
from dataclasses import replace

import pytest
from triages import THANKS

from postfach_triage.nightly import summary as summaries
from postfach_triage.nightly.summary import Counts, Summary, urgent_of
from postfach_triage.records import Decision, Message, Result, Signal


def _urgent(*signals: str, crises: tuple[str, ...] = (), intent: str | None = "dank") -> str:
    prediction = None
    if intent is not None:
        prediction = replace(
            THANKS, intents=((intent, 0.9),), crises=tuple((c, "explicit") for c in crises)
        )
    found = tuple(Signal(kind, "explicit", "text", 0, 1) for kind in signals)
    result = Result(
        row="a#1",
        message=Message("1", ""),
        status="scored",
        prediction=prediction,
        decision=Decision("complex", "NT", "NT", "U0", signals=found),
    )
    return urgent_of([result])[0].kind


@pytest.mark.parametrize(
    ("signals", "crises", "intent", "why"),
    [
        (("objection", "energiesperre"), (), "widerspruch", "energiesperre"),
        (("objection",), ("kindeswohl",), "widerspruch", "kindeswohl"),
        (("third_person",), (), "mittellosigkeit", "mittellosigkeit"),
        (("third_person", "deadline"), (), "unterlagen_nachreichen", "deadline"),
        (("third_person",), (), "termin_absagen", "termin_absagen"),
        ((), (), "neuantrag", "neuantrag"),
        (("health",), (), None, "health"),
        ((), (), None, "unreadable row"),
    ],
    ids=["rule", "model", "intent", "signal", "weak signal", "own", "failed", "nothing"],
)
def test_a_row_is_urgent_for_its_gravest_reason(
    signals: tuple[str, ...], crises: tuple[str, ...], intent: str | None, why: str
) -> None:
    """A crisis comes first, whoever saw it; then what raises by itself; then the intent."""
    assert _urgent(*signals, crises=crises, intent=intent) == why


def test_urgent_rows_are_sorted() -> None:
    """U0 comes before U1, each in the order of the export; U2 is not among them."""
    summary = Summary("run")
    summary.take(Counts(), urgent_of(_results("U1", "U0", "U2", "U0")))
    assert [urgent.row for urgent in summary.sorted_urgent()] == ["a#2", "a#4", "a#1"]


def test_the_list_of_urgent_rows_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many there are, memory holds a few of each urgency."""
    monkeypatch.setattr(summaries, "NAMED", 1)
    summary = Summary("run")
    summary.take(Counts(), urgent_of(_results("U1", "U1", "U0", "U0")))
    assert [urgent.row for urgent in summary.sorted_urgent()] == ["a#3", "a#1"]


def test_counts_survive_the_way_to_the_disk() -> None:
    """What a chunk counted can be kept as JSON, read back and added up."""
    counts = Counts()
    for result in _results("U1", "U3"):
        counts.add(result)
    again = Counts.read(json.loads(json.dumps(counts.plain())))
    assert again == counts
    again.merge(counts)
    assert (again.rows, again.urgencies, again.lanes) == (4, {"U1": 2, "U3": 2}, {"complex": 4})


def _results(*urgencies: str) -> list[Result]:
    return [
        Result(
            f"a#{number}",
            Message("", ""),
            "scored",
            decision=Decision("complex", "NT", "NT", urgency),
        )
        for number, urgency in enumerate(urgencies, 1)
    ]
