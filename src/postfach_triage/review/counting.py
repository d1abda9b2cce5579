"""How many messages wait, by team and urgency; never by person."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from postfach_triage.review.access import teams_of
from postfach_triage.review.filters import Filters
from postfach_triage.review.models.message import Message
from postfach_triage.review.models.person import Person
from postfach_triage.review.office import PageOffice
from postfach_triage.review.words import URGENCIES

# Counting further would cost more than anybody wants to know.
_ENOUGH = 1000


@dataclass(frozen=True, slots=True)
class Tally:
    """One number beside a link of the list."""

    label: str
    number: int
    query: str
    current: bool


@dataclass(frozen=True, slots=True)
class Counts:
    """Open messages by team, and by urgency within the team looked at."""

    teams: tuple[Tally, ...]
    urgencies: tuple[Tally, ...]
    all: Tally


def counts(filters: Filters, person: Person, office: PageOffice) -> Counts:
    """Count open messages from one index."""
    rows, teams = Message.objects.filter(listed=True), teams_of(person)
    rows = rows if teams is None else rows.filter(team__in=teams)
    found = rows.order_by().values_list("team", "urgency").annotate(Count("id"))
    by_team: dict[str, int] = {}
    by_urgency = dict.fromkeys(range(len(URGENCIES)), 0)
    for team, urgency, number in found:
        by_team[team] = by_team.get(team, 0) + number
        if filters.team in ("", team):
            by_urgency[urgency] += number
    order = [code for code in (*office.teams, "") if code in by_team]
    order += [code for code in by_team if code not in order]
    alone = Filters()
    return Counts(
        teams=tuple(
            Tally(office.team(code), by_team[code], alone.query(team=code), filters.team == code)
            for code in order
            if code
        ),
        urgencies=tuple(
            Tally(
                label,
                by_urgency[number],
                Filters(team=filters.team).query(dringlich=str(number)),
                filters.dringlich == str(number),
            )
            for number, label in enumerate(URGENCIES)
        ),
        all=Tally("Alle", sum(by_team.values()), alone.query(), not filters.team),
    )


def number_found(parts: Sequence[QuerySet[Message]]) -> str:
    """Say how many messages a list has, exactly up to a thousand."""
    number = sum(part.order_by()[: _ENOUGH + 1].count() for part in parts)
    if number > _ENOUGH:
        return "mehr als 1.000 Nachrichten"
    return exactly(number)


def exactly(number: int) -> str:
    """Say a number of messages."""
    return "1 Nachricht" if number == 1 else f"{number} Nachrichten"
