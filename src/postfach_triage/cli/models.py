"""`postfach-triage models`: what lies in the folder of models."""

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import typer

from postfach_triage.cli.border import guarded
from postfach_triage.cli.options import AsJson, Models, models_folder

if TYPE_CHECKING:
    from postfach_triage.model_log import Period

MINUTE = "%Y-%m-%d %H:%M"
app = typer.Typer(help="The folder of models.", no_args_is_help=True, rich_markup_mode=None)


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
