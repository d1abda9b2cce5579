"""Pages of a list by key: the next page costs the same at message 50 and at message 200,000."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from postfach_triage.review.models.message import Message

SIZE = 50
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Order:
    """An order of the list: a rank, a time, and the id where both are equal.

    `latest_first` turns the order round (for what is done).
    """

    rank: str | None
    time: str
    latest_first: bool = False

    @property
    def fields(self) -> tuple[str, ...]:
        """Name the fields the list is ordered by."""
        return (*((self.rank,) if self.rank else ()), self.time, "id")


OPEN_ORDER = Order("pin", "due_at")
DONE_ORDER = Order(None, "done_at", latest_first=True)


@dataclass(frozen=True, slots=True)
class Page:
    """One page, and the keys of the pages after and before it ("" where there is none)."""

    messages: Sequence[Message]
    after: str
    before: str


def page(
    parts: Sequence[QuerySet[Message]],
    order: Order,
    *,
    after: str = "",
    before: str = "",
    size: int = SIZE,
) -> Page:
    """Return one page of the parts together: the first, the one after a key, or before it."""
    backwards = bool(before)
    cursor = _read(before or after, order)
    falling = order.latest_first != backwards
    names = [f"-{name}" if falling else name for name in order.fields]
    found: list[Message] = []
    for part in parts:
        beyond = part if cursor is None else part.filter(_beyond(order, cursor, falling=falling))
        found += beyond.order_by(*names)[: size + 1]
    found.sort(key=lambda message: _key(message, order), reverse=falling)
    more = len(found) > size
    found = found[:size]
    if backwards:
        found.reverse()
    earlier = more if backwards else cursor is not None
    later = True if backwards else more
    return Page(
        messages=found,
        after=_write(found[-1], order) if found and later else "",
        before=_write(found[0], order) if found and earlier else "",
    )


def _beyond(order: Order, cursor: tuple[object, ...], *, falling: bool) -> Q:
    """Say "beyond this key" field by field: (a > x) or (a = x and b > y) or ..."""
    sign = "lt" if falling else "gt"
    condition, equal = Q(), Q()
    for name, value in zip(order.fields, cursor, strict=True):
        condition |= equal & Q(**{f"{name}__{sign}": value})
        equal &= Q(**{name: value})
    # The same once more in a form that lets the database begin in the middle of its index.
    first = order.fields[0]
    return Q(**{f"{first}__{sign}e": cursor[0]}) & condition


def _key(message: Message, order: Order) -> tuple[Any, ...]:
    return tuple(getattr(message, name) for name in order.fields)


def _write(message: Message, order: Order) -> str:
    values = _key(message, order)
    return "-".join(
        str((value - _EPOCH) // _MICROSECOND if isinstance(value, datetime) else value)
        for value in values
    )


def _read(key: str, order: Order) -> tuple[object, ...] | None:
    parts = key.split("-")
    if len(parts) != len(order.fields) or not all(p.isdecimal() and len(p) < 18 for p in parts):
        return None
    values: list[object] = [int(part) for part in parts]
    values[-2] = _EPOCH + int(parts[-2]) * _MICROSECOND
    return tuple(values)
