"""Models on disk: saved, verified, refused."""

import hashlib
import json
import re
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import numpy as np
import pytest
from fakes import document, fake_model

from postfach_triage import registry
from postfach_triage.classify.ngrams import no_fields
from postfach_triage.errors import RegistryError
from postfach_triage.records import Annotation

PREPROCESSING = "1-test"
VERSION = "2026-01-01"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder with one model in use."""
    registry.save(fake_model(VERSION), tmp_path, {"preprocessing": PREPROCESSING}, "# card\n")
    registry.set_current(tmp_path, VERSION)
    return tmp_path


def test_a_saved_model_predicts_the_same(folder: Path) -> None:
    """Saving and loading changes no prediction."""
    loaded = registry.load(folder, None, PREPROCESSING, no_fields)
    documents = [document("danke danke"), document("strom ist weg", "ich bin krank")]
    assert loaded.predict(documents) == fake_model(VERSION).predict(documents)


def test_the_model_file_holds_arrays_alone(folder: Path) -> None:
    """skops needs to trust no type at all."""
    from skops.io import get_untrusted_types

    data = (folder / VERSION / registry.MODEL).read_bytes()
    assert get_untrusted_types(data=data) == []


def test_reading_agrees_with_skops(folder: Path) -> None:
    """The arrays read with numpy alone are those that skops itself reads."""
    from skops.io import loads

    expected = loads((folder / VERSION / registry.MODEL).read_bytes(), trusted=[])
    model = registry.load(folder, VERSION, PREPROCESSING, no_fields)
    assert sorted(expected) == sorted(registry.ARRAYS)
    np.testing.assert_array_equal(model.heads.weights, expected["weights"])
    np.testing.assert_array_equal(model.heads.bias, expected["bias"])
    np.testing.assert_array_equal(model.heads.vectorizer.idf, expected["idf"])
    np.testing.assert_array_equal(model.calibration.stage_weights, expected["stage_weights"])
    assert "\n".join(model.heads.vectorizer.terms).encode() == expected["terms"].tobytes()


@pytest.mark.parametrize("content", [b"", b"PK", b"not a zip"], ids=["empty", "cut", "text"])
def test_a_file_that_is_no_archive_is_refused(folder: Path, content: bytes) -> None:
    """A matching checksum does not make a model of any file."""
    (folder / VERSION / registry.MODEL).write_bytes(content)
    path = folder / VERSION / registry.META
    meta = json.loads(path.read_text()) | {"sha256": hashlib.sha256(content).hexdigest()}
    del meta[registry.META_SUM]
    path.write_text(json.dumps(meta))
    with pytest.raises(RegistryError, match="more or less than arrays"):
        registry.load(folder, None, PREPROCESSING, no_fields)


def test_a_version_is_never_overwritten(folder: Path) -> None:
    """Saving a version twice is refused."""
    with pytest.raises(RegistryError, match="exists"):
        registry.save(fake_model(VERSION), folder, {"preprocessing": PREPROCESSING}, "")


def test_what_a_stopped_training_left_is_no_model(folder: Path) -> None:
    """A draft is not listed, and the next try takes its place."""
    draft = folder / ".2026-02-01.part"
    draft.mkdir()
    (draft / registry.META).write_text("{}")
    assert [entry.version for entry in registry.entries(folder)] == [VERSION]
    registry.save(fake_model("2026-02-01"), folder, {"preprocessing": PREPROCESSING}, "")
    assert not draft.exists() and (folder / "2026-02-01" / registry.MODEL).is_file()


def test_a_changed_model_file_is_refused(folder: Path) -> None:
    """A single changed byte is noticed before anything is read."""
    path = folder / VERSION / registry.MODEL
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    with pytest.raises(RegistryError, match="was changed since it was saved"):
        registry.load(folder, None, PREPROCESSING, no_fields)


def test_a_changed_number_in_meta_is_refused(folder: Path) -> None:
    """The threshold of the lane stands in meta.json, so that file has a sum, too."""
    path = folder / VERSION / registry.META
    meta = json.loads(path.read_text())
    meta["thresholds"]["score"] = 0.1
    path.write_text(json.dumps(meta))
    with pytest.raises(RegistryError, match=r"meta\.json: model file was changed"):
        registry.load(folder, None, PREPROCESSING, no_fields)


def test_a_model_file_with_more_than_arrays_is_refused(folder: Path) -> None:
    """Only the five arrays are allowed, even if nothing would ever read the rest."""
    path = folder / VERSION / registry.MODEL
    with ZipFile(path, "a") as archive:
        archive.writestr("more.npy", b"")
    meta_path = folder / VERSION / registry.META
    meta = json.loads(meta_path.read_text())
    meta["sha256"] = hashlib.sha256(path.read_bytes()).hexdigest()
    del meta[registry.META_SUM]
    meta_path.write_text(json.dumps(meta))
    with pytest.raises(RegistryError, match="more or less than arrays"):
        registry.load(folder, None, PREPROCESSING, no_fields)


@pytest.mark.parametrize(
    ("key", "value"), [("preprocessing", "0-old"), ("meta_version", 0)], ids=["terms", "format"]
)
def test_a_model_of_another_version_is_refused(folder: Path, key: str, value: object) -> None:
    """The message says what was found, what is needed and what to run."""
    path = folder / VERSION / registry.META
    meta = json.loads(path.read_text()) | {key: value}
    path.write_text(json.dumps(meta))
    with pytest.raises(RegistryError, match=r"another version.*Got .*postfach-triage train"):
        registry.load(folder, None, PREPROCESSING, no_fields)


def test_a_missing_model_names_those_that_exist(folder: Path) -> None:
    """An unknown version is answered with the known ones."""
    with pytest.raises(RegistryError, match=f"no such model.*{VERSION}"):
        registry.load(folder, "2030-01-01", PREPROCESSING, no_fields)


def test_an_empty_folder_says_what_to_run(tmp_path: Path) -> None:
    """Without any model the next step is to train one."""
    with pytest.raises(RegistryError, match=r"no model found.*postfach-triage train"):
        registry.load(tmp_path, None, PREPROCESSING, no_fields)


def test_a_model_knows_what_it_was_trained_on(tmp_path: Path) -> None:
    """Ids and persons are kept as hashes, each once; they cannot be read."""
    golds = [
        Annotation(name, "x", ("dank",), "simple", "U4", person=person)
        for name, person in (("i00001", None), ("p00001", "writer"), ("p00002", "writer"))
    ]
    registry.save(fake_model(VERSION), tmp_path, {}, "", trained=golds)
    traces = registry.read_trained(tmp_path, VERSION)
    assert len(traces) == 4 and all(traces.issuperset(registry.traces_of(gold)) for gold in golds)
    assert traces.isdisjoint(registry.traces_of(replace(golds[0], id="writer")))
    written = (tmp_path / VERSION / registry.TRAINED).read_text()
    assert all(re.fullmatch("[0-9a-f]{12}", one) for one in written.splitlines())
    (tmp_path / VERSION / registry.TRAINED).unlink()
    with pytest.raises(RegistryError, match=r"trained on.*postfach-triage train"):
        registry.read_trained(tmp_path, VERSION)


@pytest.mark.parametrize("content", ["", "[]", "{"], ids=["empty", "list", "torn"])
def test_a_broken_meta_file_is_refused(folder: Path, content: str) -> None:
    """Broken JSON is an expected failure, not a traceback."""
    (folder / VERSION / registry.META).write_text(content)
    with pytest.raises(RegistryError, match=r"meta\.json is broken"):
        registry.load(folder, None, PREPROCESSING, no_fields)


def test_a_missing_model_file_is_refused(folder: Path) -> None:
    """A folder with meta.json alone is no model."""
    (folder / VERSION / registry.MODEL).unlink()
    with pytest.raises(RegistryError, match="model file missing"):
        registry.load(folder, None, PREPROCESSING, no_fields)


def test_models_are_listed_with_the_one_in_use(folder: Path) -> None:
    """The list marks the current version."""
    registry.save(fake_model("2026-02-01"), folder, {"preprocessing": PREPROCESSING}, "")
    found = [(entry.version, entry.current) for entry in registry.entries(folder)]
    assert found == [(VERSION, True), ("2026-02-01", False)]


def test_only_an_existing_version_can_be_put_into_use(folder: Path) -> None:
    """`current` never names a version that is not there."""
    with pytest.raises(RegistryError, match=r"no such model"):
        registry.set_current(folder, "2030-01-01")
    assert registry.current(folder) == VERSION


def test_weights_are_kept_to_the_bit(folder: Path) -> None:
    """float32 weights come back as they were."""
    loaded = registry.load(folder, VERSION, PREPROCESSING, no_fields)
    np.testing.assert_array_equal(loaded.heads.weights, fake_model().heads.weights)
