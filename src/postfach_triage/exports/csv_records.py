"""CSV record by record, finding its feet again after a quote that is never closed.

The standard reader in strict mode says where a record breaks the rules; the lines it took are
given back and tried one by one. Without that an open quote swallows the rest of the file.
"""

import csv
from collections import deque
from collections.abc import Iterator, Mapping
from typing import TextIO

from postfach_triage.exports.encodings import is_garbled
from postfach_triage.exports.headers import Layout, Raw, resolve
from postfach_triage.exports.values import received

DELIMITERS = ",;\t"
# A field may be as long as a record; a quote still open after so many characters is never closed.
MAX_RECORD = 1_000_000
_NO_LIMIT = 2**31 - 1
OPEN_QUOTE = "a quote is never closed or stands inside a field"
GARBLED = "bytes that are no text"
UNDOUBLED = "quotes inside a field were not doubled"

Attempt = tuple[list[str], bool]


class Lines:
    """Hand out lines, remember those of the current record, take them back."""

    def __init__(self, stream: TextIO) -> None:
        self._fresh = iter(stream)
        self._back: deque[str] = deque()
        self._size = 0
        self.taken: list[str] = []

    def __iter__(self) -> "Lines":
        return self

    def __next__(self) -> str:
        if self._size > MAX_RECORD:
            raise StopIteration
        line = self._back.popleft() if self._back else next(self._fresh)
        self._size += len(line)
        self.taken.append(line)
        return line

    def begin(self) -> None:
        """Start a record."""
        self.taken = []
        self._size = 0

    def keep_first(self) -> str:
        """Give all lines but the first back and return that one."""
        self._back.extendleft(reversed(self.taken[1:]))
        return self.taken[0]


class CsvRecords:
    """The header and the records of one CSV stream, opened with newline=''."""

    def __init__(self, stream: TextIO, mapping: Mapping[str, str] | None, *, damaged: bool) -> None:
        csv.field_size_limit(_NO_LIMIT)  # Lines sets the bound, for the record as a whole
        self._lines = Lines(stream)
        self._damaged = damaged
        self.delimiter, self.layout = self._header(mapping)
        self._reader = csv.reader(self._lines, delimiter=self.delimiter, strict=True)

    def __iter__(self) -> Iterator[Raw]:
        width = len(self.layout.columns)
        while (attempt := self._attempt()) is not None:
            values, sound = attempt
            if sound and _is_blank(values):
                continue
            if sound and len(values) == width:
                yield self._good(values)
            else:
                yield from self._bad(values, sound=sound)

    def _header(self, mapping: Mapping[str, str] | None) -> tuple[str, Layout]:
        line = next(self._lines, "")
        # Excel writes sep=; on a line of its own.
        while line and (not line.strip() or line.startswith("sep=")):
            line = next(self._lines, "")
        layouts = [(mark, resolve(_split(line, mark), mapping)) for mark in DELIMITERS]
        return max(layouts, key=lambda pair: (len(pair[1].ours), len(pair[1].columns)))

    def _attempt(self) -> Attempt | None:
        self._lines.begin()
        try:
            return next(self._reader), True
        except StopIteration:
            return None
        except csv.Error:
            return [], False

    def _good(self, values: list[str]) -> Raw:
        garbled = self._damaged and any(is_garbled(value) for value in values)
        return Raw(self.layout, values, GARBLED if garbled else None)

    def _bad(self, values: list[str], *, sound: bool) -> Iterator[Raw]:
        width = len(self.layout.columns)
        if sound and len(self._lines.taken) == 1:
            yield self._failed(values, f"{len(values)} columns instead of {width}", sound=True)
            return
        first = self._lines.keep_first()
        mended = [] if sound else _undoubled(first.rstrip("\r\n"), self.delimiter)
        if len(mended) == width:
            yield self._good(mended)._replace(notes=(UNDOUBLED,))
        else:
            yield from self._recover(first)

    def _recover(self, first: str) -> Iterator[Raw]:
        """Fail all lines up to the next one that starts a record of the right width."""
        lost, size, good = [first], len(first), None
        while good is None and size <= MAX_RECORD and (attempt := self._attempt()):
            values, sound = attempt
            if sound and len(values) == len(self.layout.columns):
                good = values
            else:
                lost.append(self._lines.keep_first())
                size += len(lost[-1])
        parts = [part for line in csv.reader(lost, delimiter=self.delimiter) for part in line]
        yield self._failed(parts, OPEN_QUOTE, sound=False)
        if good is not None:
            yield self._good(good)

    def _failed(self, values: list[str], error: str, *, sound: bool) -> Raw:
        if sound and len(values) > len(self.layout.columns):
            return Raw(self.layout, _without_surplus(values, self.layout, self.delimiter), error)
        return Raw(self.layout, _salvage(values, self.layout, self.delimiter), error)


def _split(line: str, delimiter: str) -> list[str]:
    return next(csv.reader([line], delimiter=delimiter), [])


def _is_blank(values: list[str]) -> bool:
    return not values or (len(values) == 1 and not values[0].strip(" \t"))


def _undoubled(line: str, delimiter: str) -> list[str]:
    """Split a line whose quoted fields hold plain quotes; nothing where one stays open."""
    values, start = [], 0
    while start <= len(line):
        if line.startswith('"', start):
            end = _closing(line, start + 1, delimiter)
            if end < 0:
                return []
            values.append(line[start + 1 : end].replace('""', '"'))
            start = end + 2
        else:
            end = line.find(delimiter, start)
            end = len(line) if end < 0 else end
            values.append(line[start:end])
            start = end + 1
    return values


def _closing(line: str, start: int, delimiter: str) -> int:
    inside = line.find('"' + delimiter, start)
    if inside >= 0:
        return inside
    return len(line) - 1 if len(line) > start and line.endswith('"') else -1


def _without_surplus(values: list[str], layout: Layout, delimiter: str) -> list[str]:
    """Count the columns from both ends: a surplus delimiter nearly always stands in the text."""
    text = layout.ours["text"]
    end = len(values) - (len(layout.columns) - text - 1)
    return [*values[:text], delimiter.join(values[text:end]), *values[end:]]


def _salvage(values: list[str], layout: Layout, delimiter: str) -> list[str | None]:
    """Keep the id and the time, known by their looks; all else becomes the text."""
    kept: list[str | None] = [None] * len(layout.columns)
    rest = list(values)
    for name, looks_right in (("received_at", _is_time), ("message_id", _is_id)):
        position = layout.ours.get(name, len(values))
        if position < len(values) and looks_right(values[position]):
            kept[position] = values[position]
            rest[position] = ""
    kept[layout.ours["text"]] = delimiter.join(value for value in rest if value).rstrip("\r\n")
    return kept


def _is_id(value: str) -> bool:
    # Otherwise the second half of a broken text would appear as an id in the results.
    return len(value) <= 64 and any(c.isdigit() for c in value) and not any(map(str.isspace, value))


def _is_time(value: str) -> bool:
    return received(value)[0] is not None
