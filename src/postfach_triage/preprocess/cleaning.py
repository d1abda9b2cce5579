"""Take invisible, look-alike and broken characters out of a text, and remember where each stood.

The original is never changed; `Offsets` lead from the cleaned text back to it.
"""

import re
import unicodedata

# offsets[i]: where character i of the cleaned text begins in the original; the last
# entry is the original's length. None: every character stands where it stood.
Offsets = list[int] | None

_C1 = {code: bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0)}
# UTF-8 read as cp1252 or Latin-1: the umlauts and signs that occur in German letters.
_BROKEN = {
    char.encode().decode(codec): char
    for char in "äöüßÄÖÜéèç§°€„“”–’…"
    for codec in ("cp1252", "latin-1")
    if all(codec == "latin-1" or _C1.get(byte, "x") for byte in char.encode())
}
_INVISIBLE = (
    "\x00-\x08\x0e-\x1f\x7f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e01ef"
)
_BLANKS = "\t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
_BREAKS = "\x0b\x0c\u2028\u2029"
_COMPATIBLE = "\uff01-\uff5e\ufb00-\ufb06\u24b6-\u24e9\U0001d400-\U0001d7ff"
_DIRTY = re.compile(
    "|".join(
        (
            *sorted(map(re.escape, _BROKEN), key=len, reverse=True),
            "\r\n?",
            f"[{_INVISIBLE}]+",
            f"[{_BLANKS}{_BREAKS}{_COMPATIBLE}\x80-\x9f]",
        )
    )
)
# One character class is many times faster than the alternatives above, and most texts are clean.
_SUSPECT = re.compile(
    f"[{_INVISIBLE}{_BLANKS}{_BREAKS}{_COMPATIBLE}\r\x80-\x9f{''.join({b[0] for b in _BROKEN})}]"
)
_IS_INVISIBLE = re.compile(f"[{_INVISIBLE}]")
_IS_BREAK = re.compile(f"[\r{_BREAKS}]")
_IS_BLANK = re.compile(f"[{_BLANKS}]")

# One word in two alphabets is a slip of the keyboard or a disguise, not Russian.
_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_MIXED = re.compile(
    r"(?=[^\W_]*[A-Za-zÄÖÜäöüß])(?=[^\W_]*[\u0400-\u052f])(?:[^\W_]|[\u0300-\u036f])+"
)
_ALIKE = str.maketrans("аеорсухіјѕһАВЕКМНОРСТХУІЈЅ", "aeopcyxijshABEKMHOPCTXYIJS")

_LONGEST = 200
_ENDLESS = re.compile(rf"\S{{{_LONGEST}}}(?=\S)")


def clean(text: str) -> tuple[str, Offsets]:
    """Return the text as a reader sees it, and the offsets back to the original.

    >>> clean("Wider\u200bspruch")[0]
    'Widerspruch'
    """
    offsets: Offsets = None
    while _SUSPECT.search(text) and _DIRTY.search(text):
        cleaned, places = _replace_dirty(text, offsets)
        if cleaned == text:
            # Left are places Unicode has not given to any sign (U+1D455): they stay as they are.
            break
        text, offsets = cleaned, places
    if len(text) > _LONGEST and max(map(len, text.split()), default=0) > _LONGEST:
        text, offsets = _part_endless(text, offsets)
    if not text.isascii():
        text, offsets = _compose(text, offsets)
        if _CYRILLIC.search(text) and _MIXED.search(text):
            text = _MIXED.sub(lambda word: word.group().translate(_ALIKE), text)
            text, offsets = _compose(text, offsets)
    return text, offsets


def to_original(offsets: Offsets, start: int, end: int) -> tuple[int, int]:
    """Lead a stretch of the cleaned text back to the original."""
    if offsets is None:
        return start, end
    return offsets[start], offsets[end] if end > start else offsets[start]


def _replace_dirty(text: str, offsets: Offsets) -> tuple[str, list[int]]:
    parts: list[str] = []
    places: list[int] = []
    last = 0
    for match in _DIRTY.finditer(text):
        start, end = match.span()
        new = _visible(match.group())
        parts += (text[last:start], new)
        places += range(last, start)
        places += [start] * len(new)
        last = end
    parts.append(text[last:])
    places += range(last, len(text) + 1)
    return "".join(parts), _chain(places, offsets)


def _visible(dirty: str) -> str:
    if dirty in _BROKEN:
        return _BROKEN[dirty]
    if _IS_INVISIBLE.match(dirty):
        return ""
    if _IS_BREAK.match(dirty):
        return "\n"
    if _IS_BLANK.match(dirty):
        return " "
    # What Windows calls cp1252 and a portal took for Latin-1: quotes, dashes, the euro sign.
    return _C1[ord(dirty)] if ord(dirty) < 0xA0 else unicodedata.normalize("NFKC", dirty)


def _part_endless(text: str, offsets: Offsets) -> tuple[str, Offsets]:
    """Put a blank into words without end, on which a tokenizer would spend a minute."""
    parts: list[str] = []
    places: list[int] = []
    last = 0
    for match in _ENDLESS.finditer(text):
        parts += (text[last : match.end()], " ")
        places += [*range(last, match.end()), match.end()]
        last = match.end()
    parts.append(text[last:])
    places += range(last, len(text) + 1)
    return "".join(parts), _chain(places, offsets)


def _compose(text: str, offsets: Offsets) -> tuple[str, Offsets]:
    if unicodedata.is_normalized("NFC", text):
        return text, offsets
    starts = [i for i, char in enumerate(text) if i == 0 or not _joins(text[i - 1], char)]
    parts: list[str] = []
    places: list[int] = []
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        parts.append(unicodedata.normalize("NFC", text[start:end]))
        places += [start] * len(parts[-1])
    places.append(len(text))
    return "".join(parts), _chain(places, offsets)


def _joins(before: str, char: str) -> bool:
    if char.isascii():
        return False
    return unicodedata.combining(char) != 0 or len(unicodedata.normalize("NFC", before + char)) == 1


def _chain(places: list[int], offsets: Offsets) -> list[int]:
    return places if offsets is None else [offsets[place] for place in places]
