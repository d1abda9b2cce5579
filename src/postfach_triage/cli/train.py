"""`postfach-triage train`: fit a candidate and measure it."""

from pathlib import Path
from typing import Annotated

import typer

from postfach_triage.cli.border import say
from postfach_triage.cli.evaluate import CONSTRUCTED, DEFAULT_DATA, share_lines
from postfach_triage.cli.options import (
    Config,
    NewModels,
    Today,
    config_folder,
    day,
    new_models_folder,
)

Data = Annotated[Path, typer.Argument(metavar="DATA", help="Folder of annotated messages.")]


def train(
    data: Data = DEFAULT_DATA,
    models: NewModels = None,
    config: Config = None,
    today: Today = None,
    jobs: Annotated[
        int, typer.Option("--jobs", min=1, metavar="N", help="Processes at a time.")
    ] = 2,
    learning_curve: Annotated[
        bool, typer.Option("--learning-curve", help="Fit on parts of the messages too.")
    ] = False,
) -> None:
    """Fit a candidate model, choose its lane threshold, measure it and write its card."""
    from postfach_triage.config.loader import load
    from postfach_triage.retraining import train as fit
    from postfach_triage.routing.lane import LaneThresholds
    from postfach_triage.triage import Triage, word_fields

    office = config_folder(config)
    blank = LaneThresholds(score=1.0, sentence=0.0, familiarity=1.0)
    triage = Triage.build(load(office), office, day(today), None, blank)
    folder = new_models_folder(models)
    report = fit(data, folder, triage, word_fields(), jobs=jobs, say=say, curve=learning_curve)
    typer.echo(f"Candidate {report.version} in {folder / report.version}. {CONSTRUCTED}")
    typer.echo(f"macro-F1 on dev: {report.macro_f1:.3f}")
    for line in share_lines({"dev": report.dev, "crossfitted": report.crossfitted}):
        typer.echo(line)
    typer.echo(f"The whole card: {folder / report.version / 'card.md'}")
