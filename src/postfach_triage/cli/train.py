"""`postfach-triage train` and `evaluate`: fit a candidate, measure a model."""

import json
from pathlib import Path
from typing import Annotated

import typer

from postfach_triage.cli.border import say
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
    for title, shares in (("dev", report.dev), ("cross-fitted", report.crossfitted)):
        for name, share in shares.items():
            typer.echo(f"{title:13} {name}: {share}")
    typer.echo(f"The whole card: {folder / report.version / 'card.md'}")


def evaluate(
    model: Annotated[
        str | None, typer.Argument(metavar="[VERSION]", help="Default: the current one.")
    ] = None,
    data: Annotated[
        Path, typer.Option("--data", metavar="DIR", help="Folder of annotated messages.")
    ] = DEFAULT_DATA,
    models: Models = None,
    config: Config = None,
    today: Today = None,
    as_json: AsJson = False,
) -> None:
    """Measure a model on the dev messages, and show the cross-fitted figures of its training."""
    from postfach_triage.evaluation.shares import Share
    from postfach_triage.registry import read_meta
    from postfach_triage.retraining import measure
    from postfach_triage.triage import Triage

    folder = models_folder(models)
    triage = Triage.load(
        today=day(today), models=folder, config=config_folder(config), version=model
    )
    assert triage.model is not None
    shares, macro_f1 = measure(data, triage)
    meta = read_meta(folder, triage.model.version)
    kept = {name: Share(k, n) for name, (k, n) in meta["crossfitted"].items()}
    if as_json:
        found = {"version": triage.model.version, "macro_f1": macro_f1}
        plain = {
            title: {n: [s.k, s.n, *s.interval] for n, s in part.items()}
            for title, part in (("dev", shares), ("crossfitted", kept))
        }
        typer.echo(json.dumps(found | plain, ensure_ascii=False, indent=1))
        return
    typer.echo(f"Model {triage.model.version}. {CONSTRUCTED}\nmacro-F1 on dev: {macro_f1:.3f}")
    for title, part in (("dev", shares), ("cross-fitted", kept)):
        for name, share in part.items():
            typer.echo(f"{title:13} {name}: {share}")
