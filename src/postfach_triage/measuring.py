"""Measure a model: read what may be measured, refuse what it has seen, assess it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from postfach_triage import annotations, registry
from postfach_triage.config.gates import Gate
from postfach_triage.config.office import Office
from postfach_triage.errors import RegistryError, TrainingError, TriageError
from postfach_triage.evaluation.assessment import Assessment, Material, assess
from postfach_triage.evaluation.background import Background
from postfach_triage.evaluation.comparison import Comparison
from postfach_triage.evaluation.gate import Verdict, verdicts
from postfach_triage.matched import load_matched
from postfach_triage.records import Annotation
from postfach_triage.second_opinions import (
    load_adjudications,
    load_second_labels,
    with_replies,
)
from postfach_triage.training_data import blind, divide
from postfach_triage.triage import Triage


@dataclass(frozen=True, slots=True)
class Evaluation:
    """An assessment, what is known of the model, and how it stands to the gates."""

    assessment: Assessment
    background: Background
    verdicts: tuple[Verdict, ...]


def evaluate(
    data: Path,
    models: Path,
    triage: Triage,
    gates: Sequence[Gate],
    *,
    held_out: bool = False,
) -> Evaluation:
    """Measure the model of `triage` on dev (`data` is a folder) or on an office's own file.

    Of a file the blind labels are measured: all of them, or with `held_out` those of the persons
    whom training keeps apart. Raise TrainingError where the model was trained on one of the ids
    or persons.
    """
    assert triage.model is not None
    version = triage.model.version
    material = read_material(data, triage.office, held_out=held_out)
    refuse_seen(material, registry.read_trained(models, version))
    found = _beside_current(material, models, triage)
    background = Background.read(registry.read_meta(models, version), triage.office.calibrated_on)
    held = verdicts(gates, found.shares(), background.crossfitted, found.matched())
    return Evaluation(found, background, held)


def read_material(data: Path, office: Office, *, held_out: bool = False) -> Material:
    """Read dev of a folder, or the blind labels of an office's own file, which is never quoted."""
    if data.is_dir():
        everything = annotations.load_training(data, intents=office.intents)
        golds = with_replies(annotations.split(everything)[1], data)
        material = Material("dev", f"dev of {data}", golds, texts=True, doubly=everything)
    else:
        everything = annotations.load(data, intents=office.intents)
        apart = divide(everything)[1] if held_out else everything
        golds = blind(apart)
        origin = _origin(data, golds, everything)
        material = Material("own", origin, golds, texts=False, doubly=everything)
    if not golds:
        raise TrainingError("no message to measure on", where=str(data), next_step="name others")
    folder = data if data.is_dir() else data.parent
    opinions = load_adjudications(folder)
    if not material.texts:  # a reason may quote the client
        opinions = [replace(one, reason="") for one in opinions]
    return replace(
        material,
        second_labels=load_second_labels(folder),
        adjudications=opinions,
        matched=load_matched(folder, intents=office.intents),
    )


def _origin(data: Path, golds: Sequence[Annotation], everything: Sequence[Annotation]) -> str:
    """Name the file, and what of it is not measured."""
    led = len(everything) - len(blind(everything))
    apart = len(everything) - led - len(golds)
    left = [f"{led:,} labels that followed a suggestion"] * bool(led)
    left += [f"{apart:,} of persons who train"] * bool(apart)
    return f"{data.name} (left out: {', '.join(left)})" if left else data.name


def refuse_seen(material: Material, trained: frozenset[str]) -> None:
    """Raise TrainingError where an id or a person is among the traces of training."""
    seen = sum(not trained.isdisjoint(registry.traces_of(gold)) for gold in material.golds)
    if seen:
        raise TrainingError(
            f"the model was trained on the id or the person of {seen} of these messages",
            where=material.origin,
            got=f"{len(material.golds)} messages",
            allowed="messages of persons that the model has not seen",
            next_step="leave them out, or train without them",
        )


def _beside_current(material: Material, models: Path, triage: Triage) -> Assessment:
    """Assess, with the model in use beside it where that is another one and may be measured."""
    assert triage.model is not None
    try:
        current = registry.current(models)
    except RegistryError:
        return assess(material, triage)
    if current == triage.model.version:
        return assess(material, triage)
    try:
        refuse_seen(material, registry.read_trained(models, current))
        rival = Triage.load(
            today=triage.today, models=models, config=triage.office.overlay, version=current
        )
    except TriageError as error:
        found = assess(material, triage)
        return replace(found, comparison=Comparison(current, why_not=error.what))
    return assess(material, triage, rival)
