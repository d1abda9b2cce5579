"""Take a model out of the folder as plain scikit-learn pipelines, for notebooks."""

from pathlib import Path

from postfach_triage import registry
from postfach_triage.training.examples import prepare
from postfach_triage.training.plain import plain_pipelines, write_plain
from postfach_triage.training_data import TrainingData
from postfach_triage.triage import Triage


def export_plain(data: TrainingData, models: Path, triage: Triage, target: Path) -> list[str]:
    """Fit pipelines over the n-grams of the model of `triage` and write them with joblib.

    Return the names of the files that are not those the model was trained on, to be said.
    """
    assert triage.model is not None
    training, _ = data.read(triage.office.intents)
    examples = prepare(training, triage.preprocessor.prepare_many)
    write_plain(plain_pipelines(examples, triage.model.heads.vectorizer), target)
    meta = registry.read_meta(models, triage.model.version)
    before, now = meta.get("trained_on", {}).get("files", {}), data.digests()
    return sorted(name for name in {*before, *now} if before.get(name) != now.get(name))
