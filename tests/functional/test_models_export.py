"""`postfach-triage models export`: pipelines that need scikit-learn and nothing of ours."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import joblib
import numpy as np
import pytest
from corpus import write_corpus
from runs import TODAY
from typer.testing import Result

from postfach_triage.cli.options import models_folder
from postfach_triage.registry import current
from postfach_triage.triage import Triage

pytestmark = pytest.mark.slow

Cli = Callable[..., Result]
TEXTS = ["vielen dank fuer die hilfe", "ich lege widerspruch ein", "der strom ist abgestellt"]
# A process in which our package cannot be imported; it reads texts and writes labels.
NOTEBOOK = """
import json, sys
sys.modules["postfach_triage"] = None
import joblib
found = joblib.load(sys.argv[1])
texts = json.load(sys.stdin)
labels = {name: pipeline.predict(texts).tolist() for name, pipeline in found.items()}
ours = [name for name in sys.modules if name.startswith("postfach_triage.")]
json.dump({"labels": labels, "ours": ours}, sys.stdout)
"""


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory, cli: Cli) -> Path:
    """Give the pipelines of the model that comes with the program, fitted on a tiny corpus."""
    folder = tmp_path_factory.mktemp("export")
    data, target = write_corpus(folder / "data"), folder / "model.joblib"
    version = current(models_folder(None))
    result = cli("models", "export", version, "--format", "joblib", "--out", target, "--data", data)
    assert result.exit_code == 0, result.output
    assert "by_person.jsonl" in result.stderr  # it was trained on others
    return target


def test_the_pipelines_run_without_our_package(exported: Path) -> None:
    """A notebook has scikit-learn and joblib alone."""
    command = [sys.executable, "-c", NOTEBOOK, str(exported)]
    done = subprocess.run(command, input=json.dumps(TEXTS), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["ours"] == []
    assert found["labels"] == {
        "intents": ["dank", "widerspruch", "energiesperre"],
        "lane": ["simple", "complex", "complex"],
    }


def test_the_file_is_for_its_owner(exported: Path) -> None:
    """It was fitted on messages."""
    assert exported.stat().st_mode & 0o777 == 0o600


def test_the_n_grams_are_those_of_the_model(exported: Path) -> None:
    """Its matrix is the model's, word and character blocks, within 1e-6."""
    triage = Triage.load(today=TODAY, models=models_folder(None))
    assert triage.model is not None
    vectorizer = triage.model.heads.vectorizer
    columns = [
        place for letter in "wc" for place, term in enumerate(vectorizer.terms) if term[0] == letter
    ]
    expected = vectorizer.transform(TEXTS).toarray()[:, columns]
    plain = joblib.load(exported)["intents"].named_steps["ngrams"].transform(TEXTS).toarray()
    np.testing.assert_allclose(plain, expected, atol=1e-6)


def test_an_unknown_version_is_said(cli: Cli, tmp_path: Path) -> None:
    """The known ones are named; nothing is written."""
    result = cli("models", "export", "2000-01-01", "--out", tmp_path / "x.joblib")
    assert result.exit_code == 1 and "no such model" in result.stderr
    assert not list(tmp_path.iterdir())
