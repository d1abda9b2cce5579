"""Prepare annotated messages for fitting; marked personal data never reach the vocabulary."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from postfach_triage.records import Annotation, Document, Message

Prepare = Callable[[Iterable[Message]], Iterable[Document]]

# A marked span is replaced by a sample of its kind, which preprocessing turns into the same
# placeholder that a real one becomes; a name leaves nothing.
SAMPLES = {
    "NAME": "",
    "BG": "12345BG0067890",
    "KDNR": "123A456789",
    "IBAN": "DE02 1203 0000 0000 2020 51",
    "RVNR": "15070649C103",
    "STEUERID": "86095742719",
    "KVNR": "A000500015",
    "PHONE": "0151 23456789",
    "EMAIL": "name@example.org",
    "STREET": "Musterstraße 12",
    "PLZ_ORT": "12345 Musterstadt",
    "BIRTHDATE": "geb. 01.02.1990",
    "FILENO": "S 12 AS 345/26",
    "PLATE": "",
}


# The rules were written while these messages were read, so on them they find nearly everything;
# on new writers' words two thirds to three quarters. A third of the messages goes into
# fitting without marks: the model must not learn to wait for them.
UNMARKED_ONE_IN = 3
# Who accepts a suggestion has read it first: such a label repeats the model more than it corrects
# it. Who corrects one has looked.
HOW_WEIGHTS = {"blind": 1.0, "corrected": 1.0, "accepted": 0.3}


@dataclass(frozen=True, slots=True)
class Example:
    """An annotation with its document; the model is fitted and cross-fitted on `as_read`."""

    annotation: Annotation
    document: Document

    @property
    def as_read(self) -> Document:
        """Give the document, for one message in three (by a hash of its id) without signals."""
        number = int(sha256(self.annotation.id.encode()).hexdigest(), 16)
        if number % UNMARKED_ONE_IN:
            return self.document
        return replace(self.document, signals=())

    @property
    def main(self) -> str:
        """Give the main intent."""
        return self.annotation.intents[0]

    @property
    def simple(self) -> bool:
        """Say whether the gold lane is simple."""
        return self.annotation.lane == "simple"

    @property
    def person(self) -> str:
        """Name the writer; a message without one counts as a person of its own."""
        return self.annotation.person or self.annotation.id

    @property
    def blind(self) -> bool:
        """Say whether the label was given without a suggestion; probabilities rest on those."""
        return self.annotation.how == "blind"

    @property
    def weight(self) -> float:
        """Say how much the message counts when heads are fitted."""
        return HOW_WEIGHTS[self.annotation.how]


def masked(annotation: Annotation) -> str:
    """Replace every marked span of the text by a sample of its kind."""
    text, end = [], 0
    for span in sorted(annotation.spans, key=lambda span: span.start):
        if span.start < end:
            continue
        text += [annotation.text[end : span.start], SAMPLES[span.label]]
        end = span.end
    return "".join([*text, annotation.text[end:]])


def prepare(annotations: Sequence[Annotation], documents_of: Prepare) -> list[Example]:
    """Turn annotations into examples, in order."""
    messages = (
        Message(id=a.id, text=masked(a), subject=a.subject, attachments=a.attachments or 0)
        for a in annotations
    )
    documents = documents_of(messages)
    return [Example(a, document) for a, document in zip(annotations, documents, strict=True)]
