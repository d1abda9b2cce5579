"""Who did what and when: written once, never changed, never taken out."""

from enum import StrEnum
from typing import Any, NoReturn

from django.conf import settings
from django.db import models

from postfach_triage.review.models.message import Message


class Kind(StrEnum):
    """What can happen to a message."""

    OPENED = "opened"
    DONE = "done"
    DISMISSED = "dismissed"
    CORRECTED = "corrected"
    MISPLACED = "misplaced"
    HANDED_OVER = "handed_over"
    TAKEN_OVER = "taken_over"
    UNDONE = "undone"


KINDS = {
    Kind.OPENED: "Zum ersten Mal geöffnet",
    Kind.DONE: "Erledigt",
    Kind.DISMISSED: "Vorschlag passt nicht",
    Kind.CORRECTED: "Zuordnung geändert",
    Kind.MISPLACED: "Gehört nicht hierher: bitte persönlich bearbeiten",
    Kind.HANDED_OVER: "Weitergegeben",
    Kind.TAKEN_OVER: "Von einer anderen Person übernommen",
    Kind.UNDONE: "Rückgängig gemacht",
}


class Event(models.Model):
    """One act on a message.

    `before`: the fields of the message it changed, as they were. `undoes`: the act it took
    back.
    """

    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="events")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    kind = models.CharField(
        max_length=12, choices=[(kind.value, name) for kind, name in KINDS.items()]
    )
    at = models.DateTimeField()
    note = models.TextField(blank=True)
    before = models.JSONField(default=dict)
    changes = models.JSONField(default=dict)
    undoes = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="undo")

    class Meta:
        """In the order in which it happened."""

        ordering = ("id",)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a new event; a written one stays as it is."""
        if self.pk is not None:
            raise TypeError("an event is never changed")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse."""
        raise TypeError("an event is never taken out")
