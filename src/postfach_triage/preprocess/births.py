"""Recognise dates of birth among all the other dates of a message."""

import re

Found = tuple[str, int, int]

_BIRTH_DATE = re.compile(r"(?<![\d.])\d{1,2}([./\-]) ?\d{1,2}\1 ?((?:19|20)\d\d|\d\d)(?!\d)")
_MONTH_DATE = re.compile(
    r"\d{1,2}\.? ?(?:januar|jänner|februar|märz|april|mai|juni|juli|august|september|oktober"
    r"|november|dezember)"
    r"(?: ((?:19|20)\d\d))?",
    re.IGNORECASE,
)
_BORN_BEFORE = re.compile(
    r"(?:\bgeb(?:\b|oren|orn|\.)|\bgeboren\w*|geburts(?:tag|dat)|\*|\bborn\b|рожд|doğum|urodz|născut|nacid"
    r"|народ)[^\d]{0,24}$|\bgeburtsdat[^\n]{0,60}$"
)
_BORN_AFTER = re.compile(
    r"\W{0,3}(?:bin ich |ist er |ist sie |wurde \w+ )?(?:gebor|auf (?:der|die) welt|zur welt)"
)
_NOT_BORN = re.compile(
    r"(?:\b(?:vom|v|seit|ab|bis|am|zum|dem|den|von|datum|stand|und|zw|in|im)|[\d\-–.])[ .]*$"
)
_OLD = range(
    1925, 2009
)  # no clock here: whoever writes was born before, a contract rarely is as old


def find_birth_dates(text: str, start: int, end: int, *, told: bool) -> list[Found]:
    """Return the dates of birth in text[start:end]; `told`: the text speaks of a birth."""
    found = []
    if end - start > 5:
        for date in _BIRTH_DATE.finditer(text, start, min(len(text), end + 1)):
            if _is_birth(text, date, date.group(2), told=told):
                found.append(("BIRTHDATE", *date.span()))
    elif told:
        month = _MONTH_DATE.match(text, start)
        if month and _is_birth(text, month, month.group(1) or "2026", told=told):
            found.append(("BIRTHDATE", *month.span()))
    return found


def _is_birth(text: str, date: re.Match[str], year: str, *, told: bool) -> bool:
    before = text[max(0, date.start() - 80) : date.start()].lower()
    if told and _BORN_BEFORE.search(before):
        return True
    if told and _BORN_AFTER.match(text[date.end() : date.end() + 30].lower()):
        return True
    full = int(year) if len(year) == 4 else 1900 + int(year) if int(year) > 34 else 2000 + int(year)
    return full in _OLD and (told or not _NOT_BORN.search(before))
