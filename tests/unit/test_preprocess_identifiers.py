"""Identifiers: the shapes as clients write them, and what must not be taken for one."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postfach_triage.preprocess.checks import passes
from postfach_triage.preprocess.identifiers import LABELS, find_identifiers

# label | text | the identifier in it
FOUND = """
BG|meine nummer 12345BG0067890 danke|12345BG0067890
BG|bg nr 12345 bg 0067890|12345 bg 0067890
BG|BG-Nr.: 12345/0067890|12345/0067890
BG|Bedarfsgemeinschaft 12345-BG-0067890|12345-BG-0067890
BG|Zeichen 12345 // 0067890|12345 // 0067890
BG|123 45 BG 00 67 890|123 45 BG 00 67 890
BG|BG: 0067890|0067890
BG|Aktenzeichen lautet 43473BG0080931|43473BG0080931
KDNR|Kd.Nr 123a456789|123a456789
KDNR|123 A 456 789|123 A 456 789
KDNR|Kundennummer:123.A.456789.|123.A.456789
KDNR|kundennr 4471 902|4471 902
IBAN|iban DE89370400440532013000|DE89370400440532013000
IBAN|de89-3704-0044-0532-0130-00|de89-3704-0044-0532-0130-00
IBAN|DE89 3704O044 0532 0130 00|DE89 3704O044 0532 0130 00
IBAN|IBAN 89 3704 0044 0532 0130 00|89 3704 0044 0532 0130 00
IBAN|GB29 NWBK 6016 1331 9268 19|GB29 NWBK 6016 1331 9268 19
IBAN|Konto: 1234567890|1234567890
RVNR|15070649C103|15070649C103
RVNR|sv nummer 15 07 06 49 c 10 3|15 07 06 49 c 10 3
STEUERID|Steuer-ID 12345678901|12345678901
STEUERID|52 096 738 514|52 096 738 514
STEUERID|Steuernummer 12/345/67890|12/345/67890
KVNR|a 000 500 015|a 000 500 015
PHONE|0176 12345678|0176 12345678
PHONE|0176/1234567|0176/1234567
PHONE|+49(0)176-12345678|+49(0)176-12345678
PHONE|0049 176 1234 5678|0049 176 1234 5678
PHONE|(030) 123 45 67|(030) 123 45 67
PHONE|+380 67 123 45 67|+380 67 123 45 67
PHONE|handy 176 12345678|176 12345678
PHONE|bin am 01.07.2026 unter 0176 1234567 da|0176 1234567
PHONE|tel 4471 203|4471 203
PHONE|ruf an 15771234567|15771234567
PHONE|unter null eins sieben sechs vier vier drei zwei|null eins sieben sechs vier vier drei zwei
EMAIL|anna.meier@web.de|anna.meier@web.de
EMAIL|anna (at) web.de|anna (at) web.de
EMAIL|anna punkt meier at web punkt de|anna punkt meier at web punkt de
STREET|wohne jetzt Musterstr.5|Musterstr.5
STREET|musterstrasse 12a|musterstrasse 12a
STREET|in der Kölner Straße 5-7|Kölner Straße 5-7
STREET|Am alten Markt 3, 12345 Berlin|Am alten Markt 3
STREET|Platz der Einheit 4, Hinterhaus|Platz der Einheit 4
STREET|Birkenweg Nr. 5|Birkenweg Nr. 5
STREET|plöner weg 20|plöner weg 20
STREET|Lerchengrund 8b|Lerchengrund 8b
STREET|Alt-Fechenheim 140, 60386 Frankfurt|Alt-Fechenheim 140
STREET|nicht mehr in der lindenstr, da wohnt|lindenstr
STREET|friedrich ebert straße hundertzwölf|friedrich ebert straße hundertzwölf
PLZ_ORT|nach 12345 berlin gezogen|12345 berlin
PLZ_ORT|60311 Frankfurt am Main|60311 Frankfurt am Main
PLZ_ORT|06112 Halle (Saale)|06112 Halle (Saale)
PLZ_ORT|15711 Königs Wusterhausen|15711 Königs Wusterhausen
PLZ_ORT|Birkenweg 5 12345|12345
PLZ_ORT|PLZ 12345|12345
BIRTHDATE|geb. am 1. 2. 1980|1. 2. 1980
BIRTHDATE|Geburtsdatum: 01/02/1980|01/02/1980
BIRTHDATE|geboren 1. Februar 1980|1. Februar 1980
BIRTHDATE|am 17.10.2001 bin ich geboren|17.10.2001
BIRTHDATE|Max Muster, 14.06.93|14.06.93
BIRTHDATE|Baby geboren am 01.02.2026|01.02.2026
FILENO|Az: 12 F 345/26|12 F 345/26
FILENO|S12AS345/26ER|S12AS345/26ER
FILENO|L 7 AS 12/26 B ER|L 7 AS 12/26 B ER
FILENO|17 XVII 204/26|17 XVII 204/26
FILENO|VU/0284417/2026|VU/0284417/2026
FILENO|Kassenzeichen V 2208 1150 443|V 2208 1150 443
FILENO|Az. SB-26-0771|SB-26-0771
FILENO|Bescheid vom 09.07.2026 (Az. 524-BG-0611/26)|524-BG-0611/26
FILENO|Kindergeldnummer 115FK123456|115FK123456
FILENO|Rechnungsnr. RE-2026-00123|RE-2026-00123
PLATE|B-AB 1234|B-AB 1234
PLATE|HH-XY123E|HH-XY123E
PLATE|kennzeichen b ab 1234|b ab 1234
"""
CASES = [line.split("|") for line in FOUND.strip().splitlines()]

NOTHING = [
    "ich habe 1.234,56 € bekommen, 500,- fehlen",
    "am 01.07.2026 um 9:30 Uhr",
    "vom 01.01.2026 bis 30.06.2026, 1.1.26-31.12.26",
    "ab 1.7. 500 euro mehr",
    "Termin am 12.11. 14 Uhr, Zimmer 305",
    "§ 22 Abs. 1 SGB II, § 44 SGB X",
    "Abrechnung 09/2026 842,17 und Zeitraum 01.2026-06.2026",
    "8-12 Uhr und 13.00-15.00 Uhr",
    "Miete 450 NK 120 Heizung 80",
    "bin weg 2 wochen, bahnhof 10 Uhr, Arbeitsplatz 2026",
    "Im Monat 300, am Montag 14.",
    "10000 Euro Schulden, 15000 Schritte",
    "Bescheid vom 12.03.2005, seit 1.1.2008 hier",
    "WhatsApp Image 2026-05-30 at 21.14.09.jpg",
    "Schuljahr 2026/27 Klasse 7b, 24/7 erreichbar",
    "Der Weg 2 ist lang, Platz 3 in der Liste",
    "Konto 300 euro im minus, Handy 1000 minuten",
    "Unfall auf der Bundesstraße",
    "Mahnung vom 05.05.2026 über 2.316,00 Euro",
    "die Straße ist gesperrt",
]


@pytest.mark.parametrize(("label", "text", "value"), CASES, ids=[c[1] for c in CASES])
def test_identifiers_are_found_as_clients_write_them(label: str, text: str, value: str) -> None:
    """Blanks, dashes, slashes, dots and small letters hide no identifier."""
    found = [(kind, text[start:end]) for kind, start, end in find_identifiers(text)]
    assert (label, value) in found


@pytest.mark.parametrize("text", NOTHING, ids=str)
def test_amounts_dates_and_times_are_no_identifiers(text: str) -> None:
    """Numbers that say something about the matter stay readable."""
    assert find_identifiers(text) == []


@given(st.text(alphabet=st.one_of(st.sampled_from("0123456789 ./-+BGdestr@"), st.characters())))
@settings(deadline=None)
def test_identifiers_never_overlap(text: str) -> None:
    """Whatever the text, the spans are in order, apart, inside it and known by label."""
    found = find_identifiers(text)
    edges = [edge for _, start, end in found for edge in (start, end)]
    assert edges == sorted(edges)
    assert all(label in LABELS and 0 <= start < end <= len(text) for label, start, end in found)


@given(
    st.integers(0, 99_999), st.integers(0, 9_999_999), st.sampled_from(["BG", " BG ", "//", "-bg-"])
)
@settings(deadline=None)
def test_every_benefit_number_is_found(office: int, number: int, between: str) -> None:
    """Five digits, the sign and seven digits are a benefit file number, whatever they are."""
    value = f"{office:05d}{between}{number:07d}"
    assert ("BG", 7, 7 + len(value)) in find_identifiers(f"Nummer {value} danke")


@pytest.mark.parametrize(
    ("label", "value", "result"),
    [
        ("RVNR", "15070649C103", True),
        ("RVNR", "65 170839 J 003", True),
        ("RVNR", "15070649C104", False),
        ("RVNR", "15070649", False),
        ("KVNR", "A000500015", True),
        ("KVNR", "A000500016", False),
        ("KVNR", "A1", False),
        ("IBAN", "DE89 3704 0044 0532 0130 00", True),
        ("IBAN", "DE89 3704 0044 0532 0130 01", False),
        ("STEUERID", "86 095 742 719", True),
        ("PHONE", "0176 12345678", True),
        ("PHONE", "0049 176 12345678", True),
        ("PHONE", "1", False),
        ("PHONE", "+", False),
        ("PLATE", "B-AB 1234", None),
    ],
)
def test_check_digits_tell_genuine_values(label: str, value: str, result: bool | None) -> None:
    """A value passes its kind's check or not; kinds without a check say nothing."""
    assert passes(label, value) is result
