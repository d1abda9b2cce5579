"""`postfach-triage runs`: what was scored when, and old runs deleted."""

import json
from dataclasses import asdict
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated, Any

import typer

from postfach_triage.cli.border import guarded, say
from postfach_triage.cli.options import RUNS, AsJson, Runs

if TYPE_CHECKING:
    from postfach_triage.nightly.manifest import Manifest

app = typer.Typer(help="The runs that are kept.", no_args_is_help=True, rich_markup_mode=None)
RunId = Annotated[str, typer.Argument(metavar="RUN", help="Its id or the beginning of it.")]
OlderThan = Annotated[
    int, typer.Option("--older-than", min=0, metavar="DAYS", help="Days since it last did a thing.")
]


@app.command("list")
@guarded
def list_runs(runs: Runs = RUNS, as_json: AsJson = False) -> None:
    """List the runs, the oldest first: id, state, rows, day, export."""
    from postfach_triage.nightly.history import all_runs

    found = all_runs(runs)
    if as_json:
        typer.echo(json.dumps([_plain(run) for run in found], ensure_ascii=False, indent=1))
    for run in () if as_json else found:
        typer.echo(
            f"{run.run_id}  {_state(run):24}  {run.rows:>9,} rows  {run.today}  {run.export}"
        )
    if not found:
        say(f"No runs in {runs}")


@app.command("show")
@guarded
def show(run_id: RunId, runs: Runs = RUNS, as_json: AsJson = False) -> None:
    """Show what a run says about itself."""
    from postfach_triage.nightly.history import one_run

    plain = _plain(one_run(runs, run_id))
    if as_json:
        typer.echo(json.dumps(plain, ensure_ascii=False, indent=1))
        return
    for name, value in plain.items():
        shown = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        typer.echo(f"{name:14} {shown}")


@app.command("purge")
@guarded
def purge(older_than: OlderThan, runs: Runs = RUNS) -> None:
    """Delete old runs, finished or not. Their messages are new again for --new-only."""
    from postfach_triage.nightly.history import all_runs
    from postfach_triage.nightly.history import purge as delete
    from postfach_triage.nightly.lock import locked
    from postfach_triage.nightly.starting import moment

    all_runs(runs)  # a folder that is not there must not be made
    with locked(runs, wait=True, say=say):
        gone = delete(runs, older_than=timedelta(days=older_than), now=moment())
    for run_id in gone:
        typer.echo(run_id)
    say(f"{len(gone)} runs deleted")


def _state(run: "Manifest") -> str:
    return f"finished {run.finished[:16]}" if run.finished else "unfinished"


def _plain(run: "Manifest") -> dict[str, Any]:
    plain = asdict(run)
    plain["today"] = run.today.isoformat()
    plain["rows"] = run.rows
    plain["chunks"] = len(run.chunks)
    return plain
