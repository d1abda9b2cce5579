"""The data scientist's jobs: fit a candidate, set its lane, measure it, write its card."""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from postfach_triage import annotations, registry
from postfach_triage.assembly import preprocessing_version
from postfach_triage.classify.heads import Heads
from postfach_triage.classify.model import (
    Calibration,
    Model,
    Thresholds,
    predictions,
    probabilities,
)
from postfach_triage.classify.ngrams import FieldsOf
from postfach_triage.classify.texts import ScoredTexts
from postfach_triage.config.fingerprint import config_fingerprint
from postfach_triage.evaluation.baselines import baselines
from postfach_triage.evaluation.bound import Bound
from postfach_triage.evaluation.card import card
from postfach_triage.evaluation.fairness import Trial
from postfach_triage.evaluation.figures import Scored, contrast_share, figures, macro_f1
from postfach_triage.evaluation.label_noise import Doubt, label_doubts
from postfach_triage.evaluation.learning import LearningPoint
from postfach_triage.evaluation.scoring import functions, messages, score_annotations
from postfach_triage.evaluation.shares import Share
from postfach_triage.matched import load_matched
from postfach_triage.records import Annotation, Row
from postfach_triage.routing.lane import LaneThresholds
from postfach_triage.training.calibration import (
    fit_calibration,
    out_of_fold_probability,
    side_thresholds,
)
from postfach_triage.training.crossfit import Fit, crossfit, folds
from postfach_triage.training.examples import Example, prepare
from postfach_triage.training.heads import fit_heads
from postfach_triage.training.learning_curve import learning_curve, learning_point
from postfach_triage.training.risk import bounds, grid, lane_scores
from postfach_triage.training.vocabulary import fit_vectorizer
from postfach_triage.training.work import Work
from postfach_triage.training_data import TrainingData
from postfach_triage.triage import Triage

Say = Callable[[str], None]
# The score condition never fails: what is left is everything else of the decision.
ALL_BUT_SCORE = -1.0
USES = "calibration_uses.jsonl"
# Hidden, so that no model of this name is listed.
WORK = ".work"
# The code that a candidate depends on; a changed page or command makes nothing anew.
PROGRAM = Path(__file__).parent
ROOMS = ("classify", "preprocess", "replies", "routing", "training")
FILES = ("annotations.py", "retraining.py", "sentences.py", "training_data.py", "triage.py")


@dataclass(frozen=True, slots=True)
class Report:
    """What was measured of a model: named shares, macro-F1, cross-fitted shares, bounds."""

    version: str
    dev: dict[str, Share]
    matched: dict[str, Share]
    macro_f1: float
    crossfitted: dict[str, Share]
    bounds: list[Bound]
    baselines: dict[str, dict[str, Share]]
    learning_curve: list[LearningPoint]


@dataclass(frozen=True, slots=True)
class Fitted:
    """Out-of-fold scores and what was fitted on them."""

    examples: list[Example]
    scored: ScoredTexts
    calibration: Calibration
    thresholds: Thresholds
    probability: NDArray[np.float64]


def train(
    data: TrainingData,
    models: Path,
    triage: Triage,
    fields_of: FieldsOf,
    *,
    jobs: int,
    say: Say,
    curve: bool = False,
) -> Report:
    """Fit a candidate on all annotations but dev and calibration, measure it and save it.

    `triage` brings preprocessing, rules and replies (its own model is not used); its day
    names the version. `curve`: fit on parts of the messages too, for the learning curve.
    Stopped and called again on the same data, it goes on where it was.
    """
    intents = list(triage.office.intents)
    digest = made_from(data, triage)
    training, dev = data.read(intents)
    say(f"{len(training):,} messages to train on, {len(dev):,} dev messages kept apart")
    work = Work.begin(models / WORK, digest, _new_version(models, triage.today))
    fit_once = work.fit(lambda part: fit(part, intents, fields_of, jobs=jobs), intents, fields_of)
    fitted = _crossfit(training, triage, fit_once, say)
    say("fitting the final model on all training messages")
    heads = fit_once(fitted.examples)
    draft = Model(work.version, heads, fitted.calibration, fitted.thresholds)
    found, model = _set_lane(draft, data.folder, models, triage, fitted, work, say)
    live = replace(triage, model=model, thresholds=_lane(model.thresholds))
    say("measuring on dev")
    report = _measured(live, fitted, dev, data.folder, found)
    if curve:
        report = replace(report, learning_curve=_curve(fitted.examples, dev, live, fit_once))
    meta = _meta(report, training, data) | {"made_from": digest}
    text = card(
        report.version,
        report.dev,
        report.matched,
        report.crossfitted,
        report.bounds,
        report.baselines,
    )
    doubtful = map(asdict, _doubts(fitted, intents))
    registry.save(model, models, meta, text, trained=training, doubts=doubtful)
    work.end()
    return report


