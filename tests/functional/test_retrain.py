"""`retrain`, `promote`, `rollback`: a model goes live only past the gate, and leaves a trace."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from corpus import is_held_out, lines, write, write_corpus
from runs import TODAY, read_jsonl
from typer.testing import Result

from postfach_triage import model_log, registry
from postfach_triage.assembly import word_fields
from postfach_triage.cli.train import blank_triage
from postfach_triage.retraining import USES, WORK, train
from postfach_triage.training_data import TrainingData

pytestmark = pytest.mark.slow

Cli = Callable[..., Result]
FIRST, SECOND = TODAY.isoformat(), f"{TODAY.isoformat()}.2"
SAME = ("--jobs", 1, "--today", TODAY)
OWN = {"annotator": "a", "how": "accepted", "source": "own", "redacted": True}
WRITING = ("writing_lane", "writing_team", "writing_urgency", "name_blind", "gender_blind")
ROOM = ("falsely_urgent", "falsely_now", "lane_coverage", *WRITING)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory, cli: Cli) -> Path:
    """Give a folder with data and the models that the first retraining left."""
    folder = tmp_path_factory.mktemp("base")
    write_corpus(folder / "data")
    result = cli("retrain", folder / "data", "--models", folder / "models", *SAME)
    assert result.exit_code == 0, result.output
    return folder


@pytest.fixture
def models(base: Path, tmp_path: Path) -> Path:
    """Give a copy of the models, to be changed."""
    return Path(shutil.copytree(base / "models", tmp_path / "models"))


def _with_own(base: Path, models: Path, folder: Path) -> tuple[object, ...]:
    """Give the order to retrain with an office's own messages and room for chance."""
    own = write(folder / "own.jsonl", lines([f"o{n}" for n in range(4)], 0, "own", **OWN))
    gates = {"promotion": {rule: {"worse_by": 0.2} for rule in ROOM}}
    write(folder / "gates.yaml", [gates])
    return ("retrain", base / "data", "--own", own, "--models", models, "--config", folder)


def _log(models: Path) -> list[tuple[str, str, str | None]]:
    return [(change.by, change.version, change.before) for change in model_log.read(models)]


def test_the_first_model_goes_live_and_is_listed(cli: Cli, base: Path) -> None:
    """There is nothing to hold it against; the work folder is gone; the log says so."""
    models = base / "models"
    assert (registry.current(models), _log(models)) == (FIRST, [("retrain", FIRST, None)])
    assert not (models / WORK).exists()
    listed = cli("models", "list", "--models", models).stdout
    assert f"* {FIRST}" in listed and "to today" in listed and "(retrain)" in listed


def test_nothing_new_makes_no_new_model(cli: Cli, base: Path) -> None:
    """The same messages and settings would give the same model."""
    models = base / "models"
    result = cli("retrain", base / "data", "--models", models, *SAME)
    assert result.exit_code == 1 and "made from just these messages" in result.stderr
    assert [entry.version for entry in registry.entries(models)] == [FIRST]


def test_promoted_rolled_back_and_listed(
    cli: Cli, base: Path, models: Path, tmp_path: Path
) -> None:
    """An office's gates.yaml may leave room for chance; rolling back needs no measuring."""
    order = _with_own(base, models, tmp_path)
    result = cli(*order, *SAME)
    assert result.exit_code == 0, result.output
    assert f"{SECOND} is in use." in result.stdout and registry.current(models) == SECOND
    back = cli("rollback", "--models", models)
    assert (back.exit_code, registry.current(models)) == (0, FIRST)
    assert _log(models) == [
        ("retrain", FIRST, None),
        ("retrain", SECOND, FIRST),
        ("rollback", FIRST, SECOND),
    ]
    again = cli("rollback", "--models", models)
    assert again.exit_code == 1 and "no earlier model is known" in again.stderr
    listed = json.loads(cli("models", "list", "--json", "--models", models).stdout)
    assert {one["version"]: [p["by"] for p in one["live"]] for one in listed} == {
        FIRST: ["retrain", "rollback"],
        SECOND: ["retrain"],
    }
    refused = cli(*order, *SAME)
    assert refused.exit_code == 1 and f"promote {SECOND}" in refused.stderr


