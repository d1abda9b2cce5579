"""Decisions for training: redacted, keys instead of names, only where the office allows it."""

from collections.abc import Iterator
from hashlib import sha256

from django.conf import settings
from django.db.models import QuerySet

from postfach_triage.errors import TriageError
from postfach_triage.preprocess.redaction import redact
from postfach_triage.records import URGENCIES, Annotation
from postfach_triage.records import Message as Original
from postfach_triage.records import Review as Record
from postfach_triage.review.clock import OFFICE_TIME
from postfach_triage.review.models.message import Message
from postfach_triage.review.models.work import Review
from postfach_triage.review.office import PageOffice

_LANGUAGE_UNKNOWN = "de"
_CHUNK = 500


def require_learning(office: PageOffice) -> None:
    """Raise TriageError unless the office has allowed learning and said by what law."""
    learning = office.office.settings.learning
    if not learning.allowed:
        raise TriageError(
            "the office has not allowed decisions to be kept for training",
            where="office.yaml: learning",
            got=f"enabled: {str(learning.enabled).lower()}, legal_basis: {learning.legal_basis!r}",
            allowed="enabled: true and a legal basis in words",
            next_step="ask your data protection officer first",
        )


def annotations(office: PageOffice) -> Iterator[Annotation]:
    """Give one annotation for each message that is done, as its last person left it."""
    require_learning(office)
    last: Review | None = None
    for review in _standing().filter(closing=True).order_by("message_id", "id").iterator(_CHUNK):
        if last is not None and last.message_id != review.message_id:
            yield from _annotation(last, office)
        last = review
    if last is not None:
        yield from _annotation(last, office)


def reviews(office: PageOffice) -> Iterator[Record]:
    """Give every decision on a suggestion, for `replies stats`."""
    require_learning(office)
    for review in _standing().order_by("id").iterator(_CHUNK):
        yield Record(
            message_id=_key("message", review.message.key),
            reviewer=review.person.key,
            verdict=review.verdict,
            reply=review.reply,
            decided_on=review.decided_on.astimezone(OFFICE_TIME),
            how=review.how,
            reason=review.reason,
            suggested=_redacted(review.suggested),
            text=_redacted(review.text),
            intents=(review.intent,) if review.intent else (),
            lane=review.lane or None,
            team=review.team or None,
            urgency=URGENCIES[review.urgency],
        )


def _standing() -> QuerySet[Review]:
    return Review.objects.filter(undone=False).select_related("message", "person")


def _annotation(review: Review, office: PageOffice) -> Iterator[Annotation]:
    message = review.message
    if review.intent not in office.office.intents:
        return
    function = office.office.intents[review.intent].function
    yield Annotation(
        id=_key("message", message.key),
        text=_redacted(message.text),
        intents=(review.intent,),
        lane=review.lane,
        urgency=URGENCIES[review.urgency],
        effects=tuple(message.result.get("effects") or ()),
        lang=_language(message),
        subject=_redacted(message.subject),
        received_at=message.received_at and message.received_at.astimezone(OFFICE_TIME),
        attachments=message.attachments,
        person=_key("person", message.sender_ref) if message.sender_ref else None,
        function=function,
        reply=review.reply if review.verdict != "dismissed" else None,
        annotator=review.person.key,
        how=review.how,
        source="own",
        annotated_on=review.decided_on.astimezone(OFFICE_TIME).date(),
        redacted=True,
    )


def _redacted(text: str) -> str:
    return redact(Original("", text))[0] if text else ""


def _language(message: Message) -> str:
    language = message.result.get("language") or _LANGUAGE_UNKNOWN
    return language if len(language) <= 3 else _LANGUAGE_UNKNOWN


def _key(kind: str, value: str) -> str:
    """Name something without telling what: the page's own secret goes into it."""
    return "own-" + sha256(f"{settings.SECRET_KEY}\0{kind}\0{value}".encode()).hexdigest()[:16]
