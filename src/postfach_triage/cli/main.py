"""The command line: options in, functions called, exit code out."""

import signal
import sys
from types import FrameType
from typing import Annotated, NoReturn

import typer

from postfach_triage.cli import check_config, explain, models, redact, score, train
from postfach_triage.cli.border import Terminated, guarded
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
app.command("score")(guarded(score.score))
app.command("explain")(guarded(explain.explain))
app.command("train")(guarded(train.train))
app.command("evaluate")(guarded(train.evaluate))
app.command("check-config")(guarded(check_config.check_config))
app.command("redact")(guarded(redact.redact))
app.add_typer(models.app, name="models")


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
    app()
