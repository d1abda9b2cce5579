"""The folder of models: save, verify, load, list. The home of skops.

A model is a folder `models/<version>/` with `model.skops` (numpy arrays only, no class of
ours, so that loading runs no foreign code), `meta.json` (names, numbers, origin, checksum)
and `card.md`, `trained.txt`: hashes of the ids and persons it was trained on, so that it is
never measured on them, and `doubts.jsonl`: labels worth a second look. `models/current` holds
one line: the version in use.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

import numpy as np
from numpy.typing import NDArray

from postfach_triage.classify.heads import Heads
from postfach_triage.classify.model import Calibration, Model, Thresholds
from postfach_triage.classify.ngrams import FieldsOf
from postfach_triage.classify.vectorizer import WordCachedTfidf
from postfach_triage.errors import RegistryError
from postfach_triage.records import Annotation

# Raise this when meta.json or the set of arrays changes, and say in CHANGELOG.md what to run.
META_VERSION = 1
MODEL, META, CARD, CURRENT = "model.skops", "meta.json", "card.md", "current"
TRAINED, DOUBTS = "trained.txt", "doubts.jsonl"
# In meta.json: the sum of all the rest of it. Models made before it was there have none.
META_SUM = "meta_sha256"
# 48 bits: with 10,000 hashes, one of 10,000 new names is taken for a known one at 1 in 3 million.
TRACE_DIGITS = 12
ARRAYS = ("terms", "idf", "weights", "bias", "stage_weights")
RETRAIN = "postfach-triage train"
# A source checkout has its models beside src; a wheel carries the current one inside.
_PACKED = Path(__file__).parent / "packed_models"
_CHECKOUT = Path(__file__).parents[2] / "models"


@dataclass(frozen=True, slots=True)
class Entry:
    """A model in the folder, as `models list` shows it."""

    version: str
    current: bool
    meta: Mapping[str, Any]


def packed_models() -> Path:
    """Give the folder of the model that comes with the program."""
    return _PACKED if _PACKED.is_dir() else _CHECKOUT


def save(
    model: Model,
    folder: Path,
    meta: Mapping[str, Any],
    card: str,
    *,
    trained: Iterable[Annotation] = (),
    doubts: Iterable[Mapping[str, Any]] = (),
) -> Path:
    """Write a model into `folder/<version>`; refuse to overwrite one.

    `meta` adds origin, counts and figures; names, numbers and checksum are filled in here.
    `trained`: the messages it was fitted on; `doubts`: their doubtful labels, by id.
    """
    from skops.io import dumps

    target = folder / model.version
    if target.exists():
        raise RegistryError(
            "a model of this version exists", where=str(target), next_step="choose another version"
        )
    data = dumps(_arrays(model))
    content = {**meta, **_numbers(model), "sha256": hashlib.sha256(data).hexdigest()}
    traces = sorted({trace for one in trained for trace in traces_of(one)})
    content[META_SUM] = _meta_sum(content)
    texts = {
        META: json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n",
        CARD: card,
        TRAINED: "".join(f"{trace}\n" for trace in traces),
        DOUBTS: "".join(json.dumps(doubt) + "\n" for doubt in doubts),
    }
    draft = folder / f".{model.version}.part"
    shutil.rmtree(draft, ignore_errors=True)  # of a training that was stopped just then
    draft.mkdir(parents=True)
    (draft / MODEL).write_bytes(data)
    for name, text in texts.items():
        (draft / name).write_text(text, encoding="utf-8")
    draft.rename(target)
    return target


def load(folder: Path, version: str | None, preprocessing: str, fields_of: FieldsOf) -> Model:
    """Load a version (the current one if None) after checking its sums and its preprocessing."""
    chosen = version or current(folder)
    meta = read_meta(folder, chosen)
    place = folder / chosen
    if meta.get("meta_version") != META_VERSION:
        raise _stale(place, f"file format {meta.get('meta_version')}", str(META_VERSION))
    if meta.get("preprocessing") != preprocessing:
        raise _stale(place, f"preprocessing {meta.get('preprocessing')}", preprocessing)
    if META_SUM in meta and meta[META_SUM] != _meta_sum(meta):
        raise _changed(place / META)
    return _rebuild(_read_arrays(place, str(meta.get("sha256"))), meta, fields_of)


def traces_of(annotation: Annotation) -> tuple[str, ...]:
    """Give the hash of the id and, where there is one, of the person."""
    names = [f"id {annotation.id}"]
    if annotation.person is not None:
        names.append(f"person {annotation.person}")
    return tuple(hashlib.sha256(name.encode()).hexdigest()[:TRACE_DIGITS] for name in names)


def read_trained(folder: Path, version: str) -> frozenset[str]:
    """Read the traces of the messages that a version was fitted on."""
    path = folder / version / TRAINED
    try:
        return frozenset(path.read_text(encoding="utf-8").split())
    except (OSError, ValueError):
        raise RegistryError(
            "does not say what the model was trained on", where=str(path), next_step=RETRAIN
        ) from None


def read_doubts(folder: Path, version: str) -> list[dict[str, Any]]:
    """Read the doubtful labels that were found when a version was trained, the worst first."""
    path = folder / version / DOUBTS
    try:
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    except (OSError, ValueError):
        raise RegistryError(
            "does not say which labels are doubtful", where=str(path), next_step=RETRAIN
        ) from None


def current(folder: Path) -> str:
    """Read which version is in use."""
    try:
        return (folder / CURRENT).read_text(encoding="utf-8").strip()
    except OSError:
        raise RegistryError(
            "no model found", where=str(folder), next_step=f"{RETRAIN}, or name a folder: --models"
        ) from None


def set_current(folder: Path, version: str) -> None:
    """Put a version into use; one atomic write."""
    read_meta(folder, version)
    draft = folder / f".{CURRENT}.part"
    draft.write_text(version + "\n", encoding="utf-8")
    os.replace(draft, folder / CURRENT)


def read_meta(folder: Path, version: str) -> dict[str, Any]:
    """Read meta.json of a version."""
    path = folder / version / META
    try:
        meta = json.loads(path.read_text(encoding="utf-8"))
    except OSError:
        known = ", ".join(entry.version for entry in entries(folder)) or "none"
        raise RegistryError(
            "no such model", where=str(path.parent), allowed=known, next_step=RETRAIN
        ) from None
    except ValueError:
        raise RegistryError("meta.json is broken", where=str(path), next_step=RETRAIN) from None
    if not isinstance(meta, dict):
        raise RegistryError("meta.json is broken", where=str(path), next_step=RETRAIN)
    return meta


def entries(folder: Path) -> list[Entry]:
    """List the models of a folder, oldest version first."""
    mark = folder / CURRENT
    live = mark.read_text(encoding="utf-8").strip() if mark.is_file() else ""
    versions = sorted(path.parent.name for path in folder.glob(f"[!.]*/{META}"))
    return [Entry(v, v == live, read_meta(folder, v)) for v in versions]


def _stale(place: Path, got: str, allowed: str) -> RegistryError:
    return RegistryError(
        "made by another version of this program",
        where=str(place),
        got=got,
        allowed=allowed,
        next_step=RETRAIN,
    )


def _changed(path: Path) -> RegistryError:
    return RegistryError(
        "model file was changed since it was saved",
        where=str(path),
        next_step=f"restore it from a backup, or {RETRAIN}",
    )


def _meta_sum(meta: Mapping[str, Any]) -> str:
    rest = {name: value for name, value in meta.items() if name != META_SUM}
    return hashlib.sha256(json.dumps(rest, sort_keys=True).encode()).hexdigest()


def _arrays(model: Model) -> dict[str, NDArray[Any]]:
    heads = model.heads
    terms = "\n".join(heads.vectorizer.terms).encode()
    return {
        "terms": np.frombuffer(terms, dtype=np.uint8),
        "idf": heads.vectorizer.idf,
        "weights": heads.weights,
        "bias": heads.bias,
        "stage_weights": model.calibration.stage_weights,
    }


def _numbers(model: Model) -> dict[str, Any]:
    return {
        "meta_version": META_VERSION,
        "version": model.version,
        "intents": list(model.heads.intents),
        "pairs": [[intent, simple] for intent, simple in model.heads.pairs],
        "temperature": model.calibration.temperature,
        "presence": model.calibration.presence,
        "crisis_explicit": dict(model.calibration.crisis_explicit),
        "crisis_hint": dict(model.calibration.crisis_hint),
        "thresholds": asdict(model.thresholds),
    }


def _read_arrays(place: Path, checksum: str) -> dict[str, NDArray[Any]]:
    try:
        data = (place / MODEL).read_bytes()
    except OSError:
        raise RegistryError("model file missing", where=str(place), next_step=RETRAIN) from None
    if hashlib.sha256(data).hexdigest() != checksum:
        raise _changed(place / MODEL)
    try:
        return _unpack(data)
    except (KeyError, TypeError, ValueError, BadZipFile):
        raise RegistryError(
            "model file holds more or less than arrays", where=str(place), next_step=RETRAIN
        ) from None


def _unpack(data: bytes) -> dict[str, NDArray[Any]]:
    """Read the arrays of a skops archive with numpy alone; no pickle, so no code is run.

    `skops.io.loads` gives the same (tested), but importing it brings all of scikit-learn and
    pandas along: half of the time until the first message is scored.
    """
    with ZipFile(BytesIO(data)) as archive:
        nodes = json.loads(archive.read("schema.json"))["content"]
        files = {name: nodes[name]["file"] for name in ARRAYS}
        if set(archive.namelist()) != {"schema.json", *files.values()}:
            raise ValueError("a file that none of the arrays needs")
        return {name: _array(archive.read(file)) for name, file in files.items()}


def _array(data: bytes) -> NDArray[Any]:
    found: NDArray[Any] = np.lib.format.read_array(BytesIO(data), allow_pickle=False)
    return found


def _rebuild(arrays: dict[str, NDArray[Any]], meta: dict[str, Any], fields_of: FieldsOf) -> Model:
    terms = arrays["terms"].tobytes().decode().split("\n")
    heads = Heads(
        vectorizer=WordCachedTfidf(terms, arrays["idf"], fields_of),
        intents=tuple(meta["intents"]),
        pairs=tuple((int(intent), bool(simple)) for intent, simple in meta["pairs"]),
        weights=arrays["weights"],
        bias=arrays["bias"],
    )
    calibration = Calibration(
        temperature=meta["temperature"],
        stage_weights=arrays["stage_weights"],
        presence=meta["presence"],
        crisis_explicit=meta["crisis_explicit"],
        crisis_hint=meta["crisis_hint"],
    )
    return Model(meta["version"], heads, calibration, Thresholds(**meta["thresholds"]))
