"""The batch run: one export in, one results file out, counted on the way."""

import hashlib
import json
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from typing import Any, BinaryIO

from postfach_triage.config.fingerprint import config_fingerprint
from postfach_triage.errors import ExportError, RegistryError
from postfach_triage.exports.columns import RunInfo, result_row
from postfach_triage.exports.reading import read_rows
from postfach_triage.exports.sources import input_sha256, is_export
from postfach_triage.exports.writing import writer
from postfach_triage.records import CRISES, Result, Row
from postfach_triage.triage import Triage

URGENT = ("U0", "U1")
# Signals that can make a row urgent by themselves; all others leave that to the intent.
RAISING = ("objection", "hearing_reply", "deadline", "money_missing", "reminder")
# Extra columns are named by the header; JSONL may bring further keys later, which its output keeps.
LOOK_AHEAD = 200
Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Plan:
    """What to score and where to; `target` is a file or stdout as a binary stream."""

    export: Path
    target: Path | BinaryIO
    file_format: str
    mapping: Mapping[str, str] | None = None
    with_text: bool = False
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Urgent:
    """A row for today, as the summary lists it: no text, no name."""

    row: str
    urgency: str
    team: str
    why: str


@dataclass
class Summary:
    """What a run did; `urgent` is sorted, U0 first."""

    run_id: str
    rows: int = 0
    status: Counter[str] = field(default_factory=Counter)
    lanes: Counter[str] = field(default_factory=Counter)
    urgencies: Counter[str] = field(default_factory=Counter)
    teams: Counter[str] = field(default_factory=Counter)
    urgent: list[Urgent] = field(default_factory=list)
    failures: Counter[str] = field(default_factory=Counter)
    noted: int = 0
    seconds: float = 0.0

    def add(self, result: Result) -> None:
        """Count one result."""
        self.rows += 1
        self.status[result.status] += 1
        self.noted += bool(result.notes)
        if result.error:
            self.failures[result.error] += 1
        decision = result.decision
        if decision is None:
            return
        self.lanes[decision.lane] += 1
        self.urgencies[decision.urgency] += 1
        self.teams[decision.team] += 1
        if decision.urgency in URGENT:
            self.urgent.append(Urgent(result.row, decision.urgency, decision.team, _why(result)))

    def as_dict(self) -> dict[str, Any]:
        """Give the summary for `--json`."""
        return {
            "run_id": self.run_id,
            "rows": self.rows,
            **{status: self.status[status] for status in ("scored", "failed", "out")},
            "urgencies": dict(sorted(self.urgencies.items())),
            "lanes": dict(sorted(self.lanes.items())),
            "teams": dict(self.teams.most_common()),
            "urgent": [[u.row, u.urgency, u.team, u.why] for u in self.sorted_urgent()],
            "failures": dict(self.failures.most_common()),
            "rows_with_notes": self.noted,
            "seconds": round(self.seconds, 2),
        }

    def sorted_urgent(self) -> list[Urgent]:
        """List U0 before U1, each in the order of the export."""
        return sorted(self.urgent, key=lambda urgent: urgent.urgency)


def score(plan: Plan, triage: Triage, *, progress: Progress) -> Summary:
    """Score an export into a results file; every input row appears there exactly once."""
    started = time.monotonic()
    _keep_export(plan)
    run = run_info(plan, triage)
    summary = Summary(run.run_id)
    rows = read_rows(plan.export, mapping=plan.mapping, name=plan.name)
    rows, extra = _with_extra_columns(rows)
    with writer(
        plan.target, plan.file_format, extra_columns=extra, with_text=plan.with_text
    ) as out:
        for result in triage.run_rows(rows):
            out.write(result_row(result, run, with_text=plan.with_text))
            summary.add(result)
            progress(summary.rows)
    summary.seconds = time.monotonic() - started
    return summary


def run_info(plan: Plan, triage: Triage) -> RunInfo:
    """Name a run by all that can change its rows: input, model, configuration, mapping."""
    if triage.model is None:
        raise RegistryError("no model loaded", next_step="postfach-triage train")
    rules = config_fingerprint(triage.office)
    sha256 = input_sha256(plan.export)
    parts = [sha256, triage.model.version, rules, dict(plan.mapping or {})]
    key = json.dumps(parts, sort_keys=True, ensure_ascii=False)
    return RunInfo(
        input_sha256=sha256,
        calibrated_on=triage.office.calibrated_on,
        model_version=triage.model.version,
        rules_version=rules[:12],
        run_id=hashlib.sha256(key.encode()).hexdigest()[:12],
    )


def _keep_export(plan: Plan) -> None:
    """Refuse a target that is the export, or that the next run would read as one."""
    target, export = plan.target, plan.export
    if not isinstance(target, Path):
        return
    inside = export.is_dir() and target.parent.resolve() == export.resolve()
    if (inside and is_export(target.name)) or target.resolve() == export.resolve():
        raise ExportError(
            "the results would take the place of an export",
            where=str(target),
            next_step="name another --out",
        )


def _with_extra_columns(rows: Iterable[Row]) -> tuple[Iterator[Row], tuple[str, ...]]:
    waiting = iter(rows)
    first = list(islice(waiting, LOOK_AHEAD))
    names = dict.fromkeys(name for row in first for name in row.message.extra)
    return chain(first, waiting), tuple(names)


def _why(result: Result) -> str:
    """Name what made a row urgent by its kind alone: a crisis first, whoever saw it."""
    signals = [signal.kind for signal in result.decision.signals] if result.decision else []
    crises, main = [], []
    if result.prediction is not None:
        crises = [kind for kind, _ in result.prediction.crises]
        main = [result.prediction.intents[0][0]]
    candidates = (
        *(kind for kind in (*signals, *crises, *main) if kind in CRISES),
        *(kind for kind in signals if kind in RAISING),
        *main,
        *signals,
    )
    return next(iter(candidates), "unreadable row")
