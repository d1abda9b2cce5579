"""What the cells of an export mean: times, counts, directions."""

import json
import re
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

BERLIN = ZoneInfo("Europe/Berlin")
# A mailbox message cannot be older than the mailbox; 1970 and 9999 are a portal's way of null.
YEARS = range(2000, 2100)
MOST_ATTACHMENTS = 10_000
NO_DATE = "received_at is missing"
BAD_DATE = "received_at is no possible date"
GAP_DATE = "received_at lies in the hour that the change to summer time leaves out"
BAD_COUNT = "attachments is no count, taken as 0"
BAD_DIRECTION = "direction is unknown, taken as in"

_LONGEST_DATE = 64
_GERMAN = re.compile(
    r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?:[ ,T]+(\d{1,2}):(\d{2})(?::(\d{2}))?(?: ?Uhr)?)?"
)
_COUNT = re.compile(r"(\d{1,5})(?:[.,]0+)?")
_FILE = re.compile(r"\s*\S.{0,250}\.\w{2,5}\s*")
_NO_FILES = frozenset(("", "-", "nein", "kein", "keine", "no", "false", "null", "none", "[]"))
_SOME_FILES = frozenset(("ja", "yes", "true"))
_LETTERS = re.compile(r"[\W_]+")
_DIRECTIONS: dict[str, Literal["in", "out"]] = {
    **dict.fromkeys(("in", "eingehend", "eingang", "inbound", "incoming"), "in"),
    **dict.fromkeys(("vonkunde", "vonkundin", "vomkunden", "vonderkundin", "kunde"), "in"),
    **dict.fromkeys(("out", "ausgehend", "ausgang", "outbound", "outgoing"), "out"),
    **dict.fromkeys(("ankunde", "ankundin", "andenkunden", "andiekundin"), "out"),
    **dict.fromkeys(("vonjobcenter", "vomjobcenter", "jobcenter", "vonbehörde"), "out"),
}

Time = tuple[datetime | None, str | None]


def received(value: object) -> Time:
    """Read a time of receipt in Europe/Berlin; the second part notes what is wrong with it."""
    if isinstance(value, datetime):
        return _placed(value)
    if isinstance(value, date):
        return _placed(datetime(value.year, value.month, value.day))
    if value is None or not str(value).strip():
        return None, NO_DATE
    return _parsed(str(value).strip())


@lru_cache(maxsize=10_000)
def _parsed(text: str) -> Time:
    if len(text) > _LONGEST_DATE:
        return None, BAD_DATE
    german = _GERMAN.fullmatch(text)
    try:
        if german:
            day, month, year, hour, minute, second = (int(part or 0) for part in german.groups())
            return _placed(datetime(year, month, day, hour, minute, second))
        return _placed(datetime.fromisoformat(text))
    except ValueError:
        return None, BAD_DATE


def _placed(time: datetime) -> Time:
    if time.year not in YEARS:
        return None, BAD_DATE
    if time.tzinfo is not None:
        return time.astimezone(BERLIN), None
    # Going over UTC moves a time that no clock in Berlin ever showed; any other stays.
    real = time.replace(tzinfo=BERLIN).astimezone(UTC).astimezone(BERLIN)
    return real, None if real.replace(tzinfo=None, fold=0) == time.replace(fold=0) else GAP_DATE


def attachment_count(value: object) -> tuple[int, str | None]:
    """Count attachments given as a number, a list or a list of file names."""
    if isinstance(value, list | tuple):
        return len(value), None
    text = "" if value is None else str(value).strip().casefold()
    number = _COUNT.fullmatch(text)
    if number and int(number[1]) <= MOST_ATTACHMENTS:
        return int(number[1]), None
    if text in _NO_FILES:
        return 0, None
    if text in _SOME_FILES:
        return 1, None
    names = _names(text)
    return (len(names), None) if names else (0, BAD_COUNT)


def _names(text: str) -> list[str]:
    if text.startswith("["):
        try:
            listed = json.loads(text)
        except (ValueError, RecursionError):
            return []
        return listed if isinstance(listed, list) else []
    names = [name for name in re.split(r"[,;|\n]", text) if name.strip()]
    return names if all(_FILE.fullmatch(name) for name in names) else []


def direction(value: object) -> tuple[Literal["in", "out"], str | None]:
    """Tell incoming from outgoing; what is unknown counts as incoming, so that it is read."""
    text = _LETTERS.sub("", str(value).casefold()) if value is not None else ""
    if not text:
        return "in", None
    known = _DIRECTIONS.get(text)
    return (known, None) if known else ("in", BAD_DIRECTION)
