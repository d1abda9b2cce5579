"""A message as the page keeps it: the client's words untouched, the judgement beside them."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class Message(models.Model):
    """One row of a results file with its row of the export.

    `key` names the message over all exports. `lane`, `team`, `urgency` (0 = U0) and `intent`
    hold what counts now: the run's judgement until a person decides (`decided`); `result` keeps
    what the run said. Lists are ordered by `pin` (0: "sofort" and not opened), `due_at`, `id`.
    `version` counts changes by people: a save based on an older one is refused.
    """

    key = models.CharField(max_length=32, unique=True)
    message_id = models.TextField(db_index=True)
    row = models.TextField()
    input_sha256 = models.CharField(max_length=64)
    run_id = models.CharField(max_length=64, blank=True)
    status = models.CharField(max_length=8)

    text = models.TextField(blank=True)
    subject = models.TextField(blank=True)
    received_at = models.DateTimeField(null=True)
    thread_id = models.TextField(null=True)
    sender_ref = models.TextField(null=True)
    outgoing = models.BooleanField(default=False)
    attachments = models.PositiveIntegerField(default=0)
    extra = models.JSONField(default=dict)

    lane = models.CharField(max_length=8, blank=True)
    shown = models.BooleanField(default=False)
    team = models.CharField(max_length=40, blank=True)
    urgency = models.PositiveSmallIntegerField(default=2)
    intent = models.CharField(max_length=60, blank=True)
    guarded = models.BooleanField(default=False)
    result = models.JSONField(default=dict)

    resend_key = models.CharField(max_length=32, blank=True)
    resend_of = models.ForeignKey(
        "self", null=True, on_delete=models.SET_NULL, related_name="resends"
    )
    resent = models.PositiveIntegerField(default=0)

    pin = models.PositiveSmallIntegerField(default=1)
    due_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    listed = models.BooleanField(default=True)
    decided = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=0)
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="claims"
    )
    claimed_until = models.DateTimeField(null=True)

    class Meta:
        """Indexes for lists that are paged by key, and for threads and resends."""

        indexes = (
            models.Index(fields=("listed", "pin", "due_at", "id"), name="list_all"),
            models.Index(fields=("listed", "team", "pin", "due_at", "id"), name="list_team"),
            models.Index(fields=("listed", "intent", "pin", "due_at", "id"), name="list_intent"),
            models.Index(fields=("listed", "team", "urgency"), name="list_counts"),
            models.Index(
                fields=("done_at", "id"), condition=Q(done_at__isnull=False), name="list_done"
            ),
            models.Index(fields=("thread_id", "received_at"), name="thread"),
            models.Index(fields=("resend_key",), name="resend"),
        )

    @property
    def done(self) -> bool:
        """Say whether somebody has finished with it."""
        return self.done_at is not None

    @property
    def is_standard(self) -> bool:
        """Say whether the page may call it a standard request."""
        return self.shown and self.lane == "simple"


class Findable(models.Model):
    """The folded words a search looks through; apart, so that it reads nothing else."""

    message = models.OneToOneField(
        Message, primary_key=True, on_delete=models.CASCADE, related_name="findable"
    )
    words = models.TextField(blank=True)
