"""Recognise numbers that lead to a person: accounts, insurance, tax, benefit files, phones.

Recall comes first: whatever has the shape is hidden; check digits only settle which of two
shapes it is. Blanks, dashes, slashes and dots between digits are what people put in.
"""

import re
from collections.abc import Iterator

from postfach_triage.preprocess.checks import digits_of, passes

Found = tuple[str, int, int]

_SEP = r"[ ./\-–_]"
_DATE = re.compile(
    r"(?<!\d)(?:19|20)\d\d-\d\d-\d\d(?!\d)"
    r"|(?<![\d./\-])(?:(?:0?[1-9]|[12]\d|3[01])([./\-]) ?)?(?:0?[1-9]|1[0-2])"
    r"(?:(?(1)\1|[./]) ?(?:(?:19|20)\d\d|(?(1)\d\d|(?!)))(?![\d/\-])|(?(1)(?=\.(?!\d))|(?!)))"
)


def _digits(more: str, first: str = r"\d") -> str:
    """Write one digit and `more` others with at most one mark between two of them."""
    return rf"(?<!\d){first}(?:{_SEP}?\d){{{more}}}"


# In this order: the first shape that fits a stretch of digits has it.
_SHAPES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "IBAN",
        re.compile(
            r"(?<![^\W\d])[Dd] ?[Ee][ .:\-]{0,2}(?:[\dOo][ ./\-]{0,2}){11,23}[\dOo]"
            rf"|{_digits('15,23', '[1-9]')}(?!\d)"
        ),
    ),
    (
        "BG",
        re.compile(
            rf"{_digits('4')}{_SEP}{{0,3}}(?:[Bb][. ]?[Gg]\.?|/ ?/)"
            rf"{_SEP}{{0,3}}{_digits('4,8')}(?!\d)"
            r"|(?<!\d)\d{5} ?[/\-–] ?0\d{6}(?!\d)"
        ),
    ),
    ("KDNR", re.compile(rf"{_digits('2')}{_SEP}{{0,2}}[A-Za-z]{_SEP}{{0,2}}{_digits('5')}(?!\d)")),
    (
        "RVNR",
        re.compile(
            rf"(?<!\d)\d ?\d{_SEP}{{0,2}}[0-8] ?\d{_SEP}?[01]\d{_SEP}?\d\d{_SEP}{{0,2}}"
            rf"[A-Za-z]{_SEP}{{0,2}}{_digits('2')}(?!\d)"
        ),
    ),
    ("FILENO", re.compile(r"(?<!\d)\d{3} ?[Ff][Kk] ?\d{6}(?!\d)")),  # child benefit
    ("KVNR", re.compile(r"(?<![^\W\d])[A-Za-z][ .\-]{0,2}\d(?:[ .\-]?\d){8}(?!\d)")),
    (
        "PHONE",
        re.compile(r"(?<!\d)(?:\+|00|\(\+) ?[1-9]\d{0,2}(?:[ /()\-–]{0,3}\d|\.\d){6,12}(?!\d)"),
    ),
    (
        "STEUERID",
        re.compile(rf"{_digits('10', '[1-9]')}(?!\d)|(?<!\d)\d{{2,3}}/\d{{3,4}}/\d{{4,5}}(?!\d)"),
    ),
    ("PHONE", re.compile(r"(?<!\d)\(?0 ?[1-9]\d(?:[ /()\-–]{0,3}\d|\.\d){4,9}(?!\d)")),
)
# An account of another country: two letters before the digits, letters among them.
_FOREIGN_IBAN = re.compile(r"[A-Z]{2}\d\d(?: ?[A-Z\d]{4}){2,7}(?: ?[A-Z\d]{1,3})?(?![A-Za-z\d])")
# A number whose shape says nothing, told by the word before it.
_LABELS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (label, re.compile(rf"(?:\b|_)(?:{words})(?:[\W_]|nu?m?m?e?r)[^\d\n]{{0,{gap}}}$"))
    for label, words, gap in (
        (
            "PHONE",
            r"tel|(?:\w*tele)?fon\w*|\w*handy\w*|mobil|festnetz|fax|whatsapp|anruf|\w*erreich|rückruf",
            24,
        ),
        ("IBAN", r"\w*iban|(?:giro|bank)?konto(?:nummer|nr)?|kto|blz", 14),
        ("BG", r"bg|bedarfsgemeinschaft", 14),
        ("KDNR", r"kunden|kd", 14),
        ("RVNR", r"rv|sv|vs|rente|sozialversicherung", 24),
        ("KVNR", r"kv|versicherten|krankenkasse|gesundheitskarte", 20),
        ("STEUERID", r"steuer|idnr|stnr|st-nr", 14),
    )
)
_LABELLED = re.compile(_digits("5,22"))
_MOBILE = re.compile(r"1[5-7]\d{8,9}$")
_LONG = re.compile(_digits("7,22"))


def find_numbers(text: str, start: int, end: int) -> list[Found]:
    """Return the numbers in the run of digits text[start:end], which may hold several."""
    found: list[Found] = []
    for left, right in _without_dates(text, start, end):
        _find_shapes(text, left, right, found)
    return found


def find_foreign_account(text: str, start: int) -> Found | None:
    """Return the account of another country whose first digit stands at `start`."""
    account = _FOREIGN_IBAN.match(text, start - 2) if start > 1 else None
    if account is None or len(digits_of(account.group())) < 10:
        return None
    return "IBAN", *account.span()


def _without_dates(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    left = start
    for date in _DATE.finditer(text, start, end):
        yield left, date.start()
        left = date.end()
    yield left, end


def _find_shapes(text: str, start: int, end: int, found: list[Found]) -> None:
    if end - start < 6:
        return
    begin = max(0, start - 4)
    for label, shape in _SHAPES:
        for match in shape.finditer(text, begin, end):
            if match.end() > start and _is_free(found, *match.span()):
                found.append((_settle(label, match.group()), *match.span()))
    if not found:
        _find_labelled(text, start, end, found)


def _is_free(found: list[Found], start: int, end: int) -> bool:
    return all(end <= left or right <= start for _, left, right in found)


def _settle(label: str, value: str) -> str:
    """Tell a mobile number without its zero from a tax number, both eleven digits."""
    if label == "STEUERID" and _MOBILE.match(digits_of(value)) and not passes(label, value):
        return "PHONE"
    return label


def _find_labelled(text: str, start: int, end: int, found: list[Found]) -> None:
    number = _LABELLED.search(text, start, end)
    if not number:
        return
    before = text[max(0, number.start() - 40) : number.start()].casefold()
    for label, words in _LABELS:
        if words.search(before):
            found.append((label, *number.span()))
            return
    if _MOBILE.match(digits_of(number.group())):
        found.append(("PHONE", *number.span()))
