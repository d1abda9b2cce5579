"""The filters of the list: read from the address, written back into it."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet

from postfach_triage.review.access import lists
from postfach_triage.review.models.message import Findable, Message
from postfach_triage.review.models.person import Person
from postfach_triage.review.models.work import Draft
from postfach_triage.review.words import URGENCIES, fold

OPEN, DONE, ALL = "offen", "erledigt", "alle"
STATES = {OPEN: "offen", DONE: "erledigt", ALL: "offen und erledigt"}
STANDARD, PERSONAL = "standard", "persoenlich"
KINDS = {STANDARD: "Standardanliegen", PERSONAL: "bitte persönlich bearbeiten"}
_LANES = {STANDARD: "simple", PERSONAL: "complex"}


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list shows. The names are those of the address; "" asks for nothing."""

    suche: str = ""
    team: str = ""
    dringlich: str = ""
    anliegen: str = ""
    art: str = ""
    stand: str = OPEN
    meine: str = ""

    @classmethod
    def read(cls, query: Mapping[str, str]) -> "Filters":
        """Read what an address asks for; what makes no sense asks for nothing."""
        given = {field.name: query.get(field.name, "").strip() for field in fields(cls)}
        if given["dringlich"] not in map(str, range(len(URGENCIES))):
            given["dringlich"] = ""
        if given["stand"] not in STATES:
            given["stand"] = OPEN
        if given["art"] not in KINDS:
            given["art"] = ""
        given["suche"] = given["suche"].replace("\0", "")[:200]
        return cls(**given)

    def query(self, **changes: str) -> str:
        """Return the address part for these filters, some of them changed."""
        changed: Any = replace(self, **changes)
        values = {field.name: getattr(changed, field.name) for field in fields(self)}
        if values["stand"] == OPEN:
            del values["stand"]
        return urlencode({name: value for name, value in values.items() if value})

    @property
    def narrowed(self) -> bool:
        """Say whether anything is asked for beyond the open messages."""
        return bool(self.query())

    def of(self, person: Person) -> list[QuerySet[Message]]:
        """Return the messages asked for in parts, each in no order."""
        return [self._narrowed(part, person) for part in lists(person, self.team)]

    def _narrowed(self, messages: QuerySet[Message], person: Person) -> QuerySet[Message]:
        messages = self._in_state(messages)
        if self.dringlich:
            messages = messages.filter(urgency=int(self.dringlich))
        if self.anliegen:
            messages = messages.filter(intent=self.anliegen)
        if self.art:
            messages = messages.filter(lane=_LANES[self.art], shown=True)
        if self.meine:
            mine = Draft.objects.filter(person=person).values("message_id")
            messages = messages.filter(pk__in=mine)
        return messages.filter(pk__in=self._findings()) if self.suche else messages

    def _findings(self) -> QuerySet[Findable]:
        """Return the messages that hold every word; one look through the words alone."""
        found = Findable.objects.all()
        for word in fold(self.suche).split():
            found = found.filter(words__contains=word)
        return found.values("message_id")

    def _in_state(self, messages: QuerySet[Message]) -> QuerySet[Message]:
        if self.stand == OPEN:
            return messages.filter(listed=True)
        messages = messages.filter(outgoing=False, resend_of=None)
        return messages.filter(done_at__isnull=False) if self.stand == DONE else messages
