"""`postfach-triage promote`, `rollback`, `retrain`: put models into use and take them out."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from postfach_triage.cli.border import say
from postfach_triage.cli.evaluate import DEFAULT_DATA
from postfach_triage.cli.loading import load_triage
from postfach_triage.cli.options import (
    Config,
    Jobs,
    Models,
    NewModels,
    Own,
    Today,
    config_folder,
    models_folder,
    new_models_folder,
    now,
)
from postfach_triage.cli.train import Data, blank_triage, fit

if TYPE_CHECKING:
    from postfach_triage.measuring import Evaluation
    from postfach_triage.promoting import Gatekeeper
    from postfach_triage.triage import Triage

MeasuredOn = Annotated[
    Path,
    typer.Option(
        "--data", metavar="DATA", help="Folder of annotated messages, of which dev is measured."
    ),
]


def promote(
    version: Annotated[str, typer.Argument(metavar="VERSION", help="A candidate.")],
    data: MeasuredOn = DEFAULT_DATA,
    own: Own = None,
    models: Models = None,
    config: Config = None,
    today: Today = None,
) -> None:
    """Put a model into use, if it holds its own against the one in use on the same messages.

    Exit code 3 and what fell short, if not; then nothing is changed. The rules stand in
    gates.yaml (promotion).
    """
    from postfach_triage.promoting import promote as put_into_use

    folder = models_folder(models)
    keeper = _keeper(data, own or (), config)
    found = put_into_use(
        version, folder, _loading(folder, config, today), keeper, at=now(), by="promote"
    )
    _tell(version, found)


def rollback(models: Models = None) -> None:
    """Put the model into use again that was live before.

    Twice goes two models back. models list shows who was live when.
    """
    from postfach_triage.assembly import word_fields
    from postfach_triage.promoting import roll_back

    version = roll_back(models_folder(models), word_fields(), at=now())
    typer.echo(f"{version} is in use.")


def retrain(
    data: Data = DEFAULT_DATA,
    own: Own = None,
    models: NewModels = None,
    config: Config = None,
    today: Today = None,
    jobs: Jobs = 2,
) -> None:
    """Train on all annotations, measure, and put the model into use if the gate passes.

    The same as train, evaluate --gate and promote one after another; it goes on where it was
    stopped. Exit code 3: the candidate is there, but the model in use stays.
    """
    from postfach_triage.promoting import retrain as run

    folder = new_models_folder(models)
    blank = blank_triage(config, today)
    keeper = _keeper(data, own or (), config)
    version, found = run(
        folder,
        blank,
        _loading(folder, config, today),
        keeper,
        fit=lambda: fit(data, own or (), folder, blank, jobs=jobs),
        at=now(),
    )
    _tell(version, found)


def _keeper(data: Path, own: Sequence[Path], config: Path | None) -> "Gatekeeper":
    from postfach_triage.config.gates import load_gates, load_promotion_rules
    from postfach_triage.promoting import Gatekeeper
    from postfach_triage.training_data import TrainingData

    office = config_folder(config)
    labelled = TrainingData(data, tuple(own))
    return Gatekeeper(labelled, load_gates(office), load_promotion_rules(office))


def _loading(
    models: Path, config: Path | None, today: datetime | None
) -> Callable[[str], "Triage"]:
    def load(version: str) -> "Triage":
        say(f"measuring {version} beside the model in use")
        return load_triage(model=version, models=models, config=config, today=today)

    return load


def _tell(version: str, found: "Sequence[Evaluation]") -> None:
    for one in found:
        typer.echo(f"On {one.assessment.material.origin}:")
        beside = one.assessment.comparison
        for each in beside.differences if beside else ():
            typer.echo(f"  {each.name}: {each.ours}, before {each.theirs}")
    typer.echo(f"{version} is in use.")
