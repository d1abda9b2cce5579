"""The run: read, score what is not done yet, keep it chunk by chunk, write the results."""

import sqlite3
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import ExitStack, closing
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path

from postfach_triage.errors import RunError, TriageError
from postfach_triage.exports.reading import read_rows
from postfach_triage.exports.seen import SeenIds
from postfach_triage.exports.size import likely_rows
from postfach_triage.exports.sources import Steady
from postfach_triage.nightly.chunks import Chunk, Scored, Task, chunks_of, key_of
from postfach_triage.nightly.cluster import DaskPool
from postfach_triage.nightly.folder import RunFolder
from postfach_triage.nightly.known import Known, known
from postfach_triage.nightly.plan import Plan, run_info, urgent_path
from postfach_triage.nightly.rendering import render_results
from postfach_triage.nightly.starting import begin, now
from postfach_triage.nightly.summary import Summary
from postfach_triage.nightly.urgent_file import UrgentFile
from postfach_triage.nightly.workers import Processes, score_here, score_in, workers_for
from postfach_triage.records import Row
from postfach_triage.triage import Triage

# Extra columns are named by the header; JSONL may bring further keys later, which its output keeps.
LOOK_AHEAD = 200
Progress = Callable[[int], None]
Say = Callable[[str], None]


def score(
    plan: Plan, triage: Triage, *, progress: Progress, say: Say = lambda _line: None
) -> Summary:
    """Score an export into a results file; every input row appears there exactly once.

    What a former attempt has done is kept. Hold the lock of the runs folder around this.
    """
    started = time.monotonic()
    try:
        run = Run(plan, triage, progress, say)
        run.score()
        summary = run.finish()
    except (OSError, sqlite3.Error) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise RunError(
            f"what is done cannot be kept ({why})",
            where=str(plan.runs),
            next_step="check the space on the disk, then run the same command again",
        ) from None
    run.render(summary)
    summary.seconds = time.monotonic() - started
    return summary


class Run:
    """One run from its beginning, or from where it stopped, to its results."""

    def __init__(self, plan: Plan, triage: Triage, progress: Progress, say: Say) -> None:
        self._plan = plan
        self._steady = Steady(plan.export, plan.name)
        self.info = run_info(plan, triage)
        self._target = plan.results(self.info.run_id)
        self.folder = RunFolder(plan.runs / self.info.run_id)
        self._manifest = begin(plan, self.folder, self.info, triage.today, say)
        self._triage = replace(triage, today=self._manifest.today)
        path = urgent_path(self._target, self.folder.path)
        self._urgent = UrgentFile(path, self.info.run_id)
        self._progress = progress

    def score(self) -> None:
        """Score the chunks that are missing; nothing is read where none is."""
        manifest = self._manifest
        if manifest.finished:
            return
        # An attempt that was ended between keeping a chunk and saying so left rows unsaid.
        for number in sorted(manifest.chunks):
            self._urgent.add(self.folder.counted(number)[1])
        try:
            with ExitStack() as stack:
                self._score_missing(stack)
        except TriageError:
            if not manifest.chunks:
                self.folder.remove()
            raise

    def _score_missing(self, stack: ExitStack) -> None:
        ids = stack.enter_context(SeenIds(self.folder.ids))
        index = stack.enter_context(known(self._plan.runs)) if self._plan.new_only else None
        rows = read_rows(
            self._plan.export, mapping=self._plan.mapping, seen=ids, name=self._plan.name
        )
        rows, extra = _with_extra_columns(rows)
        self._manifest.extra = extra
        task = Task(self.info, extra, self._plan.with_text)
        waiting = self._missing(chunks_of(rows), index)
        done = self._manifest.rows
        self._progress(done)
        for scored in stack.enter_context(closing(self._scored(task, waiting))):
            done += scored.counts.rows
            self._keep(scored)
            self._progress(done)

    def _missing(self, chunks: Iterable[Chunk], index: Known | None) -> Iterator[Chunk]:
        for chunk in chunks:
            # Before its rows count: they must be those of the bytes that name the run.
            self._steady.check()
            if chunk.number in self._manifest.chunks:
                continue
            if index is not None:
                new = tuple(row for row in chunk.rows if not index.holds(key_of(row)))
                chunk = Chunk(chunk.number, new)
            yield chunk
        self._steady.check()

    def _scored(self, task: Task, chunks: Iterator[Chunk]) -> Generator[Scored]:
        plan = self._plan
        size = plan.workers or workers_for(likely_rows(plan.export, plan.name))
        if plan.engine == "dask":
            return score_in(DaskPool(plan.scheduler, size), self._triage, task, chunks)
        # What ended the last attempt may have been a message that kills: not this process again.
        careful = self._manifest.attempts > 1 and self._triage.origin is not None
        if size > 1 or careful:
            return score_in(Processes(size), self._triage, task, chunks)
        return score_here(self._triage, task, chunks)

    def _keep(self, scored: Scored) -> None:
        self._manifest.chunks[scored.number] = self.folder.put(scored)
        self._manifest.updated = now()
        self._manifest.write(self.folder.path)
        self._urgent.add(scored.urgent)

    def finish(self) -> Summary:
        """Sum up what was counted and close the run."""
        manifest = self._manifest
        summary = Summary(self.info.run_id, parts=tuple(self.folder.parts(manifest)))
        for number in sorted(manifest.chunks):
            summary.take(*self.folder.counted(number))
        if not manifest.finished:
            manifest.counts = summary.counts.plain()
            manifest.finished = now()
            manifest.write(self.folder.path)
            self.folder.ids.unlink(missing_ok=True)
        return summary

    def render(self, summary: Summary) -> None:
        """Write the results from the parts."""
        manifest, plan = self._manifest, self._plan
        render_results(
            summary.parts,
            self._target,
            plan.file_format,
            extra=manifest.extra or (),
            with_text=plan.with_text,
            teams=self._triage.office.teams if plan.split else (),
        )
        summary.results = str(self._target) if isinstance(self._target, Path) else ""


def _with_extra_columns(rows: Iterable[Row]) -> tuple[Iterator[Row], tuple[str, ...]]:
    waiting = iter(rows)
    first = list(islice(waiting, LOOK_AHEAD))
    names = dict.fromkeys(name for row in first for name in row.message.extra)
    return chain(first, waiting), tuple(names)
