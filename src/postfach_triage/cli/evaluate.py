"""`postfach-triage evaluate`: measure a model and write the report."""

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from postfach_triage.cli.loading import load_triage
from postfach_triage.cli.options import Config, Models, Today, config_folder, models_folder

if TYPE_CHECKING:
    from postfach_triage.measuring import Evaluation

DEFAULT_DATA = Path("data/annotated")
STDOUT = Path("-")
CONSTRUCTED = "All messages are constructed text; the figures hold for such messages alone."
OWN = "Cross-fitted figures are of constructed text."


def evaluate(
    model: Annotated[
        str | None, typer.Argument(metavar="[VERSION]", help="Default: the current one.")
    ] = None,
    data: Annotated[
        Path,
        typer.Option(
            "--data",
            metavar="DATA",
            help="Folder of annotated messages, of which dev is measured, or a file of your own, "
            "whose blind labels are measured and never quoted.",
        ),
    ] = DEFAULT_DATA,
    held_out: Annotated[
        bool,
        typer.Option(
            "--held-out", help="Of a file of your own only the persons whom --own keeps apart."
        ),
    ] = False,
    report: Annotated[
        Path | None, typer.Option("--report", metavar="HTML", help="Write the report here.")
    ] = None,
    as_json: Annotated[
        Path | None,
        typer.Option(
            "--json", metavar="FILE", help="Write JSON here; - prints it instead of text."
        ),
    ] = None,
    gate: Annotated[
        bool, typer.Option("--gate", help="End with exit code 3 if a gate is missed (gates.yaml).")
    ] = False,
    models: Models = None,
    config: Config = None,
    today: Today = None,
) -> None:
    """Measure a model on messages of persons it has not seen."""
    from postfach_triage.config.gates import load_gates
    from postfach_triage.evaluation.gate import shortfall
    from postfach_triage.measuring import evaluate as measure

    gates = load_gates(config_folder(config))
    triage = load_triage(model=model, models=models, config=config, today=today)
    found = measure(data, models_folder(models), triage, gates, held_out=held_out)
    # The files first: whoever reads the text may stop reading early.
    if report is not None:
        _write_report(found, report, triage.office.settings.lane.level)
    if as_json is not None:
        _write_json(found, as_json)
    if as_json != STDOUT:
        for line in _text(found):
            typer.echo(line)
    missed = shortfall(found.verdicts)
    if gate and missed is not None:
        raise missed


def share_lines(parts: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """Write a line a share, the name of its part in front."""
    for title, shares in parts.items():
        for name, share in shares.items():
            yield f"{title:13} {name}: {share}"


def _text(found: "Evaluation") -> Iterator[str]:
    assessed = found.assessment
    material = assessed.material
    yield f"Model {assessed.version}. {CONSTRUCTED if material.texts else OWN}"
    yield f"{assessed.scored:,} messages of {assessed.persons:,} persons: {material.origin}"
    if assessed.failed:
        yield f"not scored, left out: {', '.join(assessed.failed)}"
    yield f"macro-F1 on {material.name}: {assessed.macro_f1:.3f}"
    parts = {
        material.name: assessed.shares(),
        "matched": assessed.matched() or {},
        "crossfitted": found.background.crossfitted,
    }
    yield from share_lines(parts)


def _write_json(found: "Evaluation", target: Path) -> None:
    from postfach_triage.reports.plain import evaluation_json

    plain = evaluation_json(found.assessment, found.background, found.verdicts)
    text = json.dumps(plain, ensure_ascii=False, indent=1, allow_nan=False)
    if target == STDOUT:
        typer.echo(text)
    else:
        _write(target, text + "\n")


def _write_report(found: "Evaluation", target: Path, level: float) -> None:
    from postfach_triage.reports.evaluation_page import evaluation_page

    page = evaluation_page(found.assessment, found.background, found.verdicts, level=level)
    _write(target, page)
    typer.echo(f"Report: {target}", err=True)


def _write(target: Path, text: str) -> None:
    """Write for the owner alone, and move into place when complete."""
    draft = target.with_name(f".{target.name}.part")
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    with open(os.open(draft, flags, 0o600), "w", encoding="utf-8") as stream:
        stream.write(text)
    draft.replace(target)
