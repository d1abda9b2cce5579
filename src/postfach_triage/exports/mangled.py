"""Undo what other programs did to the text: UTF-8 read as cp1252, halves of characters."""

import re

REPAIRED = "double-encoded umlauts repaired"
HALVED = "half characters replaced"

_SURROGATE = re.compile("[\ud800-\udfff]")
# Some portals mangle twice; a third time was never seen.
_PASSES = 2


def _cp1252(byte: int) -> str:
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


# Both ways a wrong reader may have shown a byte: as cp1252 and as Latin-1.
_BYTES = {chr(byte): byte for byte in range(0x80, 0x100)}
_BYTES |= {_cp1252(byte): byte for byte in range(0x80, 0x100)}
_NEXT = "".join(re.escape(char) for char, byte in _BYTES.items() if byte < 0xC0)
# Leads are the letters that German text does not use. Ä and Å are left out: "Ä…" is German.
_MANGLED = re.compile(f"[ÃÂ][{_NEXT}]|[âï][{_NEXT}]{{2}}|ð[{_NEXT}]{{3}}")
_LEADS = "ÃÂâïð"
_PLAUSIBLE = (
    range(0x80, 0x100),
    range(0x2010, 0x2040),
    range(0x20A0, 0x20C0),
    range(0x2100, 0x2800),
    range(0xFE0E, 0xFE10),
    range(0x1F000, 0x20000),
)


def repair(text: str) -> str:
    """Turn double-encoded characters back into the ones the client typed.

    >>> repair("WÃ¤re nett â€“ 20 â‚¬")
    'Wäre nett – 20 €'
    """
    if text.isascii() or not any(lead in text for lead in _LEADS):
        return text
    for _ in range(_PASSES):
        mended = _MANGLED.sub(_mended, text)
        if mended == text:
            break
        text = mended
    return text


def _mended(match: re.Match[str]) -> str:
    try:
        char = bytes(_BYTES[c] for c in match[0]).decode("utf-8")
    except UnicodeDecodeError:
        return match[0]
    plausible = any(ord(char) in span for span in _PLAUSIBLE)
    return char if plausible else match[0]


def whole(text: str) -> str:
    """Replace halves of characters, which no file can hold, by U+FFFD; offsets stay."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return _SURROGATE.sub("\ufffd", text)
    return text
