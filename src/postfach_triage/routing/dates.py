"""Find the dates a client wrote: 15.11., 3. Dezember, Freitag, morgen, in zwei Wochen."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_MONTHS = ("jan", "feb", "mar", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "dez")
_MONTH = r"(jan|feb|m(?:ä|ae|a)r|apr|mai|jun|jul|aug|sep|okt|nov|dez)[a-z]*\b\.?"
_WEEKDAYS = ("mon", "die", "mit", "don", "fre", "sam", "son")
_NUMBERS = ("null", "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun")
_RELATIVE = {"vorg": -2, "gest": -1, "heut": 0, "morg": 1, "über": 2, "uebe": 2, "uber": 2}

_TODAY = re.compile(
    r"\b(?:(?:vor)?gestern|heut(?:e|igen?)?|(?:ü|ue|u)bermorgen"
    # "Guten Morgen" greets.
    r"|(?<!guten )(?<!schönen )morgen(?!\s*(?:zusammen|frau|herr|liebe)))\b"
)
_GREETING = re.compile(r"\s*morgen\s*[,!]")
_DUE_BEFORE = re.compile(
    r"\b(?:bis|sp(?:ä|ae)testens|frist|f(?:ä|ae)llig|zahlbar|endet|l(?:ä|ae)uft|geht|schluss|wartet)"
    r"(?:[ \t]+[\w:]+){0,3}[ \t]+$"
)
_DUE_AFTER = re.compile(
    r"(?:[ \t]+[\w:]+){0,3}[ \t]+(?:endet|l(?:ä|ae)uft|zu ?ende|rum|aus|schluss|frist|"
    r"f(?:ä|ae)llig|letzter tag|vorbei|ablauf)\b"
)
_UNTIL_NOW = re.compile(r"\bbis[ \t]+$")
_HOUR = re.compile(r"[ \t]*,?[ \t]*(?:abend|mittag|nacht|um \d|\d{1,2} ?(?:uhr|:))")
_ISO = re.compile(r"\b(20\d\d)-(\d\d)-(\d\d)\b")
_NUMERIC = re.compile(r"(?<![\d.,])(\d{1,2})\.\s?(\d{1,2})\.(?:\s?(20\d\d|\d\d)\b)?(?!\d)")
_NAMED = re.compile(rf"(?<![\d.,])(\d{{1,2}})\.?(?:ten|te)?\s+{_MONTH}(?:\s+(20\d\d))?")
_END_OF = re.compile(rf"\bende\s+{_MONTH}(?:\s+(20\d\d))?")
_END_OF_THIS = re.compile(
    r"\bmonatsende\b|\bende\s+(?:(?:des|dieses|diesen|dem|vom|von)\s+)?monats?\b"
)
_DAY_ONLY = re.compile(
    rf"\b(?:am|bis|zum|den|dem|der)\s+(\d{{1,2}})(?:\.(?!\s?\d)|ten\b|te\b)(?!\s+{_MONTH})"
)
_WEEKDAY = re.compile(
    r"(?<!letzten )(?<!vorigen )(?<!vergangenen )(?<!seit )"
    r"\b(mon|diens|don+ers|frei|sams|son+)ta(?:g|ch)(?!s)|\b(mitt?woch)(?!s)|\b(son+abend)(?!s)"
)
_AHEAD = re.compile(
    r"\bin\s+(\d{1,2}|ein|zwei|drei|vier|fünf|sechs|sieben|acht|neun)(?:e[rmn]?)?\s+(tag|woche)"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A date in a text; `ahead` counts calendar days from the arrival, negative in the past.

    `due`: something ends or must be done by then ("bis Freitag", "am 30. endet").
    """

    start: int
    end: int
    ahead: int
    due: bool = False


def find(text: str, today: date | None) -> tuple[Mention, ...]:
    """Return the dates named in `text` in their order.

    `today` is the day of arrival; without it only words like "heute" and "morgen" are dates.
    A date without a year is the nearest such day, a weekday is the coming one.
    """
    low = text.lower()
    found = list(_relative(low))
    if today is not None:
        for pattern, reader in _READERS:
            for match in pattern.finditer(low):
                day = reader(match, today)
                if day is not None:
                    found.append((match.start(), match.end(), (day - today).days))
    return tuple(Mention(*one, due=_due(low, *one)) for one in sorted(found))


def _due(low: str, start: int, end: int, ahead: int) -> bool:
    """Say whether something is due then; "bis heute" alone means "until now"."""
    after = _DUE_AFTER.match(low, end) is not None
    if ahead == 0 and _UNTIL_NOW.search(low, max(0, start - 12), start):
        return after or _HOUR.match(low, end) is not None
    return after or _DUE_BEFORE.search(low, max(0, start - 40), start) is not None


def _relative(low: str) -> Iterator[tuple[int, int, int]]:
    for match in _TODAY.finditer(low):
        if not (_GREETING.match(low) and not low[: match.start()].strip()):
            yield match.start(), match.end(), _RELATIVE[match.group()[:4]]


def _iso(match: re.Match[str], today: date) -> date | None:
    return _day(int(match[1]), int(match[2]), int(match[3]))


def _numeric(match: re.Match[str], today: date) -> date | None:
    day, month = int(match[1]), int(match[2])
    if match[3]:
        return _day(int(match[3]) % 100 + 2000, month, day)
    return _nearest([_day(today.year + n, month, day) for n in (-1, 0, 1)], today)


def _named(match: re.Match[str], today: date) -> date | None:
    day, month = int(match[1]), _month_number(match[2])
    if match[3]:
        return _day(int(match[3]), month, day)
    return _nearest([_day(today.year + n, month, day) for n in (-1, 0, 1)], today)


def _end_of(match: re.Match[str], today: date) -> date | None:
    month = _month_number(match[1])
    if match[2]:
        return _month_end(int(match[2]), month)
    return _nearest([_month_end(today.year + n, month) for n in (-1, 0, 1)], today)


def _end_of_this(match: re.Match[str], today: date) -> date | None:
    return _month_end(today.year, today.month)


def _day_only(match: re.Match[str], today: date) -> date | None:
    months = [(today.year * 12 + today.month - 1 + n) for n in (-1, 0, 1)]
    return _nearest([_day(m // 12, m % 12 + 1, int(match[1])) for m in months], today)


def _weekday(match: re.Match[str], today: date) -> date | None:
    name = "sam" if match[3] else match.group()[:3]
    return today + timedelta((_WEEKDAYS.index(name) - today.weekday()) % 7)


def _ahead(match: re.Match[str], today: date) -> date | None:
    number = int(match[1]) if match[1].isdigit() else _NUMBERS.index(match[1])
    return today + timedelta(number * (7 if match[2] == "woche" else 1))


_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], date | None]], ...] = (
    (_ISO, _iso),
    (_NUMERIC, _numeric),
    (_NAMED, _named),
    (_END_OF, _end_of),
    (_END_OF_THIS, _end_of_this),
    (_DAY_ONLY, _day_only),
    (_WEEKDAY, _weekday),
    (_AHEAD, _ahead),
)


def _month_number(name: str) -> int:
    return _MONTHS.index("mar" if name[0] == "m" and name[-1] == "r" else name) + 1


def _month_end(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(1)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _nearest(days: list[date | None], today: date) -> date | None:
    """Return the day nearest to `today`; of two equally near the later one."""
    there = [day for day in days if day]
    return min(there, key=lambda day: (abs(day - today), day < today), default=None)
