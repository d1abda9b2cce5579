"""How numbers are written on a page: one way for each kind."""

from collections.abc import Callable, Iterable
from typing import Any

from postfach_triage.evaluation.shares import Share

NOTHING = "–"


def percent(value: float | None) -> str:
    """Write a share with one decimal.

    >>> percent(0.0134), percent(None)
    ('1.3%', '–')
    """
    return NOTHING if value is None else f"{value:.1%}"


def interval(value: tuple[float, float] | None) -> str:
    """Write both ends of an interval of shares.

    >>> interval((0.01, 0.2))
    '1.0 to 20.0%'
    """
    return NOTHING if value is None else f"{value[0] * 100:.1f} to {value[1]:.1%}"


def counts(share: Share) -> str:
    """Write k/n.

    >>> counts(Share(3, 1000))
    '3/1,000'
    """
    return f"{share.k:,}/{share.n:,}"


def short(share: Share) -> str:
    """Write k/n with its share, for narrow cells.

    >>> short(Share(1, 4)), short(Share(0, 0))
    ('1/4 (25%)', '–')
    """
    return f"{counts(share)} ({share.value:.0%})" if share.n else NOTHING


def points(value: float) -> str:
    """Write a difference of shares in percentage points, with its sign.

    >>> points(0.012), points(-0.5)
    ('+1.2', '−50.0')
    """
    return f"{value * 100:+.1f}".replace("-", "−")


def number(value: float | None, digits: int = 3) -> str:
    """Write a plain number.

    >>> number(0.12345), number(None)
    ('0.123', '–')
    """
    return NOTHING if value is None else f"{value:.{digits}f}"


def heads(names: Iterable[str]) -> list[tuple[str]]:
    """Make columns of numbers of names; a table sets them to the right."""
    return [(name,) for name in names]


FILTERS: dict[str, Callable[..., Any]] = {
    "percent": percent,
    "interval": interval,
    "counts": counts,
    "short": short,
    "points": points,
    "number": number,
    "heads": heads,
}
