"""`postfach-triage train` and `evaluate`: fit a candidate, measure a model."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from postfach_triage.cli.border import say
from postfach_triage.cli.loading import load_triage
from postfach_triage.cli.options import (
    AsJson,
    Config,
    Models,
    NewModels,
    Today,
    config_folder,
    day,
    models_folder,
    new_models_folder,
)

Data = Annotated[Path, typer.Argument(metavar="DATA", help="Folder of annotated messages.")]
DataFolder = Annotated[
    Path, typer.Option("--data", metavar="DIR", help="Folder of annotated messages.")
]
DEFAULT_DATA = Path("data/annotated")
CONSTRUCTED = "All messages are constructed text; the figures hold for such messages alone."


def train(
    data: Data = DEFAULT_DATA,
    models: NewModels = None,
    config: Config = None,
    today: Today = None,
    jobs: Annotated[
        int, typer.Option("--jobs", min=1, metavar="N", help="Processes at a time.")
    ] = 2,
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
    report = fit(data, folder, triage, word_fields(), jobs=jobs, say=say)
    typer.echo(f"Candidate {report.version} in {folder / report.version}. {CONSTRUCTED}")
    typer.echo(f"macro-F1 on dev: {report.macro_f1:.3f}")
    _print({"dev": report.dev, "crossfitted": report.crossfitted})
    typer.echo(f"The whole card: {folder / report.version / 'card.md'}")


def evaluate(
    model: Annotated[
        str | None, typer.Argument(metavar="[VERSION]", help="Default: the current one.")
    ] = None,
    data: DataFolder = DEFAULT_DATA,
    models: Models = None,
    config: Config = None,
    today: Today = None,
    as_json: AsJson = False,
) -> None:
    """Measure a model on the dev messages, and show the cross-fitted figures of its training."""
    from postfach_triage.evaluation.shares import Share
    from postfach_triage.registry import read_meta
    from postfach_triage.retraining import measure

    triage = load_triage(model=model, models=models, config=config, today=today)
    assert triage.model is not None
    shares, macro_f1 = measure(data, triage)
    meta = read_meta(models_folder(models), triage.model.version)
    kept = {name: Share(k, n) for name, (k, n) in meta["crossfitted"].items()}
    parts = {"dev": shares, "crossfitted": kept}
    if as_json:
        found = {"version": triage.model.version, "macro_f1": macro_f1}
        typer.echo(json.dumps(found | _plain(parts), ensure_ascii=False, indent=1))
        return
    typer.echo(f"Model {triage.model.version}. {CONSTRUCTED}\nmacro-F1 on dev: {macro_f1:.3f}")
    _print(parts)


def _plain(parts: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    return {
        title: {name: [share.k, share.n, *share.interval] for name, share in shares.items()}
        for title, shares in parts.items()
    }


def _print(parts: Mapping[str, Mapping[str, Any]]) -> None:
    for title, shares in parts.items():
        for name, share in shares.items():
            typer.echo(f"{title:13} {name}: {share}")
