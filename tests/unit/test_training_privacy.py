"""Marked personal data never reach the model."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

import numpy as np

from postfach_triage.classify.ngrams import no_fields
from postfach_triage.preprocess.pipeline import Preprocessor, load_pipeline
from postfach_triage.records import Annotation, Document, Message, Span
from postfach_triage.training.examples import masked, prepare
from postfach_triage.training.heads import fit_heads
from postfach_triage.training.vocabulary import fit_vectorizer

NAME, NUMBER, MAIL = "Xaverius Quabbelzwerg", "55555BG7777777", "xq@quabbel.example"


def _annotation(number: int) -> Annotation:
    simple = number % 2 == 0
    body = "vielen dank für alles" if simple else "hiermit lege ich widerspruch ein"
    text = f"{body} {NAME} {NUMBER} {MAIL}"
    marks = ((NAME, "NAME"), (NUMBER, "BG"), (MAIL, "EMAIL"))
    spans = tuple(
        Span(label, text.index(part), text.index(part) + len(part)) for part, label in marks
    )
    return Annotation(
        id=f"m{number}",
        text=text,
        intents=("dank" if simple else "widerspruch",),
        lane="simple" if simple else "complex",
        urgency="U4" if simple else "U1",
        spans=spans,
        person=f"p{number}",
    )


def _prepare(messages: Iterable[Message]) -> Iterator[Document]:
    components = ("cleanup", "sentences", "identifiers", "quotes", "language")
    return Preprocessor(load_pipeline(components)).prepare_many(messages)


def test_nothing_marked_is_left_in_the_vocabulary_or_the_weights() -> None:
    """Forty persons share a name, a number and an address; no term holds a piece of them."""
    examples = prepare([_annotation(number) for number in range(40)], _prepare)
    vectorizer = fit_vectorizer(examples, no_fields)
    terms = " ".join(vectorizer.terms).lower()
    assert "widerspruch" in terms
    for piece in ("xaver", "quabbel", "zwerg", "55555", "77777"):
        assert piece not in terms
    heads = fit_heads(examples, vectorizer, ["dank", "widerspruch"], jobs=1)
    assert heads.weights.shape == (len(vectorizer.terms), 2 + 2 + 1)
    assert np.isfinite(heads.weights).all()


def test_a_marked_number_becomes_a_sample_of_its_kind() -> None:
    """The model still learns that a number stood there."""
    text = masked(_annotation(0))
    assert NUMBER not in text and NAME not in text and MAIL not in text
    (example,) = prepare([_annotation(0)], _prepare)
    assert "xbg" in example.document.text_for_model.split()


def test_a_term_of_too_few_persons_is_left_out() -> None:
    """What fewer than five persons write identifies them, marked or not."""
    golds = [_annotation(number) for number in range(40)]
    rare = [replace(gold, text="dank zyxomat", spans=()) for gold in golds[:4]]
    examples = prepare([*golds[4:], *rare], _prepare)
    assert "wzyxomat" not in fit_vectorizer(examples, no_fields).terms
