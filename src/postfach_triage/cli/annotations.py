"""`postfach-triage annotations`: exchange annotations with other tools."""

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from postfach_triage.cli.border import guarded, say
from postfach_triage.cli.loading import load_triage
from postfach_triage.cli.options import (
    AsJson,
    Config,
    Models,
    ModelVersion,
    Today,
    config_folder,
    models_folder,
)

if TYPE_CHECKING:
    from postfach_triage.exchange import Suggest

app = typer.Typer(help="Annotations and other tools.", no_args_is_help=True, rich_markup_mode=None)


class Form(StrEnum):
    """What the other tool reads and writes."""

    label_studio = "label-studio"
    jsonl = "jsonl"


Out = Annotated[Path, typer.Option("--out", metavar="FILE", help="Where to write it.")]
InForm = Annotated[Form, typer.Option("--format", help="Tasks of Label Studio, or JSON lines.")]


@app.callback()
def annotations() -> None:
    """Hand messages to an annotation tool, and take annotations back."""


@app.command("export", short_help="Write messages for an annotation tool.")
@guarded
def export(
    messages: Annotated[
        Path,
        typer.Argument(
            metavar="FILE", help="Annotations, or the output of sample --with-text (JSONL)."
        ),
    ],
    out: Out,
    form: InForm = Form.label_studio,
    suggest: Annotated[
        bool,
        typer.Option(
            "--suggest", help="Put what the model says beside each message. Labels are then led."
        ),
    ] = False,
    labelling: Annotated[
        Path | None,
        typer.Option(
            "--labelling", metavar="XML", help="Write the labelling configuration here, too."
        ),
    ] = None,
    utf16: Annotated[
        bool, typer.Option("--utf16", help="Offsets for a Label Studio of before 2022.")
    ] = False,
    model: ModelVersion = None,
    models: Models = None,
    config: Config = None,
    today: Today = None,
) -> None:
    """Write messages, with or without labels, for Label Studio or as JSON lines.

    The file holds the clients' words: hand it to nobody outside the house.
    """
    from postfach_triage.exchange import read_messages, suggestions, to_tasks
    from postfach_triage.exports.placing import into_place

    values = read_messages(messages)
    suggester: Suggest | None = None
    if suggest:
        triage = load_triage(model=model, models=models, config=config, today=today)
        suggester = suggestions(triage)
    with into_place(out) as stream:
        stream.write(to_tasks(values, form.value, suggester, utf16=utf16))
    if labelling is not None:
        with into_place(labelling) as stream:
            stream.write(_configuration(config).encode())
    say(f"{len(values):,} messages written to {out}")


@app.command("import", short_help="Read annotations back from an annotation tool.")
@guarded
def import_(
    tasks: Annotated[Path, typer.Argument(metavar="FILE", help="What the tool exported.")],
    out: Out,
    form: InForm = Form.label_studio,
    config: Config = None,
) -> None:
    """Turn what an annotation tool exported into annotations, checking every line.

    `how` is blind where no suggestion was shown, accepted where it was left as it was, else
    corrected. Messages that nobody labelled are left out and counted.
    """
    from postfach_triage.annotations import write
    from postfach_triage.config.loader import load
    from postfach_triage.exchange import from_tasks

    done, open_ones = from_tasks(tasks, form.value)
    write(done, out, intents=load(config_folder(config)).intents)
    say(f"{len(done):,} annotations written to {out}; {open_ones:,} messages have no label")


@app.command("doubts", short_help="List labels worth a second look.")
@guarded
def doubts(
    version: Annotated[
        str | None, typer.Argument(metavar="[VERSION]", help="Default: the current one.")
    ] = None,
    n: Annotated[int, typer.Option("--n", min=1, metavar="N", help="How many.")] = 50,
    models: Models = None,
    as_json: AsJson = False,
) -> None:
    """List labels worth a second look, by id, the worst first: main intents, then lanes.

    Models that had not seen the writer were confident of another label when VERSION was trained.
    Messages that anything is measured on are never among them.
    """
    from postfach_triage.registry import current, read_doubts

    folder = models_folder(models)
    found = read_doubts(folder, version or current(folder))
    shown = [
        one for what in ("intent", "lane") for one in [d for d in found if d["what"] == what][:n]
    ]
    if as_json:
        typer.echo(json.dumps(shown, indent=1))
        return
    for one in shown:
        typer.echo(
            f"{one['id']} {one['what']}: {one['given']} ({one['given_probability']:.2f}), "
            f"rather {one['seen']} ({one['seen_probability']:.2f})?"
        )
    say(f"{len(found):,} doubtful labels in all; mend them in the annotated files, then retrain")


def _configuration(config: Path | None) -> str:
    from postfach_triage.annotations import LABELS
    from postfach_triage.config.loader import load
    from postfach_triage.label_studio import configuration

    intents = load(config_folder(config)).intents
    return configuration({name: one.label for name, one in intents.items()}, LABELS)
