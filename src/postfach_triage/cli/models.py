"""`postfach-triage models`: what lies in the folder of models."""

import json

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
        share = entry.meta["dev"]["main intent first"]
        typer.echo(
            f"{'*' if entry.current else ' '} {entry.version}  "
            f"{entry.meta['trained_on']['messages']:,} messages, "
            f"main intent first on dev {share[0]}/{share[1]}, "
            f"calibrated on {entry.meta['calibrated_on']}"
        )
    if not found:
        typer.echo("no models; make one with: postfach-triage train")
