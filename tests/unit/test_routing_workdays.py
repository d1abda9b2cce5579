"""Working days: Monday to Friday without the office's holidays."""

from datetime import date

import pytest

from postfach_triage.config.office import Holidays
from postfach_triage.routing.workdays import easter_sunday, working_days

GERMAN = Holidays(
    fixed=("01-01", "05-01", "10-03", "12-25", "12-26"),
    easter=(-2, 1, 39, 50),
    extra=(date(2026, 11, 18),),
)


@pytest.mark.parametrize(
    ("year", "sunday"),
    [(2024, "2024-03-31"), (2025, "2025-04-20"), (2026, "2026-04-05"), (2038, "2038-04-25")],
)
def test_easter(year: int, sunday: str) -> None:
    """Easter Sunday is that of the calendar, late and early ones alike."""
    assert sunday == easter_sunday(year).isoformat()


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        ("2026-11-16", "2026-11-16", 0),
        ("2026-11-16", "2026-11-17", 1),
        ("2026-11-20", "2026-11-23", 1),
        ("2026-11-20", "2026-11-22", 0),
        ("2026-12-24", "2026-12-28", 1),
        ("2026-04-02", "2026-04-07", 1),
        ("2026-11-16", "2026-11-19", 2),
    ],
    ids=["same day", "next day", "over a weekend", "weekend", "christmas", "easter", "own day"],
)
def test_working_days(start: str, end: str, days: int) -> None:
    """The first day does not count, weekends and holidays do not count, the last day does."""
    assert days == working_days(date.fromisoformat(start), date.fromisoformat(end), GERMAN)
