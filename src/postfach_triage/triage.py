"""Compose the four steps for messages, and see that no row is ever lost."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from postfach_triage import registry
from postfach_triage.assembly import preprocessing_version, preprocessor, word_fields
from postfach_triage.batches import by_halves, uncollected
from postfach_triage.classify.model import Model
from postfach_triage.classify.wordless import is_wordless, of_wordless
from postfach_triage.config.loader import CAREFUL
from postfach_triage.config.loader import load as load_office
from postfach_triage.config.office import Office
from postfach_triage.config.office_texts import load_office_texts
from postfach_triage.config.reply_templates import load_templates
from postfach_triage.errors import ConfigError, RegistryError, TriageError
from postfach_triage.preprocess.normalise import fold_for_model
from postfach_triage.preprocess.pipeline import Preprocessor
from postfach_triage.records import (
    Decision,
    Document,
    Message,
    Prediction,
    Result,
    Row,
    Signal,
)
from postfach_triage.replies.catalogue import Catalogue, build_catalogue
from postfach_triage.replies.filling import fill
from postfach_triage.replies.ranking import rank
from postfach_triage.routing.decision import decide, failed
from postfach_triage.routing.lane import LaneThresholds

# Enough to make one sparse product worth while, small enough to keep memory flat.
BATCH = 512


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a triage was loaded from, so that a worker process can load the same."""

    models: Path
    config: Path | None
    version: str

    def load(self, today: date) -> "Triage":
        """Load it again."""
        return Triage.load(
            today=today, models=self.models, config=self.config, version=self.version
        )


@dataclass(frozen=True)
class Triage:
    """Everything a message passes through; reads no clock and writes no file."""

    preprocessor: Preprocessor
    model: Model | None
    office: Office
    catalogue: Catalogue
    thresholds: LaneThresholds
    today: date
    origin: Origin | None = None

    @classmethod
    def load(
        cls,
        *,
        today: date,
        models: Path | None = None,
        config: Path | None = None,
        version: str | None = None,
    ) -> "Triage":
        """Load model, settings and rules; `today` decides which replies are valid."""
        folder = models or registry.packed_models()
        model = registry.load(folder, version, preprocessing_version(), word_fields())
        found = model.thresholds
        office = load_office(config)
        _refuse_unknown(model, office)
        score = _own_threshold(office, folder, model.version) or found.score
        thresholds = LaneThresholds(score, found.sentence, found.familiarity)
        built = cls.build(office, config, today, model, thresholds)
        here = Origin(folder.resolve(), config.resolve() if config else None, model.version)
        return replace(built, origin=here)

    @classmethod
    def build(
        cls,
        office: Office,
        config: Path | None,
        today: date,
        model: Model | None,
        thresholds: LaneThresholds,
    ) -> "Triage":
        """Put a triage together around a model; without one it decides given predictions."""
        templates = load_templates(config / "replies" if config else None)
        texts = load_office_texts(config)
        closed = {kind for kind, n in office.crisis_notes.notes.items() if not n.answer_in_portal}
        catalogue = build_catalogue(templates, texts, fold_for_model, closed)
        return cls(preprocessor(config), model, office, catalogue, thresholds, today)

    def run(self, messages: Iterable[Message]) -> Iterator[Result]:
        """Score messages; the row key of a result is the message's id."""
        yield from self.run_rows(Row(message.id, message) for message in messages)

    def run_rows(self, rows: Iterable[Row]) -> Iterator[Result]:
        """Turn each row into exactly one result, in order."""
        waiting = iter(rows)
        while batch := list(islice(waiting, BATCH)):
            with uncollected():
                results = self._batch(batch)
            yield from results

    def result(self, row: Row, document: Document, prediction: Prediction) -> Result:
        """Decide and fill one message."""
        return self._scored([_Read(row, document, prediction)])[0]

    def _scored(self, read: Sequence["_Read"]) -> list[Result]:
        """Decide and fill step by step: each step finds its own data still near (measured)."""
        read = [one.as_it_is() for one in read]
        office, catalogue = self.office, self.catalogue
        ranked = [
            rank(one.document, one.row.message, one.prediction, catalogue, today=self.today)
            for one in read
        ]
        decisions = [
            decide(one.row.message, one.document, one.prediction, found, office, self.thresholds)
            for one, found in zip(read, ranked, strict=True)
        ]
        suggestions = [
            fill(
                found,
                one.row.message,
                one.document,
                catalogue,
                holding=decision.holding,
                team=office.functions[decision.function].label,
            )
            for one, found, decision in zip(read, ranked, decisions, strict=True)
        ]
        return [
            Result(
                row=one.row.key,
                message=one.row.message,
                status="scored",
                notes=(*one.row.notes, *one.document.notes),
                language=one.document.language,
                prediction=one.prediction,
                decision=decision,
                suggestion=suggestion,
                stage=self._stage(one.prediction.intents[0][0], suggestion.reply),
            )
            for one, decision, suggestion in zip(read, decisions, suggestions, strict=True)
        ]

    def _stage(self, intent: str, reply: str | None) -> str:
        """Say whether the page may show lane and suggestion; a reply that is off is not shown."""
        return (
            CAREFUL if reply in self.office.switches.replies else self.office.intents[intent].stage
        )

    def unread(self, row: Row, error: str) -> Result:
        """Send a row to people without reading it: reading it has ended a process before."""
        if _is_out(row):
            return _out(row)
        return self._failed(replace(row, error=row.error or error), None)

    def _batch(self, rows: Sequence[Row]) -> list[Result]:
        inside = [row for row in rows if not _is_out(row)]
        found = iter(by_halves(self._prepare, inside))
        documents = [None if _is_out(row) else next(found) for row in rows]
        ready = {i: doc for i, doc in enumerate(documents) if doc and rows[i].error is None}
        predictions = by_halves(self._predict, list(ready.values()))
        read = {
            i: _Read(rows[i], document, prediction)
            for (i, document), prediction in zip(ready.items(), predictions, strict=True)
            if prediction is not None
        }
        scored = dict(zip(read, self._each_scored(list(read.values())), strict=True))
        return [
            scored[i] if i in scored else self._unscored(rows[i], documents[i])
            for i in range(len(rows))
        ]

    def _prepare(self, rows: Sequence[Row]) -> Iterator[Document]:
        return self.preprocessor.prepare_many(row.message for row in rows)

    def _predict(self, documents: Sequence[Document]) -> list[Prediction]:
        assert self.model is not None
        return self.model.predict(documents)

    def _each_scored(self, read: Sequence["_Read"]) -> list[Result]:
        try:
            return self._scored(read)
        except Exception:
            return [self._guarded(one) for one in read]

    def _guarded(self, read: "_Read") -> Result:
        try:
            return self._scored([read])[0]
        except Exception as error:
            return self._failed(replace(read.row, error=_fault(error)), read.document)

    def _unscored(self, row: Row, document: Document | None) -> Result:
        if _is_out(row):
            return _out(row)
        if document is not None and row.error is None:
            row = replace(row, error="the model could not read it")
        return self._failed(row, document)

    def _failed(self, row: Row, document: Document | None) -> Result:
        signals = document.signals if document else ()
        return Result(
            row=row.key,
            message=row.message,
            status="failed",
            error=row.error or "the text could not be prepared",
            notes=row.notes,
            language=document.language if document else None,
            decision=self._to_people(row.message, signals),
        )

    def _to_people(self, message: Message, signals: Sequence[Signal]) -> Decision:
        try:
            return failed(message, signals, self.office)
        except Exception:
            # The words may be what the rules stumbled over: decide by the signals alone.
            return failed(Message(message.id, ""), signals, self.office)


