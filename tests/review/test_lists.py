"""The list: order, paging by key, filters, counts."""

from collections.abc import Callable
from typing import Any

import pytest

from hand_made import COMPLEX, NOW, SIMPLE, VIOLENCE, message
from postfach_triage.review.acting import opened
from postfach_triage.review.counting import counts
from postfach_triage.review.entries import entry
from postfach_triage.review.filters import Filters
from postfach_triage.review.models.message import Message
from postfach_triage.review.models.person import Person, Role
from postfach_triage.review.office import the_office
from postfach_triage.review.paging import OPEN_ORDER, page

Load = Callable[..., Any]


@pytest.fixture
def many(load: Load, anna: Person) -> Person:
    """Load 23 messages of two teams, three of them for now, and give a lead who sees all."""
    rows = [message(n, f"Text {n}") for n in range(23)]
    judged = [VIOLENCE if n in (4, 9, 14) else COMPLEX if n % 3 else SIMPLE for n in range(23)]
    load(rows, [{**one, "team": "LG" if n % 2 else "WS"} for n, one in enumerate(judged)])
    anna.role = Role.LEAD
    return anna


def _walk(person: Person, way: str, start: str = "") -> list[list[int]]:
    pages, key = [], start
    while True:
        listed = page(Filters().of(person), OPEN_ORDER, **{way: key}, size=5)
        pages.append([one.pk for one in listed.messages])
        key = getattr(listed, way)
        if not key:
            return pages


def test_pages_by_key_show_every_message_once_in_order(many: Person) -> None:
    """Forwards all pages together are the list; three for now come first."""
    wanted = list(Message.objects.order_by("pin", "due_at", "id").values_list("pk", flat=True))
    assert [pk for one in _walk(many, "after") for pk in one] == wanted
    assert Message.objects.filter(pk__in=wanted[:3], pin=0).count() == 3


def test_going_back_shows_the_same_pages(many: Person) -> None:
    """From the last page to the first."""
    pages = _walk(many, "after")
    last = Message.objects.get(pk=pages[-1][0])
    key = f"{last.pin}-{int(last.due_at.timestamp() * 1_000_000)}-{last.pk}"
    assert _walk(many, "before", key) == list(reversed(pages[:-1]))


def test_lists_of_several_teams_are_in_one_order(many: Person) -> None:
    """A case worker of two teams sees what a lead sees of them."""
    lead = _walk(many, "after")
    many.role = Role.WORKER
    assert _walk(many, "after") == lead


@pytest.mark.parametrize("key", ["x", "1-2", "1-2-3-4", "9" * 30, "0--1", "1-1-¹"])
def test_a_key_that_makes_no_sense_is_the_first_page(many: Person, key: str) -> None:
    """Addresses are typed by people."""
    parts = Filters().of(many)
    assert page(parts, OPEN_ORDER, after=key) == page(parts, OPEN_ORDER)


def test_now_is_on_top_until_somebody_opens_it(many: Person) -> None:
    """Then it takes its place by due time."""
    top = Message.objects.order_by("pin", "due_at", "id")[0]
    opened(top, many, NOW)
    assert Message.objects.get(pk=top.pk).pin == 1


def test_filters_read_what_they_write(many: Person) -> None:
    """The address holds all filters."""
    filters = Filters(suche="Miete & Co", team="LG", dringlich="1", art="standard", stand="alle")
    from django.http import QueryDict

    assert Filters.read(QueryDict(filters.query())) == filters


@pytest.mark.parametrize(
    ("filters", "number"),
    [
        (Filters(), 23),
        (Filters(team="LG"), 11),
        (Filters(art="standard"), 7),
        (Filters(dringlich="0"), 3),
        (Filters(anliegen="widerspruch"), 13),
        (Filters(suche="TEXT 22"), 1),
        (Filters(suche="m-22"), 1),
        (Filters(stand="erledigt"), 0),
        (Filters(meine="1"), 0),
    ],
)
def test_each_filter_narrows_the_list(many: Person, filters: Filters, number: int) -> None:
    """Search finds words and ids, whatever their case."""
    assert sum(part.count() for part in filters.of(many)) == number


def test_a_search_finds_every_spelling(load: Load, anna: Person) -> None:
    """Umlauts, ß and case do not matter."""
    load([message(1, "Kündigung in der Straße")], [SIMPLE])
    for words in ("kundigung", "KÜNDIGUNG strasse"):
        assert sum(part.count() for part in Filters(suche=words).of(anna)) == 1


def test_counts_are_by_team_and_urgency(many: Person) -> None:
    """Never by person."""
    found = counts(Filters(team="LG"), many, the_office())
    assert {tally.label: tally.number for tally in found.teams} == {
        "Leistungsgewährung": 11,
        "Widerspruchsstelle": 12,
    }
    assert sum(tally.number for tally in found.urgencies) == 11


def test_a_guarded_message_shows_no_word_in_the_list(load: Load, anna: Person) -> None:
    """Neither subject nor text."""
    load([message(1, "Mein Mann schlägt mich", subject="Hilfe")], [VIOLENCE])
    line = entry(Message.objects.get(), anna, the_office(), NOW)
    assert "schlägt" not in line.preview and line.title == ""
