"""The vocabulary of the house: frozen records that every room passes on, standard library only.

Offsets count Unicode code points, end exclusive, in the original field.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

Lane = Literal["simple", "complex"]
Level = Literal["explicit", "hint"]
Field = Literal["text", "subject"]
URGENCIES = ("U0", "U1", "U2", "U3", "U4")
EFFECTS = (
    "may_be_application",
    "may_be_objection",
    "may_be_review_request",
    "may_be_hearing_reply",
    "may_be_revocation",
)
CRISES = (
    "wohnungsverlust",
    "energiesperre",
    "gewalt_im_haushalt",
    "suizid_aeusserung",
    "mittellosigkeit",
    "kindeswohl",
    "krankenversicherung_luecke",
    "drohung_personal",
)
SIGNAL_KINDS = (
    *CRISES,
    "objection",
    "hearing_reply",
    "review_request",
    "revocation",
    "deadline",
    "money_missing",
    "third_person",
    "account_change",
    "address_change",
    "health",
    "threat",
    "reminder",
    "earlier_message",
    "foreign_cue",
)


@dataclass(frozen=True, slots=True)
class Message:
    """One message as the export delivers it; the text is never changed."""

    id: str
    text: str
    subject: str = ""
    received_at: datetime | None = None
    thread_id: str | None = None
    category: str | None = None
    sender_ref: str | None = None
    channel: str | None = None
    direction: Literal["in", "out"] = "in"
    attachments: int = 0
    team: str | None = None
    extra: Mapping[str, str | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Row:
    """One record of an export file, readable or not, so that none is ever lost.

    `key` is file name and record number from 1 without the header: `portal.csv#17`.
    A row with an `error` failed; its message holds whatever could be read.
    """

    key: str
    message: Message
    error: str | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of one field; `text_for_model` is empty where it is quoted matter."""

    field: Field
    start: int
    end: int
    text_for_model: str = ""
    own: bool = True


@dataclass(frozen=True, slots=True)
class Span:
    """A labelled stretch of one field."""

    label: str
    start: int
    end: int
    field: Field = "text"


@dataclass(frozen=True, slots=True)
class Signal:
    """What a rule found, and where."""

    kind: str
    level: Level
    field: Field
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Document:
    """A message after preprocessing.

    `text_for_model` holds the normalised words of the client and of letters pasted in, but no
    reply history: a pasted letter says what the message is about. Sentences are marked as
    the client's own or not.
    """

    text_for_model: str
    sentences: tuple[Sentence, ...] = ()
    own: tuple[Span, ...] = ()
    quoted: tuple[Span, ...] = ()
    identifiers: tuple[Span, ...] = ()
    signals: tuple[Signal, ...] = ()
    language: str = "unknown"
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Prediction:
    """What the model says; nothing here is a decision.

    `intents`: (id, probability of being the main one), best first, over all classes.
    `presence`: ids over their own threshold. `simple_probability`: calibrated, 0..1.
    `sentence_scores`: simple score of each own sentence with content, None for the others.
    `familiarity`: cosine-like confidence that the message resembles training, 0..1.
    `known_words`: share of the words that occur in training or in a word field, 0..1.
    `crises`: (kind, level) where the model's own crisis threshold was passed.
    """

    intents: tuple[tuple[str, float], ...]
    presence: tuple[str, ...]
    simple_probability: float
    sentence_scores: tuple[float | None, ...] = ()
    familiarity: float = 1.0
    known_words: float = 1.0
    crises: tuple[tuple[str, Level], ...] = ()
    evidence: tuple[Span, ...] = ()
    model_version: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """What the office does with the message, and why (short German sentences).

    `holding`: a standard reply would not do, so only a holding reply may stand beside it.
    """

    lane: Lane
    function: str
    team: str
    urgency: str
    effects: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    signals: tuple[Signal, ...] = ()
    holding: bool = True


@dataclass(frozen=True, slots=True)
class Candidate:
    """A reply that fits a message; `ready` says that only case-worker slots stay open.

    `holding`: it only says that the message is here and who looks at it.
    """

    reply: str
    score: float
    valid: bool
    ready: bool
    why: str = ""
    holding: bool = False


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A reply filled for one message, or none (`reply` is None) and why.

    `text` shows every slot filled; `text_without_words` leaves slots that were
    filled from the client's message as `{name}`.
    """

    reply: str | None
    text: str = ""
    text_without_words: str = ""
    open_slots: tuple[str, ...] = ()
    alternatives: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """One row of the results: scored, failed or out (an outgoing message, only counted)."""

    row: str
    message: Message
    status: Literal["scored", "failed", "out"]
    error: str | None = None
    notes: tuple[str, ...] = ()
    language: str | None = None
    prediction: Prediction | None = None
    decision: Decision | None = None
    suggestion: Suggestion | None = None
    stage: str | None = None


@dataclass(frozen=True, slots=True)
class Annotation:
    """One annotated message as training reads it (fields: data/annotated/GUIDE.md)."""

    id: str
    text: str
    intents: tuple[str, ...]
    lane: Lane
    urgency: str
    effects: tuple[str, ...] = ()
    style: str = "plain"
    lang: str = "de"
    spans: tuple[Span, ...] = ()
    subject: str = ""
    received_at: datetime | None = None
    attachments: int | None = None
    person: str | None = None
    group: str | None = None
    trap: str | None = None
    function: str | None = None
    reply: str | None = None
    annotator: str = "construct"
    how: Literal["blind", "corrected", "accepted"] = "blind"
    source: str = "constructed"
    annotated_on: date | None = None
    redacted: bool = False


@dataclass(frozen=True, slots=True)
class Review:
    """What a case worker decided on one result.

    `reply` is what was suggested (None: nothing), `suggested` its text as shown and `text` what
    was made of it; both are empty where the office keeps no texts. `reason` is the office's own
    short phrase. `reviewer` is a key, never a name; no figure is ever told by person.
    """

    message_id: str
    reviewer: str
    verdict: Literal["taken", "adapted", "dismissed"]
    reply: str | None
    decided_on: datetime
    how: Literal["blind", "corrected", "accepted"] = "accepted"
    reason: str = ""
    suggested: str = ""
    text: str = ""
    intents: tuple[str, ...] = ()
    lane: Lane | None = None
    team: str | None = None
    urgency: str | None = None
