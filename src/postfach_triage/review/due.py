"""When a message is due: how lists are ordered, never how people are judged."""

from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from postfach_triage.config.office import Holidays
from postfach_triage.routing.workdays import working_days

# Working days by urgency: now, today, 2 days, 5 days; what needs no reply comes last.
_DAYS = {1: 0, 2: 2, 3: 5}
_LAST = timedelta(days=365)
_LONGEST_BREAK = 14


class DueDates:
    """Works out due times for one office."""

    def __init__(self, holidays: Holidays, zone: ZoneInfo) -> None:
        self._zone = zone
        self._day = lru_cache(maxsize=4096)(lambda day, n: _after(day, n, holidays))

    def due(self, received: datetime, urgency: int) -> datetime:
        """Return when a message of this urgency is due."""
        if urgency == 0:
            return received
        if urgency not in _DAYS:
            return received + _LAST
        day = self._day(received.astimezone(self._zone).date(), _DAYS[urgency])
        return datetime.combine(day, time(23, 59), self._zone)


def _after(day: date, count: int, holidays: Holidays) -> date:
    """Return the day by which `count` working days have passed; 0 is the day itself."""
    reach = (day + timedelta(n) for n in range(count * 2 + _LONGEST_BREAK))
    return next(end for end in reach if working_days(day, end, holidays) >= count)
