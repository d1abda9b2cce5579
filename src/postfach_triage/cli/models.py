"""`postfach-triage models`: what lies in the folder of models."""

import json
from collections.abc import Mapping
from typing import Any

import typer

from postfach_triage.cli.border import guarded
from postfach_triage.cli.options import AsJson, Models, models_folder

app = typer.Typer(help="The folder of models.", no_args_is_help=True, rich_markup_mode=None)


@app.callback()
def models() -> None:
    """Show the folder of models."""


@app.command("list")
@guarded
def list_models(models: Models = None, as_json: AsJson = False) -> None:
    """List the versions, the current one marked with an asterisk."""
    from postfach_triage.registry import entries

    found = entries(models_folder(models))
    if as_json:
        plain = [{**entry.meta, "current": entry.current} for entry in found]
        typer.echo(json.dumps(plain, ensure_ascii=False, indent=1))
        return
    for entry in found:
        typer.echo(f"{'*' if entry.current else ' '} {entry.version}  {_origin(entry.meta)}")
    if not found:
        typer.echo("no models; make one with: postfach-triage train")


def _origin(meta: Mapping[str, Any]) -> str:
    """Say what a model was made from; one of another version may lack any of it."""
    messages = meta.get("trained_on", {}).get("messages", "?")
    right, of = meta.get("dev", {}).get("main intent first", ("?", "?"))
    return (
        f"{messages} messages, main intent first on dev {right}/{of}, "
        f"calibrated on {meta.get('calibrated_on', '?')}"
    )
