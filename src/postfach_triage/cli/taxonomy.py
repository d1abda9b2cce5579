"""`postfach-triage taxonomy`: rename, merge or split intents, and relabel what names them."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from postfach_triage.cli.border import guarded, say
from postfach_triage.cli.evaluate import DEFAULT_DATA
from postfach_triage.cli.options import CONFIG_VARIABLE, Config, config_folder
from postfach_triage.errors import ConfigError, TriageError

if TYPE_CHECKING:
    from postfach_triage.relabelling import Change

app = typer.Typer(
    help="Rename, merge or split intents.", no_args_is_help=True, rich_markup_mode=None
)
Data = Annotated[Path, typer.Option("--data", metavar="DATA", help="Folder of annotated messages.")]
More = Annotated[
    list[Path] | None,
    typer.Option("--own", metavar="FILE", help="Own annotations, relabelled, too."),
]
Label = Annotated[
    str | None, typer.Option("--label", metavar="TEXT", help="What the page shows (German).")
]


@app.callback()
def taxonomy() -> None:
    """Change what clients' requests are sorted into.

    Annotated files are relabelled and taxonomy_changes.yaml is written into the --config folder:
    routing, replies, mix and switches that name an old intent then mean what stands for it. The
    models there are know the old intents, so work on a copy of the folder, retrain, and put both
    into use together.
    """


@app.command("rename", short_help="Give an intent another id.")
@guarded
def rename(
    old: Annotated[str, typer.Argument(metavar="OLD")],
    new: Annotated[str, typer.Argument(metavar="NEW")],
    label: Label = None,
    data: Data = DEFAULT_DATA,
    own: More = None,
    config: Config = None,
) -> None:
    """Give an intent another id, and a label if one is given."""
    from postfach_triage.relabelling import Change

    _run(Change((old,), (new,), label), data, own, config)


@app.command("merge", short_help="Make one intent of several.")
@guarded
def merge(
    old: Annotated[list[str], typer.Argument(metavar="OLD OLD ...")],
    into: Annotated[
        str, typer.Option("--into", metavar="NEW", help="A new id, or one that is there.")
    ],
    label: Label = None,
    data: Data = DEFAULT_DATA,
    own: More = None,
    config: Config = None,
) -> None:
    """Make one intent of several; a new one is simple-capable only if all of them are."""
    from postfach_triage.relabelling import Change

    if len(set(old)) < 2:
        raise typer.BadParameter("needs two intents at least", param_hint="OLD")
    _run(Change(tuple(old), (into,), label), data, own, config)


@app.command("split", short_help="Make several intents of one.")
@guarded
def split(
    old: Annotated[str, typer.Argument(metavar="OLD")],
    new: Annotated[list[str], typer.Argument(metavar="NEW NEW ...")],
    by: Annotated[
        Path | None,
        typer.Option(
            "--by", metavar="FILE", help="JSONL: id and new intent of each message with OLD."
        ),
    ] = None,
    data: Data = DEFAULT_DATA,
    own: More = None,
    config: Config = None,
) -> None:
    """Make several intents of one; without --by the ids of the messages to decide are printed."""
    from postfach_triage.relabelling import Change, UndecidedError, read_decisions

    if len(set(new)) < 2:
        raise typer.BadParameter("needs two intents at least", param_hint="NEW")
    decisions = read_decisions(by) if by else {}
    try:
        _run(Change((old,), tuple(new), by=decisions), data, own, config)
    except UndecidedError as error:
        for name in error.ids:
            typer.echo(name)
        raise


def _run(change: "Change", data: Path, own: list[Path] | None, config: Path | None) -> None:
    from postfach_triage.config.loader import load
    from postfach_triage.relabelling import annotated_files, change_taxonomy

    folder = config_folder(config)
    if folder is None:
        problem = TriageError(
            "the office's folder is needed", where="--config", next_step=f"or set {CONFIG_VARIABLE}"
        )
        raise ConfigError([problem])
    files = annotated_files(data, own or ())
    for name, lines in change_taxonomy(change, load(folder), folder, files).items():
        typer.echo(f"{name}: {lines:,} lines")
    say(f"Next: postfach-triage check-config, then postfach-triage retrain --config {folder}")
