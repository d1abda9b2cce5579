"""Choose from an export the messages that are most worth a label; only numbers are kept of them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, vstack

from postfach_triage import model_log, registry
from postfach_triage.assembly import preprocessing_version
from postfach_triage.classify.model import Model, probabilities, simple_probability
from postfach_triage.classify.ngrams import FieldsOf
from postfach_triage.classify.texts import marked_text, score_documents
from postfach_triage.classify.wordless import is_wordless
from postfach_triage.errors import RegistryError, TrainingError
from postfach_triage.evaluation.scoring import messages
from postfach_triage.evaluation.stability import Stability, stability
from postfach_triage.records import Annotation, Document, Message, Row
from postfach_triage.training.selection import Pool, choose, uncertainty
from postfach_triage.triage import Triage

BATCH = 512
# What is known of so many messages takes about half a gigabyte.
MAX_POOL = 100_000


@dataclass(frozen=True, slots=True)
class Chosen:
    """A message to annotate: its row, id, best intent and how unsure the model is (0 to 1)."""

    row: str
    message_id: str
    intent: str
    uncertainty: float


@dataclass(frozen=True, slots=True)
class Sample:
    """What was chosen from `pool` messages; `left_out` were trained on, empty or unreadable.

    `stability` is None where there is no earlier model that this program can load.
    """

    chosen: tuple[Chosen, ...]
    pool: int
    left_out: int
    stability: Stability | None


@dataclass(frozen=True, slots=True)
class _Part:
    """The numbers of one batch."""

    names: list[tuple[str, str]]
    chances: NDArray[np.float64]
    simple: NDArray[np.float64]
    matrix: csr_matrix
    before: list[str]


@dataclass(frozen=True, slots=True)
class Models:
    """The folder of models, and the word fields to read them with."""

    folder: Path
    fields_of: FieldsOf


def sample(
    rows: Iterable[Row], triage: Triage, models: Models, n: int, own: Sequence[Annotation] = ()
) -> Sample:
    """Choose n messages: unsure, unlike each other, rare intents first, no near-duplicates.

    Messages that the model was trained on are left out, and what is nearly the same as one of
    `own`, which have a label. Raise TrainingError where nothing is left or the export is too large.
    """
    assert triage.model is not None
    trained = registry.read_trained(models.folder, triage.model.version)
    earlier = earlier_model(models, triage.model.version)
    counted = 0
    parts: list[_Part] = []
    waiting = iter(rows)
    while batch := list(islice(waiting, BATCH)):
        counted += len(batch)
        part = _part(_documents(batch, triage, trained), triage.model, earlier)
        parts += [part] if part is not None else []
        if sum(len(one.names) for one in parts) > MAX_POOL:
            raise _too_large()
    if not parts:
        raise TrainingError("no message to choose from", next_step="name another export")
    pool = Pool(
        np.concatenate([part.chances for part in parts]),
        np.concatenate([part.simple for part in parts]),
        csr_matrix(vstack([part.matrix for part in parts])),
    )
    names = [name for part in parts for name in part.names]
    main = [triage.model.heads.intents[k] for k in pool.chances.argmax(axis=1)]
    unsure = uncertainty(pool)
    before = [intent for part in parts for intent in part.before]
    places = choose(pool, n, known=_matrix(own, triage) if own else None)
    return Sample(
        tuple(Chosen(*names[i], main[i], round(float(unsure[i]), 4)) for i in places),
        pool=len(names),
        left_out=counted - len(names),
        stability=stability(triage.model.version, earlier.version, main, before)
        if earlier
        else None,
    )


def earlier_model(models: Models, current: str) -> Model | None:
    """Load the model that was in use before, if there is one that this program can read."""
    version = model_log.earlier(model_log.read(models.folder), current)
    if version is None or version == current:
        return None
    try:
        return registry.load(models.folder, version, preprocessing_version(), models.fields_of)
    except RegistryError:
        return None


def _documents(
    batch: Sequence[Row], triage: Triage, trained: frozenset[str]
) -> Iterator[tuple[Row, Document]]:
    """Prepare what may be chosen."""
    for row in batch:
        message = row.message
        if row.error is None and message.direction == "in" and not _known(message, trained):
            try:
                document = triage.preprocessor.prepare(message)
            except Exception:  # whatever a component stumbles over goes to people, unlabelled
                continue
            if not is_wordless(document):
                yield row, document


def _known(message: Message, trained: frozenset[str]) -> bool:
    as_trained = Annotation(message.id, "", (), "complex", "U2")
    return not trained.isdisjoint(registry.traces_of(as_trained))


def _part(
    ready: Iterable[tuple[Row, Document]], model: Model, earlier: Model | None
) -> _Part | None:
    pairs = list(ready)
    if not pairs:
        return None
    documents = [document for _, document in pairs]
    texts = [marked_text(document) for document in documents]
    scored = score_documents(model.heads, documents)
    before = earlier.heads.score(texts).main.argmax(axis=1) if earlier else []
    return _Part(
        names=[(row.key, row.message.id) for row, _ in pairs],
        chances=probabilities(scored.messages, model.calibration.temperature),
        simple=simple_probability(scored, model.calibration.stage_weights),
        matrix=model.heads.vectorizer.transform(texts),
        before=[earlier.heads.intents[k] for k in before] if earlier else [],
    )


def _matrix(own: Sequence[Annotation], triage: Triage) -> csr_matrix:
    assert triage.model is not None
    documents = triage.preprocessor.prepare_many(messages(own))
    return triage.model.heads.vectorizer.transform(map(marked_text, documents))


def _too_large() -> TrainingError:
    return TrainingError(
        "too many messages to choose from",
        allowed=f"at most {MAX_POOL:,}",
        next_step="name a smaller export, such as those of one week",
    )
