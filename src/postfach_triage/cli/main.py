"""The command line: options in, functions called, exit code out."""

import signal
import sys
from types import FrameType
from typing import Annotated, NoReturn

import typer

from postfach_triage.cli import (
    annotations,
    calibrate,
    check_config,
    evaluate,
    explain,
    init,
    models,
    promote,
    redact,
    replies,
    review,
    runs,
    sample,
    score,
    taxonomy,
    train,
)
from postfach_triage.cli.border import TERMINATED, Terminated, guarded
from postfach_triage.version import VERSION

app = typer.Typer(
    name="postfach-triage",
    help=(
        "Triage of Jobcenter mailbox messages: which request, simple or complex, which team, "
        "how urgent, which approved reply fits. A routing and drafting aid: it sends nothing, "
        "closes nothing and decides nothing."
    ),
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    rich_markup_mode=None,
)
_GO_ON = {"score", "train", "retrain"}
for _name, _command, _short in (
    ("score", score.score, "Score an export file and write results."),
    ("explain", explain.explain, "Explain one message."),
    ("train", train.train, "Fit a candidate model and measure it."),
    ("evaluate", evaluate.evaluate, "Measure a model and write the report."),
    ("calibrate", calibrate.calibrate, "Set the simple lane on an office's own sample."),
    ("promote", promote.promote, "Put a model into use, if the gate passes."),
    ("rollback", promote.rollback, "Put the model before into use again."),
    ("retrain", promote.retrain, "Train, measure, and put into use if the gate passes."),
    ("sample", sample.sample, "Choose the messages to annotate next."),
    ("init", init.init, "Write the settings of a new office."),
    ("check-config", check_config.check_config, "Check the office's settings."),
    ("redact", redact.redact, "Pseudonymise the texts of an export."),
):
    _again = "to go on where it stopped" if _name in _GO_ON else "to start over"
    app.command(_name, short_help=_short)(guarded(_command, again=_again))
app.add_typer(models.app, name="models")
app.add_typer(annotations.app, name="annotations")
app.add_typer(taxonomy.app, name="taxonomy")
app.add_typer(runs.app, name="runs")
app.add_typer(replies.app, name="replies")
app.add_typer(review.app, name="review")


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(VERSION)
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    """Take the options that stand before a command."""


def _terminate(_number: int, _frame: FrameType | None) -> NoReturn:
    raise Terminated


def main() -> None:
    """Run the program; the console script."""
    signal.signal(signal.SIGTERM, _terminate)
    for stream in (sys.stdout, sys.stderr):
        # LC_ALL=C must not make an umlaut an error; symbols the terminal lacks become "?".
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        app(prog_name="postfach-triage")
    except Terminated:
        # It came before a command had begun.
        sys.exit(TERMINATED)
