"""Count working days: Monday to Friday without the office's holidays."""

from datetime import date, timedelta
from functools import lru_cache

from postfach_triage.config.office import Holidays

_SATURDAY = 5


def working_days(start: date, end: date, holidays: Holidays) -> int:
    """Return how many working days lie after `start` up to and including `end`."""
    days = (start + timedelta(n) for n in range(1, (end - start).days + 1))
    return sum(day.weekday() < _SATURDAY and not _free(day, holidays) for day in days)


def _free(day: date, holidays: Holidays) -> bool:
    return (
        f"{day:%m-%d}" in holidays.fixed
        or (day - easter_sunday(day.year)).days in holidays.easter
        or day in holidays.extra
    )


@lru_cache(maxsize=64)
def easter_sunday(year: int) -> date:
    """Return Easter Sunday of the Gregorian calendar (Butcher's rule).

    >>> easter_sunday(2027).isoformat()
    '2027-03-28'
    """
    century, in_century = divmod(year, 100)
    golden = year % 19
    skipped = (8 * century + 13) // 25
    epact = (19 * golden + century - century // 4 - skipped + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (in_century // 4) - epact - in_century % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)
