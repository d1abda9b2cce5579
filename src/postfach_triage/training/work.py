"""What is done of a candidate, kept until it is whole, so that a stopped training goes on.

A folder for its owner alone, holding numeric matrices under sha256 keys: fitted heads as a model
file has them (terms of several persons as bytes, weights) and counts; never a message.
"""

import json
import os
import shutil
from collections.abc import Callable, Sequence
from dataclasses import astuple, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from postfach_triage.classify.heads import Heads
from postfach_triage.classify.ngrams import FieldsOf
from postfach_triage.classify.vectorizer import WordCachedTfidf
from postfach_triage.evaluation.bound import Bound
from postfach_triage.training.examples import Example

Arrays = dict[str, NDArray[Any]]
Fit = Callable[[Sequence[Example]], Heads]
_CANDIDATE = "candidate.json"


@dataclass(frozen=True, slots=True)
class Work:
    """The folder of one candidate, whose version it keeps."""

    folder: Path
    version: str

    @classmethod
    def begin(cls, folder: Path, made_from: str, version: str) -> "Work":
        """Go on with what was made from the same, under its version; else start anew.

        `made_from` is a digest of everything that the candidate depends on.
        """
        candidate = folder / _CANDIDATE
        try:
            found = json.loads(candidate.read_bytes())
        except (OSError, ValueError):
            found = {}
        if found.get("made_from") == made_from:
            return cls(folder, found["version"])
        work = cls(folder, version)
        work.end()
        folder.mkdir(mode=0o700, parents=True)
        candidate.write_text(json.dumps({"made_from": made_from, "version": version}))
        return work

    def keep(self, name: str, make: Callable[[], Arrays]) -> Arrays:
        """Give what was kept under a name, else make it and keep it."""
        path = self.folder / f"{sha256(name.encode()).hexdigest()}.npz"
        try:
            with np.load(path, allow_pickle=False) as kept:
                return dict(kept)
        except (OSError, ValueError, BadZipFile):  # not there, or cut off by a power cut
            made = make()
        draft = path.with_suffix(".part")
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as stream:
            np.savez(stream, allow_pickle=False, **made)
        draft.replace(path)
        return made

    def fit(self, fit: Fit, intents: Sequence[str], fields_of: FieldsOf) -> Fit:
        """Give a fit that remembers what it fitted, by the ids of the messages."""

        def remembered(examples: Sequence[Example]) -> Heads:
            name = "\n".join(example.annotation.id for example in examples)
            kept = self.keep(name, lambda: _arrays(fit(examples)))
            return _heads(kept, intents, fields_of)

        return remembered

    def bounds(self, make: Callable[[], Sequence[Bound]]) -> list[Bound]:
        """Give the bounds of the lane, found once for each candidate."""
        kept = self.keep(
            "bounds", lambda: {"bounds": np.array([astuple(bound) for bound in make()], float)}
        )
        return [_bound(*row) for row in kept["bounds"].tolist()]

    def end(self) -> None:
        """Delete the folder."""
        shutil.rmtree(self.folder, ignore_errors=True)


def _bound(level: float, confidence: float, threshold: float, *counts: float) -> Bound:
    """Read a row of numbers; nan stands for no threshold."""
    found = None if np.isnan(threshold) else threshold
    return Bound(level, confidence, found, *(int(count) for count in counts))


def _arrays(heads: Heads) -> Arrays:
    return {
        "terms": np.frombuffer("\n".join(heads.vectorizer.terms).encode(), dtype=np.uint8),
        "idf": heads.vectorizer.idf,
        "weights": heads.weights,
        "bias": heads.bias,
        "pairs": np.array(heads.pairs, dtype=np.int64),
    }


def _heads(arrays: Arrays, intents: Sequence[str], fields_of: FieldsOf) -> Heads:
    terms = arrays["terms"].tobytes().decode().split("\n")
    return Heads(
        vectorizer=WordCachedTfidf(terms, arrays["idf"], fields_of),
        intents=tuple(intents),
        pairs=tuple((int(intent), bool(simple)) for intent, simple in arrays["pairs"]),
        weights=arrays["weights"],
        bias=arrays["bias"],
    )
