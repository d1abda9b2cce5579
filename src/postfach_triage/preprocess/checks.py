"""Check digits and plausibility of German identifiers.

They never decide whether something is hidden, only which of two shapes it is and what a
report may call genuine.
"""

import re
from collections.abc import Callable

from stdnum import iban
from stdnum.de import idnr

_NOT_DIGIT = re.compile(r"\D")
_NOT_SIGN = re.compile(r"[\W_]")


def digits_of(value: str) -> str:
    """Return the digits of a value alone."""
    return _NOT_DIGIT.sub("", value)


def passes(label: str, value: str) -> bool | None:
    """Say whether a value passes its check; None where the kind of identifier has none."""
    check = _CHECKS.get(label)
    return None if check is None else check(_NOT_SIGN.sub("", value).upper())


def _digit_sum(number: int) -> int:
    return sum(map(int, str(number)))


def _letter(letter: str) -> str:
    return f"{ord(letter) - 64:02d}"


def _pension(value: str) -> bool:
    """Check a pension insurance number: letter as 01-26, weights, digit sums, modulo 10."""
    if not re.fullmatch(r"\d{8}[A-Z]\d{3}", value):
        return False
    digits = value[:8] + _letter(value[8]) + value[9:11]
    weights = (2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1)
    total = sum(_digit_sum(int(d) * w) for d, w in zip(digits, weights, strict=True))
    return total % 10 == int(value[11])


def _health(value: str) -> bool:
    """Check a health insurance number: letter as 01-26, weights 1 and 2, digit sums, modulo 10."""
    if not re.fullmatch(r"[A-Z]\d{9}", value):
        return False
    digits = _letter(value[0]) + value[1:9]
    total = sum(_digit_sum(int(d) * (1 + i % 2)) for i, d in enumerate(digits))
    return total % 10 == int(value[9])


def _phone(value: str) -> bool:
    # Slow to import and to run: asked for candidates only.
    import phonenumbers

    try:
        number = phonenumbers.parse(value if value[:2] != "00" else "+" + value[2:], "DE")
    except phonenumbers.NumberParseException:
        return False
    return bool(phonenumbers.is_possible_number(number))


_CHECKS: dict[str, Callable[[str], bool]] = {
    "IBAN": iban.is_valid,
    "STEUERID": idnr.is_valid,
    "RVNR": _pension,
    "KVNR": _health,
    "PHONE": _phone,
}
