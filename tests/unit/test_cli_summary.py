"""The summary of a run: what is urgent first, nothing of a client."""

from postfach_triage.cli.summary import SHOWN_URGENT, lines
from postfach_triage.nightly.summary import Counts, Summary, urgent_of
from postfach_triage.records import Decision, Message, Result, Signal


def _summary(*urgencies: str) -> Summary:
    summary = Summary("0123456789ab")
    for number, urgency in enumerate(urgencies, 1):
        signals = (Signal("energiesperre", "explicit", "text", 0, 1),)
        decision = Decision("complex", "NT", "NT", urgency, signals=signals)
        message = Message(f"id{number}", "Strom weg")
        _add(summary, Result(f"a.csv#{number}", message, "scored", decision=decision))
    return summary


def _add(summary: Summary, result: Result) -> None:
    summary.counts.add(result)
    summary.take(Counts(), urgent_of([result]))


def test_the_summary_is_written_line_by_line() -> None:
    """Urgent rows, counts by status, urgency, lane and team, failures, notes, the file."""
    summary = _summary("U3", "U1", "U0")
    decision = Decision("complex", "EZ", "EZ", "U2")
    bad = Result("a.csv#4", Message("", ""), "failed", "torn", ("noted",), decision=decision)
    _add(summary, bad)
    summary.results = "out.jsonl"
    assert "\n".join(lines(summary)) == (
        "URGENT   1 now (U0), 1 today (U1)\n"
        "  U0  a.csv#3  NT  energiesperre\n"
        "  U1  a.csv#2  NT  energiesperre\n"
        "\n"
        "4 rows in 0.0 s (run 0123456789ab): 3 scored, 1 failed, 0 out\n"
        "Urgency  U0 now: 1, U1 today: 1, U2 2 working days: 1, U3 5 working days: 1\n"
        "Lane     complex: 4\n"
        "Teams    NT: 3, EZ: 1\n"
        "Failed   1 x torn\n"
        "Notes    1 rows carry a note (column `notes`)\n"
        "Results  out.jsonl"
    )


def test_a_quiet_night_has_a_summary_too() -> None:
    """Nothing counted is said as none."""
    text = "\n".join(lines(Summary("r")))
    assert "0 now (U0), 0 today (U1)" in text and "Lane     none" in text
    assert "Results" not in text


def test_a_long_list_of_urgent_rows_is_cut() -> None:
    """The rest is counted, and the line says where to find it."""
    text = list(lines(_summary(*["U1"] * (SHOWN_URGENT + 2))))
    assert sum(line.startswith("  U1") for line in text) == SHOWN_URGENT
    assert "  ... and 2 more: column `urgency` of the results" in text
