"""Dates as clients write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postfach_triage.routing.dates import find

TUESDAY = date(2026, 11, 17)


@pytest.mark.parametrize(
    ("text", "ahead"),
    [
        ("bis 20.11. bitte", [3]),
        ("am 20.11.2026", [3]),
        ("am 20.11.26", [3]),
        ("bis zum 3. Dezember", [16]),
        ("3.12.", [16]),
        ("am 2. Januar", [46]),
        ("Bescheid vom 30. Oktober", [-18]),
        ("ab 1. März 2027", [104]),
        ("2026-11-18", [1]),
        ("bis zum 20.", [3]),
        ("am 2ten", [15]),
        ("bis Freitag", [3]),
        ("am mitwoch", [1]),
        ("donerstag geht nicht", [2]),
        ("letzten Freitag war ich da", []),
        ("freitags arbeite ich", []),
        ("heute noch", [0]),
        ("heut", [0]),
        ("morgen kommt der Mann", [1]),
        ("Übermorgen", [2]),
        ("uebermorgen", [2]),
        ("gestern", [-1]),
        ("in drei Tagen", [3]),
        ("in 2 Wochen", [14]),
        ("in einer Woche", [7]),
        ("Ende des Monats", [13]),
        ("Monatsende", [13]),
        ("läuft Ende Februar aus", [103]),
        ("ende februar 2027", [103]),
        ("Guten Morgen", []),
        ("Morgen, ich hätte eine Frage", []),
        ("Morgen zusammen", []),
        ("450 Euro, 1.234,56 und 12.30 Uhr", []),
        ("am 32.13.", []),
        ("Seite 3. Dann weiter", []),
    ],
)
def test_find(text: str, ahead: list[int]) -> None:
    """Each date counts in days from the arrival; times, amounts and greetings are none."""
    assert ahead == [mention.ahead for mention in find(text, TUESDAY)]


@pytest.mark.parametrize(
    ("text", "ahead"),
    [("bis morgen", [1]), ("heute", [0]), ("bis Freitag", []), ("am 20.11.", [])],
)
def test_without_arrival(text: str, ahead: list[int]) -> None:
    """Without a day of arrival only words like heute and morgen are dates."""
    assert ahead == [mention.ahead for mention in find(text, None)]


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("bis Freitag", True),
        ("bis spätestens 20.11.", True),
        ("fällig am 20.11.", True),
        ("bis zum 20.", True),
        ("am 30.11. endet alles", True),
        ("morgen ist Schluss", True),
        ("bis heute Abend", True),
        ("bis heute 18 Uhr", True),
        ("bis heute nichts gekommen", False),
        ("am Freitag war ich da", False),
        ("heute war ich beim Arzt", False),
    ],
)
def test_due(text: str, due: bool) -> None:
    """A date is due if something ends or must be done by then; until now is not."""
    assert [due] == [mention.due for mention in find(text, TUESDAY)]


@given(st.text(), st.none() | st.dates(min_value=date(2000, 1, 1), max_value=date(2090, 1, 1)))
def test_any_text(text: str, today: date | None) -> None:
    """No text breaks the search, and every mention lies inside the lower-case text."""
    for mention in find(text, today):
        assert 0 <= mention.start < mention.end <= len(text.lower())
