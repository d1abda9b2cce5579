"""What the cells of an export mean."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postfach_triage.exports import values


@pytest.mark.parametrize(
    ("given_time", "iso"),
    [
        ("20.11.2026 03:06", "2026-11-20T03:06:00+01:00"),
        ("20.11.2026 03:06:11", "2026-11-20T03:06:11+01:00"),
        ("20.11.2026, 03:06 Uhr", "2026-11-20T03:06:00+01:00"),
        ("20.11.2026", "2026-11-20T00:00:00+01:00"),
        ("2026-11-20 03:06", "2026-11-20T03:06:00+01:00"),
        ("2026-07-01T12:00:00", "2026-07-01T12:00:00+02:00"),
        ("2026-11-20T02:06:00Z", "2026-11-20T03:06:00+01:00"),
        ("2026-11-20T23:30:00+00:00", "2026-11-21T00:30:00+01:00"),
        (datetime(2026, 11, 20, 2, 6, tzinfo=UTC), "2026-11-20T03:06:00+01:00"),
        (datetime(2026, 11, 20, 3, 6), "2026-11-20T03:06:00+01:00"),
        (date(2026, 11, 20), "2026-11-20T00:00:00+01:00"),
    ],
)
def test_times_are_aware_and_of_berlin(given_time: object, iso: str) -> None:
    """Every usual spelling becomes an aware time in Europe/Berlin without a note."""
    time, note = values.received(given_time)
    assert (time.isoformat() if time else None, note) == (iso, None)


@pytest.mark.parametrize(
    "given_time",
    ["31.02.2026 25:99", "32.1.2026", "gestern", "01.01.1970 00:00", "9999-12-31", "1" * 500, 0],
)
def test_impossible_times_are_noted(given_time: object) -> None:
    """A time that cannot be is null and noted, it never raises."""
    assert values.received(given_time) == (None, values.BAD_DATE)


@pytest.mark.parametrize("given_time", [None, "", "  \t"])
def test_missing_times_are_noted(given_time: object) -> None:
    """A missing time is null and noted."""
    assert values.received(given_time) == (None, values.NO_DATE)


def test_the_hour_that_never_was_is_noted() -> None:
    """A time inside the spring gap moves to the hour that clocks showed, with a note."""
    time, note = values.received("29.03.2026 02:30")
    assert time is not None
    assert (time.isoformat(), note) == ("2026-03-29T03:30:00+02:00", values.GAP_DATE)


def test_the_hour_that_came_twice_is_the_first() -> None:
    """A time of the doubled autumn hour is the earlier one, without a note."""
    time, note = values.received("25.10.2026 02:30")
    assert time is not None
    assert (time.isoformat(), note) == ("2026-10-25T02:30:00+02:00", None)


@given(st.text(max_size=40) | st.datetimes() | st.none() | st.integers())
@settings(max_examples=150)
def test_any_time_cell_is_read(cell: object) -> None:
    """Whatever stands in the cell: an aware time, or null and a note."""
    time, note = values.received(cell)
    assert (time is None and note) or (time is not None and time.tzinfo is not None)


@pytest.mark.parametrize(
    ("cell", "count"),
    [
        ("2", 2),
        (3, 3),
        (2.0, 2),
        ("2.0", 2),
        ("", 0),
        (None, 0),
        ("nein", 0),
        ("ja", 1),
        (True, 1),
        (["a.pdf", "b.jpg"], 2),
        ('["a.pdf"]', 1),
        ("[]", 0),
        ("au.pdf; lohn.jpg", 2),
        ("Mein Foto.jpeg", 1),
    ],
)
def test_attachments_are_counted(cell: object, count: int) -> None:
    """Numbers, lists and file names give a count without a note."""
    assert values.attachment_count(cell) == (count, None)


@pytest.mark.parametrize(
    "cell", ["-1", "viele", "1e9", "99999999", "[1", '{"a": 1}', {"a": 1}, "²"]
)
def test_junk_attachments_are_none_and_noted(cell: object) -> None:
    """What is no count is 0 and noted."""
    assert values.attachment_count(cell) == (0, values.BAD_COUNT)


@pytest.mark.parametrize(
    ("cell", "way"),
    [
        ("in", "in"),
        ("Eingehend", "in"),
        ("Eingang", "in"),
        ("von Kunde", "in"),
        ("vom Kunden", "in"),
        ("out", "out"),
        ("AUSGEHEND", "out"),
        ("Ausgang", "out"),
        ("an Kunde", "out"),
        ("an den Kunden", "out"),
        ("", "in"),
        (None, "in"),
    ],
)
def test_directions_are_known(cell: object, way: str) -> None:
    """The usual words for both directions are understood; nothing said means incoming."""
    assert values.direction(cell) == (way, None)


def test_an_unknown_direction_is_read_by_somebody() -> None:
    """An unknown word counts as incoming, so that the message is scored, and is noted."""
    assert values.direction("quer") == ("in", values.BAD_DIRECTION)
