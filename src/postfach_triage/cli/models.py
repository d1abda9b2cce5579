"""`postfach-triage models`: what lies in the folder of models."""

import json
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from postfach_triage.cli.border import guarded, say
from postfach_triage.cli.evaluate import DEFAULT_DATA
from postfach_triage.cli.loading import load_triage
from postfach_triage.cli.options import AsJson, Config, Models, Own, models_folder

if TYPE_CHECKING:
    from postfach_triage.model_log import Period

MINUTE = "%Y-%m-%d %H:%M"
app = typer.Typer(help="The folder of models.", no_args_is_help=True, rich_markup_mode=None)


class Form(StrEnum):
    """What a model can be written as."""

    joblib = "joblib"


@app.callback()
def models() -> None:
    """Show the folder of models, and take a model out of it for notebooks."""


@app.command("list")
@guarded
def list_models(models: Models = None, as_json: AsJson = False) -> None:
    """List the versions, the current one marked with an asterisk, and when each was in use."""
    from postfach_triage.model_log import periods, read
    from postfach_triage.registry import entries

    folder = models_folder(models)
    found = entries(folder)
    live = periods(read(folder))
    if as_json:
        plain = [
            {
                **entry.meta,
                "current": entry.current,
                "live": [_plain(one) for one in live if one.version == entry.version],
            }
            for entry in found
        ]
        typer.echo(json.dumps(plain, ensure_ascii=False, indent=1))
        return
    for entry in found:
        typer.echo(f"{'*' if entry.current else ' '} {entry.version}  {_origin(entry.meta)}")
    for one in live:
        until = f"{one.until:{MINUTE}}" if one.until else "today"
        typer.echo(f"in use {one.since:{MINUTE}} to {until}: {one.version} ({one.by})")
    if not found:
        typer.echo("no models; make one with: postfach-triage train")


@app.command("export", short_help="Write a model as plain scikit-learn pipelines.")
@guarded
def export(
    version: Annotated[str, typer.Argument(metavar="VERSION", help="A version of the list.")],
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="Where to write it.")],
    form: Annotated[Form, typer.Option("--format", help="The form of the file.")] = Form.joblib,
    data: Annotated[
        Path, typer.Option("--data", metavar="DATA", help="What the model was trained on.")
    ] = DEFAULT_DATA,
    own: Own = None,
    models: Models = None,
    config: Config = None,
) -> None:
    """Write plain scikit-learn pipelines over the n-grams of a model, for notebooks.

    joblib.load(FILE)["intents"].predict(texts) gives main intents, ["lane"] lanes; texts are
    text_for_model (explain --json). They are fitted for this purpose and are not the model; this
    program never loads such a file. Loading one runs what is in it: take it from nobody else.
    """
    from postfach_triage.plain_export import export_plain
    from postfach_triage.training_data import TrainingData

    triage = load_triage(model=version, models=models, config=config, today=None)
    labelled = TrainingData(data, tuple(own or ()))
    changed = export_plain(labelled, models_folder(models), triage, out)
    if changed:
        say(f"Not as {version} was trained on: {', '.join(changed)}")
    typer.echo(f"Written to {out} ({form.value}), fitted on the messages of {data}.")


def _plain(period: "Period") -> dict[str, str | None]:
    until = period.until.isoformat() if period.until else None
    return {"since": period.since.isoformat(), "until": until, "by": period.by}


def _origin(meta: Mapping[str, Any]) -> str:
    """Say what a model was made from; one of another version may lack any of it."""
    messages = meta.get("trained_on", {}).get("messages", "?")
    right, of = meta.get("dev", {}).get("main intent first", ("?", "?"))
    return (
        f"{messages} messages, main intent first on dev {right}/{of}, "
        f"calibrated on {meta.get('calibrated_on', '?')}"
    )
