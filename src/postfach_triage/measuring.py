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
from postfach_triage.second_opinions import (
    load_adjudications,
    load_second_labels,
    with_replies,
)
from postfach_triage.triage import Triage


@dataclass(frozen=True, slots=True)
class Evaluation:
    """An assessment, what is known of the model, and how it stands to the gates."""

    assessment: Assessment
    background: Background
    verdicts: tuple[Verdict, ...]


def evaluate(data: Path, models: Path, triage: Triage, gates: Sequence[Gate]) -> Evaluation:
    """Measure the model of `triage` on dev (`data` is a folder) or on a whole file.

    Raise TrainingError where the model was trained on one of the ids or persons.
    """
    assert triage.model is not None
    version = triage.model.version
    material = read_material(data, triage.office)
    refuse_seen(material, registry.read_trained(models, version))
    found = _beside_current(material, models, triage)
    background = Background.read(registry.read_meta(models, version), triage.office.calibrated_on)
    held = verdicts(gates, found.shares(), background.crossfitted)
    return Evaluation(found, background, held)


def read_material(data: Path, office: Office) -> Material:
    """Read dev of a folder, or every message of an office's own file, which is never quoted."""
    if data.is_dir():
        everything = annotations.load_training(data, intents=office.intents)
        golds = with_replies(annotations.split(everything)[1], data)
        material = Material("dev", f"dev of {data}", golds, texts=True, doubly=everything)
    else:
        golds = annotations.load(data, intents=office.intents)
        material = Material("own", data.name, golds, texts=False, doubly=golds)
    if not golds:
        raise TrainingError("no message to measure on", where=str(data), next_step="name others")
    folder = data if data.is_dir() else data.parent
    opinions = load_adjudications(folder)
    if not material.texts:  # a reason may quote the client
        opinions = [replace(one, reason="") for one in opinions]
    return replace(material, second_labels=load_second_labels(folder), adjudications=opinions)


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
