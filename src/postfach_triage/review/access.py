"""Whose messages a person may see: a case worker those of their teams, others all."""

from django.db.models import Q, QuerySet

from postfach_triage.review.models.message import Message
from postfach_triage.review.models.person import Person


def visible(person: Person) -> QuerySet[Message]:
    """Return the incoming messages a person may open; one without a team is everybody's."""
    messages = Message.objects.filter(outgoing=False)
    teams = teams_of(person)
    return messages if teams is None else messages.filter(team__in=teams)


def teams_of(person: Person) -> list[str] | None:
    """Return the teams whose messages a person sees; None means all."""
    return None if person.sees_all_teams else [*person.teams, ""]


def lists(person: Person, team: str = "") -> list[QuerySet[Message]]:
    """Return what a person's list is made of: one part for each team, so that each has its index.

    Together they are what `visible` holds, and outgoing messages, which no list shows: filters
    leave those out in a way that suits the index.
    """
    teams = teams_of(person)
    if team and (teams is None or team in teams):
        return [Message.objects.filter(team=team)]
    if team:
        return []
    if teams is None:
        return [Message.objects.all()]
    return [Message.objects.filter(team=one) for one in dict.fromkeys(teams)]


def thread(message: Message) -> QuerySet[Message]:
    """Return the whole conversation in both directions, oldest first, without this message."""
    if message.thread_id is None:
        return Message.objects.none()
    same = Message.objects.filter(thread_id=message.thread_id)
    # What was sent again is shown beside the message it repeats.
    again = Q(resend_of=message) | Q(pk=message.pk)
    return same.exclude(again).order_by("received_at", "id")
