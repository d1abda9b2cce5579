"""Put models into use and take them out again: gate, promote, roll back, retrain.

A model goes live only if it holds its own against the one in use on the same messages
(config/gates.yaml, `promotion`); there is no way around it but the office's gates.yaml.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from postfach_triage import model_log, registry, retraining
from postfach_triage.assembly import preprocessing_version
from postfach_triage.classify.ngrams import FieldsOf
from postfach_triage.config.gates import Gate, PromotionRule
from postfach_triage.errors import GateError, RegistryError, TrainingError
from postfach_triage.evaluation.background import Background
from postfach_triage.evaluation.comparison import Difference
from postfach_triage.evaluation.gate import shortfall, verdicts
from postfach_triage.evaluation.promotion import fallen_behind, newly_missed
from postfach_triage.evaluation.shares import Share
from postfach_triage.measuring import Evaluation, evaluate
from postfach_triage.model_log import Change, Command
from postfach_triage.training_data import TrainingData, divide, load_own
from postfach_triage.triage import Triage

Load = Callable[[str], Triage]
# On fewer own messages a figure moves by chance more than any rule allows.
ENOUGH_OWN = 100


@dataclass(frozen=True, slots=True)
class Gatekeeper:
    """What a candidate must pass, and the messages it is measured on beside the one in use."""

    data: TrainingData
    gates: Sequence[Gate]
    rules: Sequence[PromotionRule]


def promote(
    version: str, models: Path, load: Load, keeper: Gatekeeper, *, at: datetime, by: Command
) -> list[Evaluation]:
    """Put a version into use if the gate passes; return what was measured.

    `load` gives the program with a version, after its sums were checked. Raise GateError with
    everything that fell short; then nothing was changed.
    """
    current = current_version(models)
    if version == current:
        raise RegistryError(
            "is in use already", where=version, next_step="postfach-triage models list"
        )
    triage = load(version)
    found = [
        evaluate(path, models, triage, keeper.gates, held_out=True)
        for path in (keeper.data.folder, *_large_enough(keeper.data.own))
    ]
    _refuse(found, models, current, keeper)
    go_live(version, models, at=at, by=by)
    return found


def retrain(
    models: Path,
    blank: Triage,
    load: Load,
    keeper: Gatekeeper,
    fit: Callable[[], str],
    at: datetime,
) -> tuple[str, list[Evaluation]]:
    """Make a candidate and put it into use if the gate passes; return it and what was measured.

    `blank` is the program without a model; `fit` trains and returns the version. A candidate
    that is finished already is not trained again. The first model of a folder meets no gate.
    """
    version = candidate_of(keeper.data, models, blank) or fit()
    if current_version(models) is None:
        go_live(version, models, at=at, by="retrain")
        return version, []
    return version, promote(version, models, load, keeper, at=at, by="retrain")


def roll_back(models: Path, fields_of: FieldsOf, *, at: datetime) -> str:
    """Put the version that was live before into use again, and return it."""
    current = registry.current(models)
    earlier = model_log.earlier(model_log.read(models), current)
    if earlier is None:
        raise RegistryError(
            "no earlier model is known",
            where=str(models / model_log.LOG),
            got=f"{current} in use",
            next_step="postfach-triage models list, then postfach-triage promote VERSION",
        )
    registry.load(models, earlier, preprocessing_version(), fields_of)
    go_live(earlier, models, at=at, by="rollback")
    return earlier


def go_live(version: str, models: Path, *, at: datetime, by: Command) -> None:
    """Put a version into use and note it in the log."""
    before = current_version(models)
    registry.set_current(models, version)
    model_log.append(models, Change(at, by, version, before))


def current_version(models: Path) -> str | None:
    """Name the version in use; None where there is none yet."""
    return registry.current(models) if (models / registry.CURRENT).is_file() else None


def candidate_of(data: TrainingData, models: Path, triage: Triage) -> str | None:
    """Name a finished version that was made from just this, so that it is not made again.

    Raise RegistryError where it is in use, or was: then retraining has nothing to add.
    """
    digest = retraining.made_from(data, triage)
    made = [e.version for e in registry.entries(models) if e.meta.get("made_from") == digest]
    if not made:
        return None
    live = {change.version for change in model_log.read(models)} | {current_version(models)}
    known = next((version for version in made if version in live), None)
    if known is not None:
        raise RegistryError(
            "was made from just these messages and settings, and has been in use",
            where=known,
            next_step="bring new annotations (--own), or postfach-triage promote " + known,
        )
    return made[-1]


def _large_enough(own: Sequence[Path]) -> list[Path]:
    return [path for path in own if len(divide(load_own([path]))[1]) >= ENOUGH_OWN]


def _refuse(
    found: Sequence[Evaluation], models: Path, current: str | None, keeper: Gatekeeper
) -> None:
    """Raise GateError with all that falls short."""
    if current is None:
        missed = shortfall(found[0].verdicts)
        if missed is not None:
            raise missed
        return
    background = Background.read(registry.read_meta(models, current), "")
    differences = [_beside(one, background, current) for one in found]
    noted = {one.name: one.theirs for one in differences[0]}
    theirs = verdicts(keeper.gates, noted, background.crossfitted, noted)
    short = [
        *fallen_behind(keeper.rules, differences),
        *newly_missed(found[0].verdicts, theirs),
    ]
    if short:
        raise GateError(
            f"falls short of {current}: " + "; ".join(short),
            where=found[0].assessment.version,
            next_step="postfach-triage evaluate VERSION --report shows the mistakes; "
            f"{current} stays in use",
        )


def _beside(found: Evaluation, current: Background, version: str) -> Sequence[Difference]:
    """Give the differences to the model in use.

    A model that this program cannot load any more is compared by what was noted on dev and on the
    matched messages when it was made, if those were as many.
    """
    assessed = found.assessment
    if assessed.comparison is not None and not assessed.comparison.why_not:
        return assessed.comparison.differences
    noted = {**current.dev, **current.matched} if assessed.material.name == "dev" else {}
    ours = {**assessed.shares(), **(assessed.matched() or {})}
    same = [
        Difference(name, ours[name], theirs, None, 0, 0)
        for name, theirs in noted.items()
        if name in ours and ours[name].n == theirs.n
    ]
    if not same and assessed.comparison is not None:
        raise TrainingError(
            f"the model in use cannot be measured on these: {assessed.comparison.why_not}",
            where=version,
            next_step="name other messages (--data, --own)",
        )
    # A figure that did not exist yet when the other was made has nothing to be held against.
    new = [name for name in ours if same and name not in noted]
    return [*same, *(Difference(name, ours[name], Share(0, 0), None, 0, 0) for name in new)]
