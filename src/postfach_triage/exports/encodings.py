"""Find out how the text of an export is encoded, by reading all of it once."""

import codecs
import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import BinaryIO

from postfach_triage.errors import ExportError

_CHUNK = 1 << 20
_HEAD = 1 << 16
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8 with BOM"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
_FOREIGN_MAGIC = {
    b"%PDF": "a PDF file",
    b"\xd0\xcf\x11\xe0": "an old Excel or Word file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"\x7fELF": "a program",
    b"SQLite format 3": "a database",
    codecs.BOM_UTF32_LE: "UTF-32 text",
    b"7z\xbc\xaf": "a 7z archive",
}
_CONTROL = bytes({*range(0x20), 0x7F} - {*b"\t\n\r\f\x1a\x1b"})
_MOST_CONTROL = 0.3
_WIDE = 0.7
# What German text in cp1252 holds beyond ASCII: umlauts, accents, typographic marks.
_GERMAN_BYTES = frozenset("äöüÄÖÜßéèêëáàâóòôíìîúùûçñÉÈ€§°²³´«»„“”‚‘’–—…•\xa0".encode("cp1252"))
_UNDEFINED = frozenset(b"\x81\x8d\x8f\x90\x9d")
_ESCAPED = re.compile("[\udc80-\udcff]")
# Some garbled lines are an accident; in another encoding most lines of German are.
_MOST_BAD_LINES = 0.25
# German in cp850 has its ü at a byte that cp1252 does not know.
_MOST_UNDEFINED = 0.1

Opener = Callable[[], AbstractContextManager[BinaryIO]]


@dataclass(frozen=True, slots=True)
class Encoding:
    """A codec, its name for people, and whether some bytes do not fit it.

    With `damaged` those bytes are read as U+DC80..DCFF and their rows fail.
    """

    codec: str
    label: str
    damaged: bool = False

    @property
    def errors(self) -> str:
        """Name the error handler; UTF-16 has no way to carry a wrong byte along."""
        return "replace" if self.codec.startswith("utf-16") else "surrogateescape"


def detect(opener: Opener, where: str) -> Encoding:
    """Name the encoding of a text file; raise ExportError for binary or unknown content."""
    with opener() as stream:
        head = stream.read(_HEAD)
    found = _by_mark(head, where)
    if found:
        return found
    return _utf8(opener) or _weighed(_census(opener), where)


def is_garbled(text: str) -> bool:
    """Tell whether a text holds bytes that did not fit its encoding."""
    return not text.isascii() and _ESCAPED.search(text) is not None


def _by_mark(head: bytes, where: str) -> Encoding | None:
    for magic, kind in _FOREIGN_MAGIC.items():
        if head.startswith(magic):
            raise _binary(where, kind)
    for bom, codec, label in _BOMS:
        if head.startswith(bom) and codec != "utf-8-sig":
            return Encoding(codec, label)
    wide = _without_mark(head)
    if wide:
        return wide
    if head and len(head) - len(head.translate(None, _CONTROL)) > _MOST_CONTROL * len(head):
        raise _binary(where, "binary data")
    return None


def _without_mark(head: bytes) -> Encoding | None:
    pairs = len(head) // 2
    for codec, zeros in (("utf-16-le", head[1::2]), ("utf-16-be", head[0::2])):
        other = head[0::2] if codec.endswith("le") else head[1::2]
        if pairs > 1 and zeros.count(0) > _WIDE * pairs and other.count(0) < pairs // 10 + 1:
            return Encoding(codec, "UTF-16 without BOM")
    return None


def _utf8(opener: Opener) -> Encoding | None:
    decoder = codecs.getincrementaldecoder("utf-8")()
    first = b""
    try:
        with opener() as stream:
            while chunk := stream.read(_CHUNK):
                first = first or chunk[:3]
                decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return None
    marked = first == codecs.BOM_UTF8
    return Encoding(*_BOMS[0][1:]) if marked else Encoding("utf-8", "UTF-8")


@dataclass(slots=True)
class _Census:
    """How the bytes that are no UTF-8 divide, and the lines beyond ASCII into UTF-8 or not."""

    german: int = 0
    other: int = 0
    undefined: int = 0
    lines: int = 0
    good_lines: int = 0
    bad_lines: int = 0
    marked: bool = False


def _census(opener: Opener) -> _Census:
    census = _Census()
    with opener() as stream:
        for line in stream:
            census.marked |= not census.lines and line.startswith(codecs.BOM_UTF8)
            census.lines += 1
            if not line.isascii():
                _count(line, census)
    return census


def _count(line: bytes, census: _Census) -> None:
    text = line.decode("utf-8", "surrogateescape")
    wrong = [ord(char) - 0xDC00 for char in _ESCAPED.findall(text)]
    german = sum(byte in _GERMAN_BYTES for byte in wrong)
    census.german += german
    census.other += len(wrong) - german
    census.undefined += sum(byte in _UNDEFINED for byte in wrong)
    census.bad_lines += bool(wrong)
    census.good_lines += not wrong


def _weighed(census: _Census, where: str) -> Encoding:
    wrong = census.german + census.other
    fits = census.undefined <= _MOST_UNDEFINED * wrong
    # Lines that are UTF-8 by chance are double-encoded; those are repaired later.
    mostly = census.german > census.other and census.bad_lines >= census.good_lines
    if not census.marked and fits and mostly:
        return Encoding("cp1252", "cp1252", damaged=census.undefined > 0)
    if census.bad_lines > max(1, census.good_lines, _MOST_BAD_LINES * census.lines):
        raise ExportError(
            "the text has no known encoding",
            where=where,
            got=f"{census.bad_lines} unreadable lines of {census.lines}",
            allowed="UTF-8, UTF-16, cp1252",
            next_step="export again as UTF-8",
        )
    codec, label = _BOMS[0][1:] if census.marked else ("utf-8", "UTF-8")
    return Encoding(codec, label, damaged=True)


def _binary(where: str, kind: str) -> ExportError:
    return ExportError(
        "this is no text",
        where=where,
        got=kind,
        allowed="CSV, JSONL, Parquet, XLSX, each also as .gz",
        next_step="export again in one of these formats",
    )
