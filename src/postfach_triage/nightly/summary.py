"""What a run counted, chunk by chunk, and which rows are for today."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from postfach_triage.nightly.reasons import kind_of
from postfach_triage.records import Result

NOW, TODAY = "U0", "U1"
# So many rows of each of both urgencies are named; all are counted. Keeps memory flat.
NAMED = 1_000


@dataclass(frozen=True, slots=True)
class Urgent:
    """A row for today, as summary and urgent.jsonl name it: no text, no name."""

    row: str
    urgency: str
    team: str
    kind: str
    message_id: str = ""
    received_at: str | None = None


def urgent_of(results: Iterable[Result]) -> list[Urgent]:
    """List the rows for now and today in the order of the export."""
    return [
        Urgent(
            result.row,
            result.decision.urgency,
            result.decision.team,
            kind_of(result),
            result.message.id,
            result.message.received_at.isoformat() if result.message.received_at else None,
        )
        for result in results
        if result.decision is not None and result.decision.urgency in (NOW, TODAY)
    ]


@dataclass
class Counts:
    """How many rows a chunk or a run has of what; plain numbers, so that they can be kept."""

    rows: int = 0
    noted: int = 0
    catch_all: int = 0
    status: Counter[str] = field(default_factory=Counter)
    lanes: Counter[str] = field(default_factory=Counter)
    urgencies: Counter[str] = field(default_factory=Counter)
    teams: Counter[str] = field(default_factory=Counter)
    failures: Counter[str] = field(default_factory=Counter)

    def add(self, result: Result) -> None:
        """Count one result."""
        self.rows += 1
        self.status[result.status] += 1
        self.noted += bool(result.notes)
        if result.error:
            self.failures[result.error] += 1
        if result.decision is not None:
            self.lanes[result.decision.lane] += 1
            self.urgencies[result.decision.urgency] += 1
            self.teams[result.decision.team] += 1

    def merge(self, other: "Counts") -> None:
        """Add what another part counted."""
        for name, value in vars(other).items():
            setattr(self, name, getattr(self, name) + value)

    def plain(self) -> dict[str, Any]:
        """Give the counts for JSON."""
        return {k: dict(v) if isinstance(v, Counter) else v for k, v in vars(self).items()}

    @classmethod
    def read(cls, plain: dict[str, Any]) -> "Counts":
        """Take counts as they were kept."""
        counts = cls()
        for name, value in plain.items():
            setattr(counts, name, Counter(value) if isinstance(value, dict) else value)
        return counts


@dataclass
class Summary:
    """What a run did."""

    run_id: str
    counts: Counts = field(default_factory=Counts)
    urgent: dict[str, list[Urgent]] = field(default_factory=lambda: {NOW: [], TODAY: []})
    seconds: float = 0.0
    results: str = ""
    parts: tuple[Path, ...] = ()
    changes: dict[str, Any] | None = None

    def take(self, counts: Counts, urgent: Iterable[Urgent]) -> None:
        """Take in what a chunk counted; chunks come in the order of the export."""
        self.counts.merge(counts)
        for one in urgent:
            if len(self.urgent[one.urgency]) < NAMED:
                self.urgent[one.urgency].append(one)

    def sorted_urgent(self) -> list[Urgent]:
        """List U0 before U1, each in the order of the export."""
        return [*self.urgent[NOW], *self.urgent[TODAY]]

    def as_dict(self) -> dict[str, Any]:
        """Give the summary for `--json`."""
        counts = self.counts
        return {
            "run_id": self.run_id,
            "rows": counts.rows,
            **{status: counts.status[status] for status in ("scored", "failed", "out")},
            "urgencies": dict(sorted(counts.urgencies.items())),
            "lanes": dict(sorted(counts.lanes.items())),
            "teams": dict(counts.teams.most_common()),
            "urgent": [[u.row, u.urgency, u.team, u.kind] for u in self.sorted_urgent()],
            "failures": dict(counts.failures.most_common()),
            "rows_with_notes": counts.noted,
            "no_team_key": counts.catch_all,
            "seconds": round(self.seconds, 2),
            **({"results": self.results} if self.results else {}),
            **({"changes": self.changes} if self.changes is not None else {}),
        }