def test_a_model_of_an_earlier_program_is_held_to_what_its_card_says(
    cli: Cli, base: Path, models: Path, tmp_path: Path
) -> None:
    """It cannot be run any more; a figure that its card does not know holds nobody back."""
    meta = models / FIRST / registry.META
    noted = json.loads(meta.read_text())
    assert noted.pop("matched")
    meta.write_text(json.dumps(noted | {"preprocessing": "0-earlier"}))
    order = _with_own(base, models, tmp_path)
    result = cli(*order, *SAME)
    assert result.exit_code == 0, result.output
    assert registry.current(models) == SECOND
    assert json.loads((models / SECOND / registry.META).read_text())["matched"]


def test_doubtful_labels_are_told_and_are_never_those_of_dev(cli: Cli, tmp_path: Path) -> None:
    """Three labels were swapped where they train, three where they are measured."""
    data, models = write_corpus(tmp_path / "data"), tmp_path / "models"
    rows = read_jsonl(data / "by_person.jsonl")
    sides = [
        [r for r in rows if is_held_out(r["person"]) is held_out] for held_out in (False, True)
    ]
    swapped = [[r for r in side if r["intents"] == ["dank"]][:3] for side in sides]
    for row in (*swapped[0], *swapped[1]):
        row["intents"] = ["auszahlung"]
    write(data / "by_person.jsonl", rows)
    trained = cli("train", data, "--models", models, *SAME)
    assert trained.exit_code == 0, trained.output
    told = cli("annotations", "doubts", "--models", models, "--json")
    found = {one["id"]: one["seen"] for one in json.loads(told.stdout) if one["what"] == "intent"}
    assert {row["id"]: "dank" for row in swapped[0]}.items() <= found.items()
    assert not {row["id"] for row in sides[1]} & set(found)


def test_a_worse_model_stays_outside(cli: Cli, models: Path, tmp_path: Path) -> None:
    """Exit code 3 names what fell short; nothing is changed; a second try trains nothing."""
    data = write_corpus(tmp_path / "spoilt", spoilt=frozenset({"auszahlung", "krankmeldung"}))
    for _ in range(2):
        result = cli("retrain", data, "--models", models, *SAME)
        assert result.exit_code == 3
        assert "simple in the simple lane" in result.stderr and FIRST in result.stderr
    assert registry.current(models) == FIRST and len(_log(models)) == 1
    assert [entry.version for entry in registry.entries(models)] == [FIRST, SECOND]
    assert len((models / USES).read_text().splitlines()) == 2
    file = models / SECOND / registry.MODEL
    file.write_bytes(file.read_bytes()[:-1] + b"x")
    tampered = cli("promote", SECOND, "--data", data, "--models", models, "--today", TODAY)
    assert tampered.exit_code == 1 and "was changed since it was saved" in tampered.stderr


def test_a_stopped_training_goes_on(base: Path, tmp_path: Path) -> None:
    """What is done is kept in a private folder without a word of a message, and used."""
    models, said = tmp_path / "models", []

    def stop(line: str) -> None:
        said.append(line)
        if line == "measuring on dev":
            raise KeyboardInterrupt

    data = TrainingData(base / "data")
    order: dict[str, Any] = {"jobs": 1, "fields_of": word_fields()}
    with pytest.raises(KeyboardInterrupt):
        train(data, models, blank_triage(None, None), say=stop, **order)
    kept = models / WORK
    assert kept.stat().st_mode & 0o777 == 0o700 and len(list(kept.glob("*.npz"))) == 7
    assert not any("vielen dank für".encode() in path.read_bytes() for path in kept.iterdir())
    before = {path: path.stat().st_mtime_ns for path in kept.glob("*.npz")}
    with pytest.raises(KeyboardInterrupt):
        train(data, models, blank_triage(None, None), say=stop, **order)
    assert before == {path: path.stat().st_mtime_ns for path in kept.glob("*.npz")}
    report = train(data, models, blank_triage(None, None), say=said.append, **order)
    assert len((models / USES).read_text().splitlines()) == 1
    assert not kept.exists() and (models / report.version / registry.MODEL).is_file()
