"""The packaged replies, loaded once for all tests, and messages as the pipeline would read them."""

import re
from datetime import date
from functools import cache

from postfach_triage.config.office_texts import load_office_texts
from postfach_triage.config.reply_templates import Templates, load_templates
from postfach_triage.preprocess.normalise import fold_for_model
from postfach_triage.records import Document, Message, Prediction, Signal, Span
from postfach_triage.replies.catalogue import Catalogue, build_catalogue

TODAY = date(2026, 11, 20)
_WORD = re.compile(r"[\w.,]*\w|[?!]")


@cache
def templates() -> Templates:
    """Return the packaged replies."""
    return load_templates()


@cache
def catalogue() -> Catalogue:
    """Return the packaged catalogue with the texts of the example office."""
    return build_catalogue(templates(), load_office_texts(), fold_for_model)


def document(
    text: str,
    *,
    signals: tuple[str, ...] = (),
    identifiers: tuple[Span, ...] = (),
    quoted: tuple[Span, ...] = (),
    language: str = "de",
) -> Document:
    """Fold the words of a text; signals are given by kind."""
    return Document(
        text_for_model=" ".join(fold_for_model(word) for word in _WORD.findall(text)),
        signals=tuple(Signal(kind, "explicit", "text", 0, 1) for kind in signals),
        identifiers=identifiers,
        quoted=quoted,
        language=language,
    )


def message(text: str = "", *, attachments: int = 0) -> Message:
    """Return a message without metadata but attachments."""
    return Message("m1", text, attachments=attachments)


def prediction(*intents: tuple[str, float], presence: tuple[str, ...] = ()) -> Prediction:
    """Return a prediction with these intents, best first."""
    return Prediction(intents, presence, simple_probability=0.9)
