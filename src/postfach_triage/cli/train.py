"""`postfach-triage train`: fit a candidate and measure it."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from postfach_triage.cli.border import say
from postfach_triage.cli.evaluate import CONSTRUCTED, DEFAULT_DATA, share_lines
from postfach_triage.cli.options import (
    Config,
    Jobs,
    NewModels,
    Own,
    Today,
    config_folder,
    day,
    new_models_folder,
    now,
)

if TYPE_CHECKING:
    from postfach_triage.triage import Triage

OWN_TOO = "Dev is constructed text; own messages were trained on, too."
Data = Annotated[Path, typer.Argument(metavar="DATA", help="Folder of annotated messages.")]


def train(
    data: Data = DEFAULT_DATA,
    own: Own = None,
    models: NewModels = None,
    config: Config = None,
    today: Today = None,
    jobs: Jobs = 2,
    learning_curve: Annotated[
        bool, typer.Option("--learning-curve", help="Fit on parts of the messages too.")
    ] = False,
) -> None:
    """Fit a candidate model, choose its lane threshold, measure it and write its card.

    Stopped and started again on the same messages, it goes on where it was.
    """
    from postfach_triage.promoting import current_version, go_live

    folder = new_models_folder(models)
    blank = blank_triage(config, today)
    version = fit(data, own or (), folder, blank, jobs=jobs, curve=learning_curve)
    if current_version(folder) is None:
        go_live(version, folder, at=now(), by="train")


def blank_triage(config: Path | None, today: datetime | None) -> "Triage":
    """Put the program together without a model."""
    from postfach_triage.config.loader import load
    from postfach_triage.routing.lane import LaneThresholds
    from postfach_triage.triage import Triage

    office = config_folder(config)
    closed = LaneThresholds(score=1.0, sentence=0.0, familiarity=1.0)
    return Triage.build(load(office), office, day(today), None, closed)


def fit(
    data: Path,
    own: Sequence[Path],
    folder: Path,
    blank: "Triage",
    *,
    jobs: int,
    curve: bool = False,
) -> str:
    """Train, print what was measured, and return the version."""
    from postfach_triage.assembly import word_fields
    from postfach_triage.retraining import train
    from postfach_triage.training_data import TrainingData

    labelled = TrainingData(data, tuple(own))
    report = train(labelled, folder, blank, word_fields(), jobs=jobs, say=say, curve=curve)
    made = f"Candidate {report.version} in {folder / report.version}."
    typer.echo(f"{made} {CONSTRUCTED if not own else OWN_TOO}")
    typer.echo(f"macro-F1 on dev: {report.macro_f1:.3f}")
    for line in share_lines({"dev": report.dev, "crossfitted": report.crossfitted}):
        typer.echo(line)
    typer.echo(f"The whole card: {folder / report.version / 'card.md'}")
    return report.version
