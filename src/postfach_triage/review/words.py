"""The words of the page: what codes are called, and how words are found again."""

import re
import unicodedata
from hashlib import sha256

URGENCIES = ("sofort", "heute", "2 Tage", "5 Tage", "keine Antwort nötig")
LANES = {"simple": "Standardanliegen", "complex": "bitte persönlich bearbeiten"}
EFFECTS = {
    "may_be_application": "Könnte ein Antrag sein",
    "may_be_objection": "Könnte ein Widerspruch sein",
    "may_be_review_request": "Könnte ein Antrag auf Überprüfung sein",
    "may_be_hearing_reply": "Könnte eine Antwort auf eine Anhörung sein",
    "may_be_revocation": "Könnte ein Widerruf sein",
}
# Why a suggestion does not fit: counted by `replies stats`, so nothing is typed here.
REASONS = (
    "Anliegen falsch erkannt",
    "Antwort passt nicht zur Frage",
    "Angaben fehlen oder stimmen nicht",
    "zu unpersönlich für diesen Fall",
    "braucht ein Gespräch",
    "schon erledigt",
    "anderer Grund",
)
NOT_USED = "ohne Vorschlag erledigt"
NOTES = {"no time of receipt": "Der Export nennt keine Eingangszeit."}
# Dots, strokes and hooks that belong to the letter before them.
_DOTS = re.compile("[\u0300-\u036f]+")
_SEPARATORS = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """Return text without case, accents and umlaut dots, so that a search finds every spelling.

    >>> fold("Kündigung für Straße"), fold("KUNDIGUNG")
    ('kundigung fur strasse', 'kundigung')
    """
    low = text.casefold()
    return low if low.isascii() else _DOTS.sub("", unicodedata.normalize("NFKD", low))


def same_words(*parts: str) -> str:
    """Return one hash for texts that differ in case, signs and blanks alone."""
    words = " ".join(_SEPARATORS.sub(" ", fold(part)).strip() for part in parts)
    return sha256(words.encode(errors="surrogatepass")).hexdigest()[:32]
