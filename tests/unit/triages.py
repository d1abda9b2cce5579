"""A triage of hand-written parts: a preprocessor and a model that stumble where told to."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from postfach_triage.config.loader import load
from postfach_triage.config.office import Office
from postfach_triage.config.office_texts import load_office_texts
from postfach_triage.config.reply_templates import load_templates
from postfach_triage.preprocess.normalise import fold_for_model
from postfach_triage.records import Document, Message, Prediction, Sentence, Signal
from postfach_triage.replies.catalogue import Catalogue, build_catalogue
from postfach_triage.routing.lane import LaneThresholds
from postfach_triage.triage import Triage

# What a text must hold to break a part; any word of it could be the client's.
BREAKS_PREPROCESSING, BREAKS_MODEL, BREAKS_RULES = "zerbrich", "zerfall", "zerspring"
THANKS = Prediction(
    intents=(("dank", 0.9), ("kenntnisnahme", 0.1)),
    presence=("dank",),
    simple_probability=0.95,
    model_version="fake",
)


class Preprocessor:
    """Folds words and finds one signal."""

    def prepare_many(self, messages: Iterable[Message]) -> Iterator[Document]:
        """Prepare one message after another."""
        return map(self.prepare, messages)

    def prepare(self, message: Message) -> Document:
        """Return a document of one sentence."""
        if BREAKS_PREPROCESSING in message.text:
            raise ValueError(message.text)
        words = " ".join(fold_for_model(word) for word in message.text.split())
        signals = (Signal("energiesperre", "explicit", "text", 0, 5),)
        return Document(
            words,
            sentences=(Sentence("text", 0, len(message.text), words),) if words else (),
            signals=signals if message.text.startswith("Strom") else (),
            language="de",
        )


@dataclass(frozen=True)
class Model:
    """Takes everything for thanks; one bad document breaks its whole batch."""

    version: str = "fake"

    def predict(self, documents: Sequence[Document]) -> list[Prediction]:
        """Predict one Prediction a document."""
        texts = [document.text_for_model for document in documents]
        if any(BREAKS_MODEL in text for text in texts):
            raise ValueError(texts)
        # Without an intent there is nothing to decide on.
        none = replace(THANKS, intents=())
        return [none if BREAKS_RULES in text else THANKS for text in texts]


@lru_cache(maxsize=1)
def _settings() -> tuple[Office, Catalogue]:
    return load(), build_catalogue(load_templates(), load_office_texts(None), fold_for_model)


def fake_triage() -> Triage:
    """Give a triage of fakes under the packaged office and replies."""
    office, catalogue = _settings()
    thresholds = LaneThresholds(score=0.5, sentence=-9.0, familiarity=0.0)
    return Triage(Preprocessor(), Model(), office, catalogue, thresholds, date(2026, 11, 26))
