"""Find what identifies a person: numbers, addresses, dates of birth, phones, mail.

One cheap trigger comes before any shape: digits, an @ or a street word. Every shape then
looks only at the run of digits that called it.
"""

import re
from typing import NamedTuple

from postfach_triage.preprocess.addresses import find_named_streets, find_place, find_street
from postfach_triage.preprocess.births import find_birth_dates
from postfach_triage.preprocess.cues import holds
from postfach_triage.preprocess.files import (
    find_contract_number,
    find_court_number,
    find_file_number,
    find_mails,
    find_plate,
)
from postfach_triage.preprocess.numbers import find_foreign_account, find_numbers

Found = tuple[str, int, int]

LABELS = (
    "NAME", "BG", "KDNR", "IBAN", "RVNR", "STEUERID", "KVNR", "PHONE", "EMAIL", "STREET",
    "PLZ_ORT", "BIRTHDATE", "FILENO", "PLATE",
)  # fmt: skip
# Digits with what people put between them; a letter or two only where digits go on after it.
_DIGIT = re.compile(r"\d")
_RUN = re.compile(r"\d(?:[ ./()\-–]{0,4}(?:\d|[A-Za-z]{1,2}(?=(?:[ /\-]{0,3}|\.)\d)))*")
_SPOKEN_DIGIT = (
    r"(?:null|eins?|zwei|zwo|drei|vier|fünf|fuenf|sechs|sieben|acht|neun|zehn|elf|zwölf"
    r"|\w+(?:zehn|zig|ßig)|pause|doppel|dann|und|strich)"
)
_SPOKEN_PHONE = re.compile(
    rf"\bnull {_SPOKEN_DIGIT}(?: {_SPOKEN_DIGIT}){{3,}}(?<! und)(?<! dann)(?<! pause)(?!\w)",
    re.IGNORECASE,
)
# Looked for as plain strings, so that most texts never meet the slower patterns.
_BIRTH_CUES = ("geb", "welt", "born", "рожд", "народ", "doğum", "urodz", "născut", "nacid")
_FILE_CUES = ("zeichen", "az", "gz", "tgb", "geschz", "tagebuch", "дела")
_CONTRACT_CUES = (
    "nr",
    "nummer",
    "konto",
    "forderung",
    "mahnung",
    "vorgang",
    "fall",
    "ticket",
    "polic",
)


class _Cues(NamedTuple):
    """What kinds of words a text holds that tell numbers apart."""

    births: bool
    files: bool
    contracts: bool


def find_identifiers(text: str) -> list[Found]:
    """Return (label, start, end) of every identifier, in order, without overlap."""
    found: list[Found] = []
    lower = text.lower()
    if "@" in text or "(at)" in lower or " punkt " in lower:
        found += find_mails(text)
    if "null " in lower:
        found += [("PHONE", m.start(), m.end()) for m in _SPOKEN_PHONE.finditer(text)]
    if _DIGIT.search(text):
        cues = _Cues(*(holds(lower, some) for some in (_BIRTH_CUES, _FILE_CUES, _CONTRACT_CUES)))
        for run in _RUN.finditer(text):
            _look_at_run(text, run.span(), cues, found)
    if "str" in lower:
        found += [street for street in find_named_streets(text) if _is_free(found, street)]
    found.sort(key=_start)
    return found


def _start(found: Found) -> int:
    return found[1]


def _is_free(found: list[Found], new: Found) -> bool:
    return not any(start < new[2] and new[1] < end for _, start, end in found)


def _look_at_run(text: str, run: tuple[int, int], cues: _Cues, found: list[Found]) -> None:
    start, end = run
    new: list[Found] = []
    if text[start - 2 : start].isupper():
        _add(new, find_foreign_account(text, start))
    if end - start > 5:
        _look_at_long(text, run, cues, new)
    elif cues.births:
        new += find_birth_dates(text, start, end, told=True)
    if not new:
        _look_at_words_before(text, run, cues, new)
    street = None if new else find_street(text, start)
    _add(new, street)
    if end - start > 4:
        _add(new, find_place(text, start, end, after_street=street is not None))
    for item in new:
        _add(found, item)


def _look_at_long(text: str, run: tuple[int, int], cues: _Cues, new: list[Found]) -> None:
    start, end = run
    for birth in find_birth_dates(text, start, end, told=cues.births):
        _add(new, birth)
    numbers = find_numbers(text, start, end)
    court = find_court_number(text, start, end) if "/" in text[start:end] else None
    if court is None and cues.files:
        court = find_file_number(text, start)
    # Offices call the benefit file number "Aktenzeichen" too: the longer one of the two holds.
    if court and not any(n[0] == "BG" and n[2] - n[1] >= court[2] - court[1] for n in numbers):
        _add(new, court)
    for number in numbers:
        _add(new, number)


def _look_at_words_before(text: str, run: tuple[int, int], cues: _Cues, new: list[Found]) -> None:
    start, end = run
    if cues.files:
        _add(new, find_file_number(text, start))
    if cues.contracts:
        _add(new, find_contract_number(text, start))
    if end - start < 5:
        _add(new, find_plate(text, start, end))


def _add(found: list[Found], item: Found | None) -> None:
    if item is not None and _is_free(found, item):
        found.append(item)
