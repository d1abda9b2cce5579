"""Identifiers in loose spellings, which only redaction looks for."""

import pytest

from postfach_triage.preprocess.identifiers import find_identifiers
from postfach_triage.preprocess.loose_identifiers import find_loose_identifiers

# label | text | the identifier in it
FOUND = """
PHONE|tel o176 1234567|o176 1234567
PHONE|nummer: 4917612345678|4917612345678
PHONE|neue nummer 0176_1234567|0176_1234567
PHONE|0176, 12345678 bitte|0176, 12345678
PHONE|null eins sieben sechs 4455667|null eins sieben sechs 4455667
PHONE|ruf an 0176 vier vier fünf fünf|0176 vier vier fünf fünf
PHONE|ruf an 01590 97247884 bitte|01590 97247884
PHONE|festnetz 44556|44556
PHONE|meine nummer 4471203 danke|4471203
PHONE|4471203 ist meine handynummer|4471203
EMAIL|ali_k at gmail.com|ali_k at gmail.com
EMAIL|ali.k[at]web.de|ali.k[at]web.de
EMAIL|ali.k@gmail,com|ali.k@gmail,com
STREET|der Kurs in der Uelzener Straße|Uelzener Straße
STREET|wohne in der Lange Straße|Lange Straße
STREET|nicht in die leipziger strase|leipziger strase
STREET|nicht in die gartenstrase 5|gartenstrase 5
STREET|am Wittener Platz wohnt er|Wittener Platz
STREET|Briefkasten Allee der Pioniere|Allee der Pioniere
STREET|wohne in der Straße des Friedens 5|Straße des Friedens 5
STREET|er lebt in der Quittengasse|Quittengasse
STREET|Plöck 88a, 69117 Heidelberg|Plöck 88a
STREET|Hinter der Lieth 4, 22529 Hamburg|Hinter der Lieth 4
STREET|wohne jetzt Halde 3, bei Müller|Halde 3
STREET|Brink 3, das Haus mit der Plane|Brink 3
PLATE|sein Auto VS ML 419 steht da|VS ML 419
FILENO|Aktenteken WG 4417|WG 4417
"""
CASES = [line.split("|") for line in FOUND.strip().splitlines()]

NOTHING = [
    "ab 01.07.2026, 12345 euro",
    "am 12.03. 14, 15 uhr",
    "die Straße ist gesperrt, dieser Platz auch",
    "in unserer Straße, am Arbeitsplatz, im Umweg",
    "im Altenheim St. Josef",
    "Das Auto nach SGB II 22 und BG AB 12",
    "VS ML 419",
    "Termin um 9, 10 oder 11 Uhr im Zimmer 305",
    "seit 3 Monaten, 2 Kinder, 1 Zimmer, 4 Wochen",
]


@pytest.mark.parametrize(("label", "text", "value"), CASES, ids=[c[1] for c in CASES])
def test_loose_spellings_hide_nothing(label: str, text: str, value: str) -> None:
    """Odd marks, slips and missing numbers keep no identifier from being found."""
    found = find_loose_identifiers(text, find_identifiers(text))
    assert (label, value) in [(kind, text[start:end]) for kind, start, end in found]


@pytest.mark.parametrize("text", NOTHING, ids=str)
def test_ordinary_words_and_numbers_stay(text: str) -> None:
    """Amounts, times, paragraphs and streets in general are no identifiers."""
    assert find_loose_identifiers(text, find_identifiers(text)) == []


def test_what_is_known_stays_unless_it_is_part_of_more() -> None:
    """A looser phone or mail takes the place of what it holds; nothing else is replaced."""
    text = "o176 1234567, Plöck 8, 69117 Ulm"
    known = find_identifiers(text)
    found = find_loose_identifiers(text, known)
    assert [text[start:end] for _, start, end in known] == ["176 1234567", "69117 Ulm"]
    assert [text[start:end] for _, start, end in found] == ["o176 1234567", "Plöck 8", "69117 Ulm"]
