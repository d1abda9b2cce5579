"""The summary an operator reads in the morning: what is urgent first."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from postfach_triage.nightly import Summary

SHOWN_URGENT = 15
MEANING = {
    "U0": "now",
    "U1": "today",
    "U2": "2 working days",
    "U3": "5 working days",
    "U4": "no reply needed",
}


def lines(summary: "Summary", target: Path | None) -> Iterator[str]:
    """Write the summary; rows are named by their key, never by a person or their words."""
    yield from _urgent(summary)
    yield ""
    yield f"{summary.rows:,} rows in {summary.seconds:.1f} s (run {summary.run_id}): " + ", ".join(
        f"{summary.status[name]:,} {name}" for name in ("scored", "failed", "out")
    )
    yield "Urgency  " + _counts({f"{k} {MEANING[k]}": n for k, n in summary.urgencies.items()})
    yield "Lane     " + _counts(summary.lanes)
    yield "Teams    " + _counts(dict(summary.teams.most_common()), by_name=False)
    for reason, count in summary.failures.most_common():
        yield f"Failed   {count:,} x {reason}"
    if summary.noted:
        yield f"Notes    {summary.noted:,} rows carry a note (column `notes`)"
    if target is not None:
        yield f"Results  {target}"


def _urgent(summary: "Summary") -> Iterator[str]:
    urgent = summary.sorted_urgent()
    now = summary.urgencies["U0"]
    yield f"URGENT   {now:,} now (U0), {summary.urgencies['U1']:,} today (U1)"
    for one in urgent[:SHOWN_URGENT]:
        yield f"  {one.urgency}  {one.row}  {one.team}  {one.why}"
    if len(urgent) > SHOWN_URGENT:
        yield f"  ... and {len(urgent) - SHOWN_URGENT:,} more: column `urgency` of the results"


def _counts(counted: Mapping[str, int], *, by_name: bool = True) -> str:
    items = sorted(counted.items()) if by_name else counted.items()
    return ", ".join(f"{name}: {count:,}" for name, count in items) or "none"
