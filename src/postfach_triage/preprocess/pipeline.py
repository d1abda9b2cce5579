"""Turn messages into documents: clean the text, run the spaCy pipeline, lead offsets back."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any, NamedTuple

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from postfach_triage.config.signal_rules import RuleSet
from postfach_triage.preprocess.cleaning import Offsets, clean, to_original
from postfach_triage.preprocess.components import read
from postfach_triage.preprocess.model_text import has_few_words, join, words_of
from postfach_triage.preprocess.parts import Part, own_stretches, parts_of
from postfach_triage.records import Document, Field, Message, Sentence, Signal, Span

# Raise it whenever the same message would give another text_for_model: models are bound to it.
VERSION = "1"
COMPONENTS = ("cleanup", "sentences", "identifiers", "names", "quotes", "language", "signals")
# Longer texts are pasted contracts or attacks; what a client wants stands at the beginning.
MAX_CHARACTERS = 20_000
_CUT = "only the first 20,000 characters were read"
_SUBJECTS = 10_000
# Texts that pass through the components together.
_BLOCK = 64


class _Reading(NamedTuple):
    """One field of a message as the pipeline read it, in offsets of the original."""

    forms: list[str]
    sentences: tuple[Sentence, ...]
    own: tuple[Span, ...]
    quoted: tuple[Span, ...]
    identifiers: tuple[Span, ...]
    signals: tuple[Signal, ...]
    language: str


def load_pipeline(
    components: Sequence[str] = COMPONENTS, *, rules: RuleSet | None = None
) -> Language:
    """Build the German pipeline; `rules` replaces the packaged signal rules.

    `components` are names without "postfach_"; leave "signals" out to work without rules.
    """
    nlp = spacy.blank("de")
    # Shape, stop word, number-like ...: nobody here asks, and they are half of what a word costs.
    nlp.vocab.lex_attr_getters = {}  # type: ignore[attr-defined]
    for name in components:
        nlp.add_pipe(f"postfach_{name}", config=_config(name, rules))
    return nlp


def _config(name: str, rules: RuleSet | None) -> dict[str, Any]:
    if name == "sentences":
        # The house reads the offsets; marking every token as well costs more than the split.
        return {"doc_sents": False}
    if name == "names":
        # For the greeting of a reply; all names, for redaction, take fifty times as long.
        return {"signed_only": True}
    if name == "signals" and rules is not None:
        return {"rules": rules.plain(), "lists": rules.plain_lists()}
    return {}


class Preprocessor:
    """Reads messages with one pipeline; equal subjects are read once."""

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp
        self._finds_signals = "postfach_signals" in nlp.pipe_names
        self._subject = lru_cache(maxsize=_SUBJECTS)(self._read_subject)

    def prepare(self, message: Message) -> Document:
        """Return the document of one message; what a component raises goes through."""
        return next(self.prepare_many([message]))

    def prepare_many(self, messages: Iterable[Message]) -> Iterator[Document]:
        """Yield the document of each message, in order."""
        waiting = iter(messages)
        while block := list(islice(waiting, _BLOCK)):
            yield from map(self._document, block, self._read([m.text for m in block], "text"))

    def _document(self, message: Message, text: _Reading) -> Document:
        forms, sentences, language = text.forms, text.sentences, text.language
        identifiers, signals = text.identifiers, text.signals
        if message.subject:
            subject = self._subject(message.subject)
            identifiers += subject.identifiers
            signals += subject.signals
            if has_few_words(forms):
                forms = [*subject.forms, *forms]
                sentences = subject.sentences + sentences
                language = subject.language if language == "unknown" else language
        return Document(
            text_for_model=join(forms),
            sentences=sentences,
            own=text.own,
            quoted=text.quoted,
            identifiers=identifiers,
            signals=signals,
            language=language,
            notes=(_CUT,) if len(message.text) > MAX_CHARACTERS else (),
        )

    def _read_subject(self, subject: str) -> _Reading:
        return self._read([subject], "subject")[0]

    def _read(self, originals: Iterable[str], field: Field) -> list[_Reading]:
        """Read texts component by component: each finds its own data still near (measured)."""
        cleaned = [clean(original[:MAX_CHARACTERS]) for original in originals]
        docs = [read(self._nlp, text) for text, _ in cleaned]
        for _, component in self._nlp.pipeline:
            docs = [component(doc) for doc in docs]
        return [
            self._reading(doc, text, offsets, field)
            for doc, (text, offsets) in zip(docs, cleaned, strict=True)
        ]

    def _reading(self, doc: Doc, text: str, offsets: Offsets, field: Field) -> _Reading:
        found = doc.user_data.get
        identifiers = found("postfach_identifiers", ())
        quoted = found("postfach_quoted", ())
        names = found("postfach_names", ())
        words = words_of(doc, text, identifiers)
        if names:  # who signs must not decide where a message goes
            words = words.outside([span[1:] for span in names])
        parts = parts_of(text, found("postfach_sentences", ()), quoted, words)
        history = found("postfach_history", ())
        return _Reading(
            forms=words.outside(history).forms if history else words.forms,
            sentences=tuple([_sentence(part, field, offsets) for part in parts]),
            own=_spans([("own", *span) for span in own_stretches(text, quoted)], field, offsets),
            quoted=_spans([("quoted", *span) for span in quoted], field, offsets),
            identifiers=_spans((*identifiers, *names), field, offsets),
            signals=self._signals(doc, field, offsets),
            language=found("postfach_language", "unknown"),
        )

    def _signals(self, doc: Doc, field: Field, offsets: Offsets) -> tuple[Signal, ...]:
        if not self._finds_signals:
            return ()
        return tuple(
            Signal(kind, level, field, *to_original(offsets, start, end))
            for kind, level, start, end, *_ in doc.user_data.get("postfach_signals", ())
        )


def _sentence(part: Part, field: Field, offsets: Offsets) -> Sentence:
    start, end = to_original(offsets, part.start, part.end)
    return Sentence(field, start, end, part.text_for_model, part.own)


def _spans(
    found: Iterable[tuple[str, int, int]], field: Field, offsets: Offsets
) -> tuple[Span, ...]:
    if offsets is None:
        return tuple([Span(label, start, end, field) for label, start, end in found])
    return tuple(
        [Span(label, *to_original(offsets, start, end), field) for label, start, end in found]
    )
