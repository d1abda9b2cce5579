"""`postfach-triage score`: the nightly run."""

import json
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import typer

from postfach_triage.cli.border import SOME_ROWS_FAILED, say
from postfach_triage.cli.loading import load_triage
from postfach_triage.cli.options import RUNS, AsJson, Config, Models, ModelVersion, Runs, Today
from postfach_triage.cli.score_options import (
    Against,
    Check,
    Engine,
    Export,
    FileFormat,
    Format,
    Mapping,
    NewOnly,
    OnEngine,
    Out,
    Resume,
    Scheduler,
    SplitBy,
    WithText,
    Workers,
)
from postfach_triage.errors import ExportError

if TYPE_CHECKING:
    from postfach_triage.nightly.comparison import Before
    from postfach_triage.nightly.plan import Plan
    from postfach_triage.nightly.summary import Summary
    from postfach_triage.triage import Triage

STDIN = Path("-")


def score(
    export: Export,
    out: Out = None,
    file_format: FileFormat = None,
    with_text: WithText = False,
    new_only: NewOnly = False,
    resume: Resume = True,
    runs: Runs = RUNS,
    workers: Workers = None,
    engine: OnEngine = Engine.local,
    scheduler: Scheduler = None,
    split: SplitBy = None,
    against: Against = None,
    model: ModelVersion = None,
    models: Models = None,
    config: Config = None,
    mapping: Mapping = None,
    check: Check = False,
    today: Today = None,
    as_json: AsJson = False,
) -> None:
    """Score an export file and write results; every row of the export appears exactly once.

    What is done is kept in the folder of runs: the same command again goes on where a run
    stopped, and writes the results of a finished run without scoring. Rows for now (U0) are
    appended to urgent.jsonl beside the results as soon as they are known.

    Exit code 0: done. 4: done, but some rows could not be scored; they are in the results
    with a team and an urgency. The mailbox is no emergency channel.
    """
    named = mapping_of(mapping)
    if scheduler and engine is not Engine.dask:
        raise typer.BadParameter("--scheduler needs --engine dask")
    if split and out == Path("-"):
        raise typer.BadParameter("--split writes files, --out - does not")
    with export_file(export) as (path, name):
        if check:
            from postfach_triage.cli.check_export import report_check

            raise typer.Exit(report_check(path, named, name, as_json=as_json))
        from postfach_triage.nightly.lock import BusyError, locked

        try:
            with locked(runs, wait=not new_only, say=say):
                triage = load_triage(model=model, models=models, config=config, today=today)
                from postfach_triage.nightly.plan import Plan

                target, kind = _target(out, file_format)
                plan = Plan(
                    export=path,
                    target=target,
                    file_format=kind,
                    runs=runs,
                    mapping=named,
                    with_text=with_text,
                    name=name,
                    today=today.date() if today else None,
                    new_only=new_only,
                    fresh=not resume,
                    split=split is not None,
                    workers=workers,
                    engine=engine.value,
                    scheduler=scheduler,
                )
                summary = _run(plan, triage, against)
        except BusyError as busy:
            say(f"postfach-triage: {busy} Nothing was done.")
            return
        _report(summary, as_json=as_json)


def _run(plan: "Plan", triage: "Triage", against: Path | None) -> "Summary":
    from postfach_triage.cli.progress import shown
    from postfach_triage.nightly.run import score as run

    # Read first: the run may write its results over them.
    before = _before(against) if against else None
    with shown() as progress:
        summary = run(plan, triage, progress=progress, say=say)
    if before is not None:
        summary.changes = before.changes(summary.parts)
    return summary


def _before(against: Path) -> "Before":
    from postfach_triage.nightly.comparison import Before

    return Before(against)


def _report(summary: "Summary", *, as_json: bool) -> None:
    from postfach_triage.cli.summary import lines

    if as_json:
        text = json.dumps(summary.as_dict(), ensure_ascii=False, indent=1)
    else:
        text = "\n".join(lines(summary))
    # Results on stdout are data; the summary must not get between them.
    typer.echo(text, err=not summary.results)
    if summary.counts.status["failed"]:
        raise typer.Exit(SOME_ROWS_FAILED)


@contextmanager
def export_file(export: Path) -> Iterator[tuple[Path, str | None]]:
    """Give a file that can be read twice; stdin is copied, readable by us alone."""
    if export != STDIN:
        yield export, None
        return
    from postfach_triage.exports.sources import STDIN as NAME
    from postfach_triage.exports.sources import spool

    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / NAME
        spool(sys.stdin.buffer, copy)
        yield copy, NAME


def _target(out: Path | None, file_format: Format | None) -> tuple[Path | BinaryIO | None, str]:
    from postfach_triage.exports.writing import format_of

    given = file_format.value if file_format else None
    if out == Path("-"):
        return sys.stdout.buffer, given or "jsonl"
    return out, format_of(out, given) if out else given or "jsonl"


def mapping_of(given: str | None) -> dict[str, str] | None:
    """Read the value of --map; a wrong one is wrong usage."""
    from postfach_triage.exports.headers import parse_mapping

    try:
        return None if given is None else parse_mapping(given)
    except ExportError as error:
        raise typer.BadParameter(str(error)) from None
