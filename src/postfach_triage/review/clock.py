"""The only place of the page that reads the clock, and how times read in German."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

OFFICE_TIME = ZoneInfo("Europe/Berlin")


def now() -> datetime:
    """Return the time."""
    return timezone.now()


def today() -> date:
    """Return the day in Germany."""
    return now().astimezone(OFFICE_TIME).date()


def age(moment: datetime | None, at: datetime) -> str:
    """Say how long ago something came, as a colleague would.

    >>> from datetime import UTC, timedelta
    >>> noon = datetime(2026, 11, 26, 11, 0, tzinfo=UTC)
    >>> age(noon - timedelta(minutes=5), noon), age(noon - timedelta(days=1), noon)
    ('vor 5 Minuten', 'seit gestern')
    """
    if moment is None:
        return "Eingang unbekannt"
    days = (at.astimezone(OFFICE_TIME).date() - moment.astimezone(OFFICE_TIME).date()).days
    if days >= 2:
        return f"seit {days} Tagen"
    if days == 1:
        return "seit gestern"
    minutes = max(0, int((at - moment).total_seconds() // 60))
    if minutes < 60:
        return "gerade eben" if minutes < 2 else f"vor {minutes} Minuten"
    hours = minutes // 60
    return "vor 1 Stunde" if hours == 1 else f"vor {hours} Stunden"


def full(moment: datetime | None) -> str:
    """Return day and time in full.

    >>> from datetime import UTC
    >>> full(datetime(2026, 11, 20, 13, 5, tzinfo=UTC))
    '20.11.2026, 14:05 Uhr'
    """
    if moment is None:
        return "Eingang unbekannt"
    return f"{moment.astimezone(OFFICE_TIME):%d.%m.%Y, %H:%M} Uhr"


def hour(moment: datetime) -> str:
    """Return the time of day."""
    return f"{moment.astimezone(OFFICE_TIME):%H:%M} Uhr"
