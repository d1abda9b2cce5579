"""The summary an operator reads in the morning: what is urgent first."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from postfach_triage.nightly.summary import Summary

COMPARED = ("lane", "team", "urgency", "reply")
SHOWN_URGENT = 15
MEANING = {
    "U0": "now",
    "U1": "today",
    "U2": "2 working days",
    "U3": "5 working days",
    "U4": "no reply needed",
}


def lines(summary: "Summary") -> Iterator[str]:
    """Write the summary; rows are named by their key, never by a person or their words."""
    counts = summary.counts
    yield from _urgent(summary)
    yield ""
    yield f"{counts.rows:,} rows in {summary.seconds:.1f} s (run {summary.run_id}): " + ", ".join(
        f"{counts.status[name]:,} {name}" for name in ("scored", "failed", "out")
    )
    yield "Urgency  " + _counts({f"{k} {MEANING[k]}": n for k, n in counts.urgencies.items()})
    yield "Lane     " + _counts(counts.lanes)
    yield "Teams    " + _counts(dict(counts.teams.most_common()), by_name=False)
    for reason, count in counts.failures.most_common():
        yield f"Failed   {count:,} x {reason}"
    if counts.noted:
        yield f"Notes    {counts.noted:,} rows carry a note (column `notes`)"
    if counts.catch_all:
        yield f"No key   {counts.catch_all:,} rows went to the catch-all team of a split function"
    if summary.changes is not None:
        yield from _changes(summary.changes)
    if summary.results:
        yield f"Results  {summary.results}"


def _urgent(summary: "Summary") -> Iterator[str]:
    urgent, counts = summary.sorted_urgent(), summary.counts
    now, today = counts.urgencies["U0"], counts.urgencies["U1"]
    yield f"URGENT   {now:,} now (U0), {today:,} today (U1)"
    for one in urgent[:SHOWN_URGENT]:
        yield f"  {one.urgency}  {one.row}  {one.team}  {one.kind}"
    if now + today > SHOWN_URGENT:
        yield f"  ... and {now + today - SHOWN_URGENT:,} more: column `urgency` of the results"


def _changes(changes: Mapping[str, Any]) -> Iterator[str]:
    yield (
        f"Changed  {changes['changed']:,} of {changes['both']:,} messages in both; "
        f"{changes['only_before']:,} only before, {changes['only_now']:,} only now"
    )
    for name in COMPARED:
        for kind, count in changes[name].items():
            yield f"  {name:8} {count:,} x {kind}"


def _counts(counted: Mapping[str, int], *, by_name: bool = True) -> str:
    items = sorted(counted.items()) if by_name else counted.items()
    return ", ".join(f"{name}: {count:,}" for name, count in items) or "none"
