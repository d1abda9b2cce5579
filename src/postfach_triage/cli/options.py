"""Options that several commands share: one name, one meaning."""

import os
from datetime import date, datetime
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from postfach_triage.errors import ConfigError, RegistryError, TriageError

MODELS_VARIABLE = "POSTFACH_TRIAGE_MODELS"
CONFIG_VARIABLE = "POSTFACH_TRIAGE_CONFIG"
HERE = Path("models")
RUNS = Path("runs")

Models = Annotated[
    Path | None,
    typer.Option(
        "--models",
        metavar="DIR",
        help="Folder of models. Default: $POSTFACH_TRIAGE_MODELS, ./models, the packed model.",
    ),
]
NewModels = Annotated[
    Path | None,
    typer.Option(
        "--models",
        metavar="DIR",
        help="Where the candidate goes. Default: $POSTFACH_TRIAGE_MODELS, ./models.",
    ),
]
Config = Annotated[
    Path | None,
    typer.Option(
        "--config",
        metavar="DIR",
        help="The office's settings over the packaged ones. Default: $POSTFACH_TRIAGE_CONFIG.",
    ),
]
ModelVersion = Annotated[
    str | None,
    typer.Option(
        "--model", metavar="VERSION", help="Version of the model. Default: the current one."
    ),
]
Today = Annotated[
    datetime | None,
    typer.Option(
        "--today", formats=["%Y-%m-%d"], metavar="YYYY-MM-DD", help="Pretend it is this day."
    ),
]
Own = Annotated[
    list[Path] | None,
    typer.Option(
        "--own",
        metavar="FILE",
        help="The office's own annotations, redacted (JSONL); may be given several times. One "
        "person in five is kept apart and measured, by blind labels alone.",
    ),
]
Jobs = Annotated[int, typer.Option("--jobs", min=1, metavar="N", help="Processes at a time.")]
Runs = Annotated[Path, typer.Option("--runs", metavar="DIR", help="Folder that keeps runs.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]


def models_folder(given: Path | None) -> Path:
    """Find the folder of models by option, environment, working folder, program."""
    from postfach_triage.registry import CURRENT, packed_models

    named = given or _from_environment(MODELS_VARIABLE)
    if named is not None:
        if not named.is_dir():
            raise RegistryError(
                "no such folder of models", where=str(named), next_step="name another: --models"
            )
        return named
    return HERE if (HERE / CURRENT).is_file() else packed_models()


def new_models_folder(given: Path | None) -> Path:
    """Find the folder a new model is written to; it may not exist yet."""
    return given or _from_environment(MODELS_VARIABLE) or HERE


def config_folder(given: Path | None) -> Path | None:
    """Find the office's folder by option or environment; None means packaged settings alone."""
    folder = given or _from_environment(CONFIG_VARIABLE)
    if folder is not None and not folder.is_dir():
        problem = TriageError(
            "no such folder", where=str(folder), next_step="name the office's folder: --config"
        )
        raise ConfigError([problem])
    return folder


def day(given: datetime | None) -> date:
    """Give the day asked for, else today's in Germany."""
    return given.date() if given else now().date()


def now() -> datetime:
    """Give the time in Germany, for what is logged."""
    return datetime.now(ZoneInfo("Europe/Berlin"))


def _from_environment(name: str) -> Path | None:
    value = os.environ.get(name)
    return Path(value) if value else None
