"""JSONL line by line; of a line that is cut off everything readable is kept."""

import json
import re
from collections.abc import Iterator, Mapping
from itertools import chain, islice
from typing import TextIO

from postfach_triage.errors import ExportError
from postfach_triage.exports.csv_records import GARBLED
from postfach_triage.exports.encodings import is_garbled
from postfach_triage.exports.headers import Layout, Raw, require, resolve

TORN = "the line is cut off or no valid JSON"
NO_OBJECT = "the line is no JSON object"
# So many lines stand for the file where a column is looked for.
HEAD_LINES = 100
_KNOWN_LAYOUTS = 1_000

# Portals write control characters raw into their strings.
_DECODER = json.JSONDecoder(strict=False)
_KEY = re.compile(r'[\s,{]*+"((?:[^"\\]++|\\.)*+)"\s*+:\s*+', re.DOTALL)
_WORD = re.compile(r"[^\W\d_]{2}")
_CUT_ESCAPE = re.compile(r"\\(?:u[0-9a-fA-F]{0,3})?$")


class JsonRecords:
    """The records of one JSONL stream; `layout` holds the columns of its first lines."""

    def __init__(
        self, stream: TextIO, mapping: Mapping[str, str] | None, where: str, *, damaged: bool
    ) -> None:
        self._mapping = mapping
        self._damaged = damaged
        self._layouts: dict[tuple[str, ...], Layout] = {}
        lines = (line for line in stream if line.strip("\ufeff \t\r\n"))
        head = list(islice(lines, HEAD_LINES))
        if head and _opens_array(head[0].strip("\ufeff \t\r\n")):
            raise ExportError(
                "this is one JSON array, not JSONL",
                where=where,
                allowed="one JSON object a line",
                next_step="export again as JSONL or CSV",
            )
        self.layout = self._of_head(head)
        self._lines = chain(head, lines)

    def __iter__(self) -> Iterator[Raw]:
        for line in self._lines:
            yield self._record(line)

    def require(self, where: str) -> None:
        """Raise ExportError if the first lines hold records, but never a required column."""
        if self.layout.columns:
            require(self.layout, where)

    def _of_head(self, head: list[str]) -> Layout:
        names: dict[str, None] = {}
        for line in head:
            record, _ = _parsed(line)
            names |= dict.fromkeys(record or {})
        return resolve(tuple(names), self._mapping)

    def _record(self, line: str) -> Raw:
        record, error = _parsed(line)
        if self._damaged and is_garbled(line):
            error = error or GARBLED
        if record is None:
            return self._torn(line.rstrip("\r\n"), error)
        return Raw(self._layout(tuple(record)), list(record.values()), error)

    def _torn(self, line: str, error: str | None) -> Raw:
        """Keep the known columns of a broken line; what is not understood joins the text."""
        pairs, rest = salvage(line)
        names = tuple(dict(pairs))
        record: dict[str, object] = {}
        for name, position in resolve(names, self._mapping).ours.items():
            record[name] = dict(pairs)[names[position]]
        if _WORD.search(rest):
            record["text"] = f"{record.get('text', '')}\n{rest}".strip()
        record.setdefault("text", "")
        # Other names may be the client's own words.
        extra = {self.layout.columns[position] for _, position in self.layout.extra}
        record |= {name: value for name, value in pairs if name in extra}
        return Raw(resolve(tuple(record), None), list(record.values()), error)

    def _layout(self, names: tuple[str, ...]) -> Layout:
        layout = self._layouts.get(names)
        if layout is None:
            if len(self._layouts) >= _KNOWN_LAYOUTS:
                self._layouts.clear()
            layout = self._layouts[names] = resolve(names, self._mapping)
        return layout


def _parsed(line: str) -> tuple[dict[str, object] | None, str | None]:
    try:
        record = _DECODER.decode(line.strip("\ufeff \t\r\n"))
    except (ValueError, RecursionError):
        return None, TORN
    return (record, None) if isinstance(record, dict) else (None, NO_OBJECT)


def _opens_array(line: str) -> bool:
    return line == "[" or line.startswith("[{")


def salvage(line: str) -> tuple[list[tuple[str, object]], str]:
    """Read the pairs of a broken line up to where it breaks, and what follows there.

    >>> salvage('{"message_id": "PN-1", "text": "Strom ist w')
    ([('message_id', 'PN-1'), ('text', 'Strom ist w')], '')
    """
    pairs: list[tuple[str, object]] = []
    place = 0
    while key := _KEY.match(line, place):
        place = key.end()
        try:
            value, place = _DECODER.raw_decode(line, place)
        except (ValueError, RecursionError):
            if not line.startswith('"', place):
                break
            value, place = _unescaped(line[place + 1 :]), len(line)
        pairs.append((_unescaped(key[1]), value))
    return pairs, line[place:]


def _unescaped(string: str) -> str:
    try:
        return str(_DECODER.decode(f'"{_CUT_ESCAPE.sub("", string)}"'))
    except ValueError:
        return string
