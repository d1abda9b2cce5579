"""What case workers make of a message: drafts while they write, reviews when they decide."""

from django.conf import settings
from django.db import models

from postfach_triage.review.models.history import Event
from postfach_triage.review.models.message import Message


class Draft(models.Model):
    """The reply one person is writing to one message; it outlives sessions and claims.

    `reply`: the suggestion it began with, "" for a text of one's own. `text` may hold gaps
    `{name}`; `slots` what was filled in.
    """

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="drafts")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    reply = models.CharField(max_length=60, blank=True)
    text = models.TextField(blank=True)
    slots = models.JSONField(default=dict)
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        """One draft for each person and message."""

        constraints = (
            models.UniqueConstraint(fields=("message", "person"), name="one_draft_each"),
        )


class Review(models.Model):
    """What a case worker decided on one suggestion (the record `Review`).

    `closing`: made with "erledigt", so it stands for the message; the others are suggestions
    that did not fit. An undone one stays and no longer counts.
    """

    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="reviews")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    verdict = models.CharField(max_length=10)
    reply = models.CharField(max_length=60, null=True)
    reason = models.CharField(max_length=80, blank=True)
    suggested = models.TextField(blank=True)
    text = models.TextField(blank=True)
    how = models.CharField(max_length=10)
    intent = models.CharField(max_length=60, blank=True)
    lane = models.CharField(max_length=8, blank=True)
    team = models.CharField(max_length=40, blank=True)
    urgency = models.PositiveSmallIntegerField(default=2)
    closing = models.BooleanField(default=False)
    decided_on = models.DateTimeField()
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="reviews")
    undone = models.BooleanField(default=False)