def made_from(data: TrainingData, triage: Triage) -> str:
    """Digest everything that a candidate depends on: messages, settings, the program's code."""
    rooms = [path for room in ROOMS for path in sorted((PROGRAM / room).glob("*.py"))]
    code = [path.read_bytes() for path in (*rooms, *(PROGRAM / name for name in FILES))]
    program = hashlib.sha256(b"".join(code)).hexdigest()
    parts = [data.digests(), config_fingerprint(triage.office), preprocessing_version(), program]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def fit(
    examples: Sequence[Example], intents: Sequence[str], fields_of: FieldsOf, *, jobs: int
) -> Heads:
    """Fit vocabulary and heads."""
    return fit_heads(examples, fit_vectorizer(examples, fields_of), intents, jobs=jobs)


def _crossfit(training: Sequence[Annotation], triage: Triage, fit_once: Fit, say: Say) -> Fitted:
    intents = list(triage.office.intents)
    examples = prepare(training, triage.preprocessor.prepare_many)
    groups = [annotations.fold_group(annotation) for annotation in training]
    say("cross-fitting: five models, each without a fifth of the writers")
    scored = crossfit(examples, groups, fit_once)
    calibration = fit_calibration(scored, examples, intents)
    sentence, familiarity = side_thresholds(scored, examples, calibration)
    return Fitted(
        examples=examples,
        scored=scored,
        calibration=calibration,
        thresholds=Thresholds(ALL_BUT_SCORE, sentence, familiarity),
        probability=out_of_fold_probability(scored, examples, folds(groups)),
    )


def _set_lane(
    draft: Model,
    data: Path,
    models: Path,
    triage: Triage,
    fitted: Fitted,
    work: Work,
    say: Say,
) -> tuple[list[Bound], Model]:
    """Choose the lane's threshold, once for each candidate."""
    found = work.bounds(lambda: _bounds(draft, data, models, triage, fitted))
    level = triage.office.settings.lane.level
    chosen = next(bound for bound in found if bound.level == level)
    if chosen.threshold is None:
        say("No threshold keeps the promise: the simple lane stays empty.")
    score = 1.0 if chosen.threshold is None else chosen.threshold
    return found, replace(draft, thresholds=replace(draft.thresholds, score=score))


def _bounds(draft: Model, data: Path, models: Path, triage: Triage, fitted: Fitted) -> list[Bound]:
    """Test thresholds by risk control; the one place where the calibration file is read."""
    settings = triage.office.settings.lane
    golds = annotations.load_calibration(data, intents=triage.office.intents)
    ready = replace(triage, model=draft, thresholds=_lane(draft.thresholds))
    scores, simple = lane_scores(score_annotations(golds, ready))
    found = bounds(
        scores,
        simple,
        grid(fitted.probability[[e.simple for e in fitted.examples]]),
        confidence=settings.confidence,
        levels=sorted({0.005, 0.01, 0.02, 0.05, settings.level}),
    )
    chosen = next(bound for bound in found if bound.level == settings.level)
    _log_use(models, draft.version, triage.today, chosen)
    return found


