"""What the page keeps in its own database. Django looks for models here."""

from postfach_triage.review.models.history import Event
from postfach_triage.review.models.message import Findable, Message
from postfach_triage.review.models.person import Person
from postfach_triage.review.models.work import Draft, Review

__all__ = ["Draft", "Event", "Findable", "Message", "Person", "Review"]