class _Read(NamedTuple):
    """A row that could be read and predicted."""

    row: Row
    document: Document
    prediction: Prediction

    def as_it_is(self) -> "_Read":
        """Give a message without words the prediction that takes no model."""
        if not is_wordless(self.document):
            return self
        attachments = self.row.message.attachments
        return self._replace(prediction=of_wordless(self.prediction, attachments=attachments))


def _refuse_unknown(model: Model, office: Office) -> None:
    """Raise RegistryError where the office has replaced an intent that the model may name."""
    unknown = [name for name in model.heads.intents if name not in office.intents]
    if unknown:
        raise RegistryError(
            "knows intents that the office has replaced",
            where=model.version,
            got=", ".join(unknown),
            next_step="postfach-triage retrain",
        )


def _own_threshold(office: Office, models: Path, version: str) -> float | None:
    """Give the threshold set on the office's own sample; it holds for one model alone."""
    own = office.calibration
    if own is None:
        return None
    if own.model != registry.read_meta(models, version)["sha256"]:
        problem = TriageError(
            "was set for another model",
            where="calibration.json",
            next_step="remove the file, then postfach-triage calibrate",
        )
        raise ConfigError([problem])
    return own.threshold


def _is_out(row: Row) -> bool:
    return row.error is None and row.message.direction == "out"


def _out(row: Row) -> Result:
    return Result(row=row.key, message=row.message, status="out", notes=row.notes)


def _fault(error: Exception) -> str:
    # The type alone: a message could quote the client's words.
    return f"the program failed on it ({type(error).__name__})"