def _crossfitted(fitted: Fitted, triage: Triage) -> dict[str, Share]:
    """Measure the whole decision on scores of models that did not see the writer."""
    golds = [example.annotation for example in fitted.examples]
    found = predictions(
        fitted.scored, list(triage.office.intents), fitted.calibration, "cross-fitted"
    )
    scored = []
    # Labels that followed a suggestion take no part in measuring.
    for message, example, prediction, chance in zip(
        messages(golds), fitted.examples, found, fitted.probability, strict=True
    ):
        if not example.blind:
            continue
        out = replace(prediction, simple_probability=round(float(chance), 6))
        result = triage.result(Row(message.id, message), example.document, out)
        scored.append(Scored.pair(example.annotation, result))
    chances = dict(zip((g.id for g in golds), map(float, fitted.probability), strict=True))
    shares = {n: s for n, s in figures(scored, functions(triage.office)).items() if s.n}
    return {**shares, "contrast sets, B below A and L": contrast_share(chances, golds)}


def _measured(
    live: Triage, fitted: Fitted, dev: Sequence[Annotation], data: Path, found: list[Bound]
) -> Report:
    """Measure a model whose lane is set on dev, on training messages, and beside baselines."""
    assert live.model is not None
    gold_functions = functions(live.office)
    training = [example.annotation for example in fitted.examples]
    scored = score_annotations(dev, live)
    matched = load_matched(data, intents=live.office.intents)
    return Report(
        version=live.model.version,
        dev=figures(scored, gold_functions),
        matched={} if matched is None else Trial.of(matched, live).fairness().shares(),
        macro_f1=macro_f1(scored),
        crossfitted=_crossfitted(fitted, live),
        bounds=found,
        baselines=baselines(training, dev, live.preprocessor.prepare_many, gold_functions),
        learning_curve=[],
    )


def _curve(
    examples: Sequence[Example], dev: Sequence[Annotation], triage: Triage, fit_once: Fit
) -> list[LearningPoint]:
    """Fit parts of the training messages and measure each, and the whole, on dev."""
    assert triage.model is not None
    groups = [annotations.fold_group(example.annotation) for example in examples]
    new = prepare(dev, triage.preprocessor.prepare_many)
    heads = triage.model.heads
    points = learning_curve(examples, groups, new, fit_once)
    return [*points, learning_point(heads, 1, len(examples), new)]


def _lane(thresholds: Thresholds) -> LaneThresholds:
    return LaneThresholds(thresholds.score, thresholds.sentence, thresholds.familiarity)


def _new_version(models: Path, today: date) -> str:
    """Name a version by the day; no name is given twice, not even that of one thrown away."""
    given = _versions_logged(models)
    version, number = today.isoformat(), 1
    while version in given or (models / version).exists():
        number += 1
        version = f"{today.isoformat()}.{number}"
    return version


def _versions_logged(models: Path) -> set[str]:
    """Name the versions that the calibration data were ever read for."""
    try:
        lines = (models / USES).read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return set()
    return {json.loads(line)["version"] for line in lines}


def _log_use(models: Path, version: str, today: date, chosen: Bound) -> None:
    """Note each use of the calibration data: it proves less each time it is used."""
    models.mkdir(parents=True, exist_ok=True)
    line = {"date": today.isoformat(), "version": version, **asdict(chosen)}
    with (models / USES).open("a", encoding="utf-8") as log:
        log.write(json.dumps(line, sort_keys=True) + "\n")


def _doubts(fitted: Fitted, intents: Sequence[str]) -> list[Doubt]:
    """Find labels worth a second look; those of dev and calibration were never cross-fitted."""
    golds = [example.annotation for example in fitted.examples]
    chances = probabilities(fitted.scored.messages, fitted.calibration.temperature)
    return label_doubts(golds, intents, chances, fitted.probability)


def _meta(report: Report, training: Sequence[Annotation], data: TrainingData) -> dict[str, Any]:
    return {
        "preprocessing": preprocessing_version(),
        "calibrated_on": "constructed",
        "trained_on": {
            "messages": len(training),
            "persons": len({a.person or a.id for a in training}),
            "files": data.digests(),
        },
        "macro_f1_dev": round(report.macro_f1, 4),
        "dev": _plain(report.dev),
        "matched": _plain(report.matched),
        "crossfitted": _plain(report.crossfitted),
        "bounds": [asdict(bound) for bound in report.bounds],
        "baselines": {name: _plain(shares) for name, shares in report.baselines.items()},
        "learning_curve": [point.plain() for point in report.learning_curve],
    }


def _plain(shares: dict[str, Share]) -> dict[str, list[int]]:
    return {name: [share.k, share.n] for name, share in shares.items()}
