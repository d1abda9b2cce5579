"""Measure a small spaCy NER for names as an option: trained on the training messages' spans.

    python benchmarks/redaction_ner.py [FILE_OR_FOLDER ...] --ids m       what to measure on

The model lives in memory only; its size is what it would take on disk.
"""

import random
import sys
from collections.abc import Sequence
from time import perf_counter

import spacy
from redaction import DATA, Found, Score, asked_for, measure, messages, ours, show
from spacy.language import Language
from spacy.training import Example
from spacy.util import compounding, filter_spans, minibatch

from postfach_triage.records import Annotation

EPOCHS = 20
# What the list of ordinary words was drawn from, too: more_persons.jsonl is left for measuring.
LETTERS = "iptg"


def main() -> None:
    """Train, then print a table of ours, the model and both together."""
    rows = asked_for()
    seen = [row for row in messages([DATA]) if row.id[0] in LETTERS]
    nlp = train(seen)
    print(f"{len(nlp.to_bytes()) / 1e6:.1f} MB\n")

    def model(text: str) -> list[Found]:
        return [("NAME", span.start_char, span.end_char) for span in nlp(text).ents]

    def both(text: str) -> list[Found]:
        return [*ours(text), *model(text)]

    scores: dict[str, Score] = {"ours": measure(ours, rows)}
    scores |= {"spaCy NER": measure(model, rows), "both": measure(both, rows)}
    show(rows, scores)


def train(rows: Sequence[Annotation]) -> Language:
    """Fit the smallest NER spaCy builds, from nothing."""
    random.seed(0)
    spacy.util.fix_random_seed(0)
    nlp = spacy.blank("de")
    nlp.add_pipe("ner").add_label("NAME")
    examples = [example(nlp, row) for row in rows]
    optimizer = nlp.initialize(lambda: examples)
    for _ in range(EPOCHS):
        begin, losses = perf_counter(), dict[str, float]()
        random.shuffle(examples)
        for batch in minibatch(examples, size=compounding(16.0, 128.0, 1.001)):
            nlp.update(batch, drop=0.3, sgd=optimizer, losses=losses)
        print(f"loss {losses['ner']:.0f}, {perf_counter() - begin:.0f} s", file=sys.stderr)
    return nlp


def example(nlp: Language, row: Annotation) -> Example:
    """Return a message with its names; a mark inside a token is widened to it."""
    doc = nlp.make_doc(row.text)
    spans = [
        doc.char_span(span.start, span.end, label="NAME", alignment_mode="expand")
        for span in row.spans
        if span.label == "NAME"
    ]
    reference = doc.copy()
    reference.ents = filter_spans([span for span in spans if span is not None])
    return Example(doc, reference)


if __name__ == "__main__":
    main()
