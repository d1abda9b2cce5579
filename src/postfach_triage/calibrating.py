"""Set the lane's threshold anew on an office's own sample; the model file stays untouched."""

import json
import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from postfach_triage import annotations, registry
from postfach_triage.config.sources import CALIBRATION
from postfach_triage.errors import GateError, TrainingError
from postfach_triage.evaluation.bound import Bound
from postfach_triage.evaluation.scoring import score_annotations
from postfach_triage.records import Annotation
from postfach_triage.training.risk import bound, lane_scores
from postfach_triage.triage import Triage

# Probabilities crowd near 1, so the thresholds are spread evenly over the log-odds. They are
# fixed here, before any sample is seen.
LOG_ODDS = np.linspace(9, -3, 1000)
# The score condition never fails: what is left is everything else of the decision.
ALL_BUT_SCORE = -1.0


@dataclass(frozen=True, slots=True)
class Own:
    """An office's sample: the file, and in the office's words how it was drawn."""

    path: Path
    drawn: str


def calibrate(own: Own, config: Path, models: Path, triage: Triage) -> Bound:
    """Choose the threshold on an office's own blind annotations and write it into its settings.

    Raise GateError where no threshold keeps the promise; then nothing is written.
    Raise TrainingError where the sample may not be used for this.
    """
    assert triage.model is not None
    golds = annotations.load(own.path, intents=triage.office.intents)
    _refuse(golds, own.path, registry.read_trained(models, triage.model.version))
    lane = triage.office.settings.lane
    blank = replace(triage.thresholds, score=ALL_BUT_SCORE)
    scores, simple = lane_scores(score_annotations(golds, replace(triage, thresholds=blank)))
    found = bound(scores, simple, _grid(), level=lane.level, confidence=lane.confidence)
    if found.threshold is None:
        raise _no_threshold(found, own.path)
    meta = registry.read_meta(models, triage.model.version)
    _write(config / CALIBRATION, _overlay(found, own, triage, str(meta["sha256"])))
    return found


def _grid() -> NDArray[np.float64]:
    steps = 1 / (1 + np.exp(-LOG_ODDS))
    return np.unique(steps.round(6))[::-1]


def _refuse(golds: list[Annotation], path: Path, trained: frozenset[str]) -> None:
    where = path.name
    if not golds:
        raise TrainingError("no message in the sample", where=where, next_step="name another file")
    led = sum(gold.how != "blind" for gold in golds)
    if led:
        raise TrainingError(
            "the sample must be annotated without a suggestion",
            where=where,
            got=f"{led} messages with another value of `how`",
            allowed="how: blind",
            next_step="draw a sample without suggestions",
        )
    known = sum(not trained.isdisjoint(registry.traces_of(gold)) for gold in golds)
    if known:
        raise TrainingError(
            "the model was trained on messages or persons of the sample",
            where=where,
            got=f"{known} of {len(golds)} messages",
            next_step="draw a sample the model has not seen",
        )


def _no_threshold(found: Bound, path: Path) -> GateError:
    enough = found.complex >= found.needed
    return GateError(
        "no threshold keeps the promise, nothing was changed",
        where=path.name,
        got=f"{found.complex} complex messages of {found.complex + found.simple}",
        allowed=f"of complex messages at most {found.level:.1%} in the simple lane, "
        f"with {found.confidence:.0%} confidence",
        next_step="look at the complex messages with the highest scores (evaluate --report)"
        if enough
        else f"annotate at least {found.needed} complex messages",
    )


def _overlay(found: Bound, own: Own, triage: Triage, sha256: str) -> dict[str, Any]:
    return {
        "model": sha256,
        "threshold": found.threshold,
        "counts": {
            "complex": found.complex,
            "simple": found.simple,
            "errors": found.errors,
            "allowed": found.allowed,
            "covered": found.covered,
        },
        "drawn": own.drawn,
        "calibrated_on": triage.today.isoformat(),
    }


def _write(target: Path, content: dict[str, Any]) -> None:
    part = target.with_name(f".{target.name}.part")
    with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as stream:
        json.dump(content, stream, ensure_ascii=False, indent=1)
    part.replace(target)
