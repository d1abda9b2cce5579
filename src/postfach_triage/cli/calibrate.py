"""`postfach-triage calibrate`: set the lane's threshold on an office's own sample."""

from pathlib import Path
from typing import Annotated

import typer

from postfach_triage.cli.loading import load_triage
from postfach_triage.cli.options import (
    CONFIG_VARIABLE,
    Config,
    Models,
    ModelVersion,
    Today,
    config_folder,
    models_folder,
)
from postfach_triage.errors import ConfigError, TriageError


def calibrate(
    own: Annotated[
        Path, typer.Argument(metavar="OWN", help="Own annotated messages (JSONL, how: blind).")
    ],
    drawn: Annotated[
        str, typer.Option("--drawn", metavar="TEXT", help="How the sample was drawn, in words.")
    ],
    model: ModelVersion = None,
    models: Models = None,
    config: Config = None,
    today: Today = None,
) -> None:
    """Set the threshold of the simple lane anew on an office's own blind sample.

    Writes calibration.json into the office's folder; the model stays as it is. Exit code 3:
    no threshold keeps the promise, nothing was changed.
    """
    from postfach_triage.calibrating import Own
    from postfach_triage.calibrating import calibrate as choose

    folder = config_folder(config)
    if folder is None:
        problem = TriageError(
            "the office's folder is needed", where="--config", next_step=f"or set {CONFIG_VARIABLE}"
        )
        raise ConfigError([problem])
    triage = load_triage(model=model, models=models, config=folder, today=today)
    found = choose(Own(own, drawn), folder, models_folder(models), triage)
    typer.echo(
        f"Threshold {found.threshold:.6f}: {found.errors} of {found.complex} complex messages in "
        f"the simple lane ({found.allowed} allowed), {found.covered} of {found.simple} simple ones."
    )
    typer.echo(f"Written to {folder / 'calibration.json'}.")
