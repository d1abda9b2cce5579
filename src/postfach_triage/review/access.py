"""Whose messages a person may see: a case worker those of their teams, others all."""

from django.db.models import Q, QuerySet

from postfach_triage.review.models.message import Message
from postfach_triage.review.models.person import Person


def visible(person: Person) -> QuerySet[Message]:
    """Return the incoming messages a person may open; one without a team is everybody's."""
    messages = Message.objects.filter(outgoing=False)
    if person.sees_all_teams:
        return messages
    return messages.filter(team__in=[*person.teams, ""])


def thread(message: Message) -> QuerySet[Message]:
    """Return the whole conversation in both directions, oldest first, without this message."""
    if message.thread_id is None:
        return Message.objects.none()
    same = Message.objects.filter(thread_id=message.thread_id)
    # What was sent again is shown beside the message it repeats.
    again = Q(resend_of=message) | Q(pk=message.pk)
    return same.exclude(again).order_by("received_at", "id")
