"""Find identifiers in loose spellings, for redaction alone, where recall comes first.

Scoring leaves these readable: its models were trained on texts in which they are.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from postfach_triage.preprocess.cues import holds
from postfach_triage.preprocess.loose_addresses import find_loose_streets

Found = tuple[str, int, int]

_PLATE = re.compile(
    r"(?<![\w\-])[A-ZÄÖÜ]{1,3}[ \-–]{1,2}[A-ZÄÖÜ]{1,2} ?-?\d{1,4}[EH]?(?![\w\-/]|\.\d)"
)
_NO_PLATE = re.compile(r"(?:SGB|NR|BG|ID|KD|ABS|AZ|VG|LG|MFG)\b|.*(?:NR|AS|BG)\b")
_CAR = (
    "kennz", "auto", "wagen", "pkw", "kfz", "fahrzeug", "bmw", "audi", "merc", "opel", "golf",
    "moped", "motorrad", "roller", "transporter", "sprinter", "parkt", "fährt",
)  # fmt: skip
_DIGIT_WORD = r"(?:null|eins?|zwei|zwo|drei|vier|fünf|fuenf|sechs|sieben|acht|neun)"
_PHONES = (
    # odd marks, a letter for the zero, the country's number without its plus
    r"(?<!\d)0\d{2,4} ?[_,:*~|—] ?\d(?:[ _]?\d){4,8}(?!\d)",
    r"(?<!\w)(?:[oO]|0 ?[lI]|[oO] ?[lI])[1-7 ]\d{1,3}(?:[ /\-]?\d){5,9}(?!\d)",
    r"(?<!\d)0 ?1[5-7]\d(?:[ /\-]{0,3}\d){7,11}(?!\d)",
    r"(?<!\d)49[ \-/]?1[5-7]\d(?:[ \-/]?\d){7,8}(?!\d)",
    # spoken, or half spoken
    rf"\b(?:null|0\d{{2,4}}(?=[\d ,.\-]{{1,12}}{_DIGIT_WORD}))"
    rf"(?:[ ,.\-]{{1,2}}(?:{_DIGIT_WORD}|\d{{1,9}})){{4,14}}(?!\w)",
    # told by the words beside them
    r"(?<=durchwahl )\d{3,6}(?!\d)|(?<=festnetz )\d{5,8}(?!\d)",
    r"(?<=nummer )\d(?:[ /\-]?\d){5,12}(?![\d,.]*\d| ?(?:€|euro))",
    r"(?<!\d)\d(?:[ /\-]?\d){5,12}(?=,? (?:ist|is) (?:meine|mein) (?:neue )?(?:\w*nummer|nr))",
)
_PHONE = re.compile("|".join(f"(?:{shape})" for shape in _PHONES), re.IGNORECASE)
_FILE = re.compile(r"\b[Aa]kten\w{3,8}\W{1,3}([A-Z]{0,4} ?\d[\w/.\-]{2,})")
_MAIL = re.compile(
    r"[\w.+\-]+ ?(?:@|[(\[{](?:at|ät|ad|a)[)\]}]| (?:at|ät|klammeraffe) ) ?"
    r"[\w\-]+(?: ?[.,] ?| punkt | dot )(?:de|com|net|org|eu|ua|tr|pl|ro|ru)\b",
    re.IGNORECASE,
)
_AT = ("@", "(a", "[a", "{a", "(ä", "[ä", " at ", " ät ", "klammeraffe")
# A looser mail or phone replaces the stricter one it holds: 'o176 1234567', 'ali@web,de'.
_WIDER = ("EMAIL", "PHONE")


def find_loose_identifiers(text: str, known: Sequence[Found]) -> list[Found]:
    """Return (label, start, end) of the identifiers known and of loose ones, in order."""
    found = sorted(known, key=_start)
    for item in _candidates(text, known):
        first = bisect_right(found, item[1], key=_end)
        last = bisect_left(found, item[2], key=_start)
        if all(f[0] == item[0] in _WIDER and _holds(item, f) for f in found[first:last]):
            found[first:last] = [item]
    return found


def _start(found: Found) -> int:
    return found[1]


def _end(found: Found) -> int:
    return found[2]


def _holds(outer: Found, inner: Found) -> bool:
    return outer[1] <= inner[1] and inner[2] <= outer[2]


def _candidates(text: str, known: Sequence[Found]) -> Iterator[Found]:
    lower = text.lower()
    if holds(lower, _AT):
        for mail in _MAIL.finditer(text):
            yield "EMAIL", *mail.span()
    for phone in _PHONE.finditer(text):
        yield "PHONE", *phone.span()
    for number in _FILE.finditer(text):
        yield "FILENO", *number.span(1)
    yield from find_loose_streets(text, known)
    if holds(lower, _CAR):
        for plate in _PLATE.finditer(text):
            if not _NO_PLATE.match(plate.group()):
                yield "PLATE", *plate.span()
