"""Recognise where somebody lives: street with house number, postcode with place.

The number is found first; only then are the words beside it read.
"""

import re

Found = tuple[str, int, int]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _endings(text: str) -> tuple[str, ...]:
    return tuple(text.split())


# Endings that make a street of any word, whatever its case ...
_STRONG = _endings(
    """
    straße strasse str gasse allee chaussee promenade stieg weg platz ring damm ufer twiete
    pfad steig kamp deich
    """
)
# ... and endings that need a capital word that stands like an address.
_WEAK = _endings(
    """
    hof hang grund wall feld park garten mühle markt höhe winkel graben anger heide brink
    horst busch kai bruch rain blick eck zeile brücke aue wiese wiesen gärten siedlung berg
    tal redder
    """
)
_NO_STREET = _endings(
    """
    arbeitsplatz kitaplatz gartenplatz ausbildungsplatz praktikumsplatz studienplatz
    therapieplatz betreuungsplatz krippenplatz hortplatz parkplatz stellplatz schlafplatz
    wohnplatz heimplatz pflegeplatz kursplatz stehplatz sitzplatz campingplatz spielplatz
    schulplatz heimweg umweg ausweg schulweg arbeitsweg rückweg hinweg rechtsweg dienstweg
    postweg mittelweg fußweg fahrtweg durchweg klageweg anstieg einstieg abstieg umstieg
    ausstieg bahnhof friedhof bauhof gerichtshof gasthof schulhof bauernhof kindergarten
    aufgrund hintergrund quartal hospital total supermarkt baumarkt arbeitsmarkt flohmarkt
    umfeld augenblick überblick einblick rückblick abbruch einbruch umbruch durchbruch
    """
)
_LEADING = _words("am im zum zur beim hinterm unterm an in auf unter hinter vor bei")
_LEADING_ALONE = _words("am im zum zur beim hinterm unterm")
_NAMED_AFTER = frozenset(("Straße", "Strasse", "Platz", "Allee", "Weg", "Ring", "Brücke"))
_LEADS = frozenset(word.capitalize() for word in _LEADING) | _NAMED_AFTER
_ENDINGS = _STRONG + _WEAK
_LINKS = _words(
    "der des dem den alten alte altem neuen hohen hohe großen kleinen unteren oberen langen"
)
_NO_PLACE = _words(
    """
    montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar märz april mai
    juni juli august september oktober november dezember monat jahr tag woche termin bescheid
    brief antrag schreiben anhang zeitraum punkt absatz kapitel teil blatt formular alter
    telefon kurs raum zimmer haus stock folgenden durchschnitt schnitt schuljahr herbst
    frühjahr sommer winter anfang ende ganzen ersten letzten nächsten summe anlage seite
    nummer uhr morgen abend sgb amt jobcenter und ich es die das mir dir ihm ihr uns euch
    ihnen gebäude aufgang eingang nr block block. klasse schule
    """
)
_NOT_BEFORE = _words(
    "der die das in im an am auf zur zum aus eine einer meine meiner neue neuen ist adresse und"
)
# "plöner weg 20" is a street, "immer weg 3 tage" is none.
_NO_ORIGIN = _words("immer wieder leider aber oder über unter hier mehr der er")
_NUMBER_SIGN = frozenset(("nr", "nr.", "no", "hausnummer", "hausnr", "hausnr."))
# Endings that are words of their own in everyday sentences.
_ORDINARY = _words("weg platz ring damm ufer pfad steig kamp deich")
_HOUSE = re.compile(
    r"\d{1,3}(?:[a-zA-Z](?!\w)| [a-zA-Z](?![\w.])| ?[\-–/+] ?\d{1,3}[a-z]?(?!\w))?(?![:,]?\d)"
)
_UNIT = re.compile(
    r" ?(?:uhr|h\b|euro|eur|€|km|m\b|m²|qm|tag|woche|monat|jahr|stunde|std|min|%|prozent|mal\b|x\b"
    r"|kind|person|leute|stück|°|\.\d|\. ?(?:jan|feb|mär|apr|mai|jun|jul|aug|sep|okt|nov|dez))",
    re.IGNORECASE,
)
_CLOSES = re.compile(
    r"[ \t]*(?:[,.;)(\n]|$|\d{5}\b|\d\. ?(?:stock|og|etage)|fristg)", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_][\w.\-]*")

_NUMBER_WORD = (
    r"(?:ein|eins|zwei|zwo|drei|vier|fünf|sechs?|sieb|sieben|acht|neun|zehn|elf|zwölf|zwan|hundert)"
    r"(?:ein|eins|zwei|drei|vier|fünf|sechs?|sieben|acht|neun|zehn|elf|zwölf|und|zwan|zig|ßig|hundert)*"
)
_STREET_END = re.compile(
    rf"[Ss][Tt][Rr](?:[Aa](?:ß|[Ss][Ss])[Ee]|\b\.?)(?!\w)( {_NUMBER_WORD}(?!\w))?", re.IGNORECASE
)
_WORDS_BEFORE = re.compile(r"((?:[^\W\d_]+ ){0,2})([^\W\d_][\w\-]*)?$")
_NO_NAME = (
    "bundesstraße",
    "landstraße",
    "autostraße",
    "einbahnstraße",
    "bundesstrasse",
    "landstrasse",
)
_POSTCODE = re.compile(r"(?<![\d.,/])(?<!\d-)(?:0[1-9]|[1-9]\d)\d{3}(?![\d.,]?\d)")
_PLACE = re.compile(
    r" +((?:(?:Bad|Sankt|St\.|Königs|Groß|Klein|Markt|Neu|Alt|Hohen|Lutherstadt) )?"
    r"[^\W\d_][^\W\d_]+(?:[\-/][^\W\d_]+)*"
    r"(?: (?:am|an der|a\. ?d\.|im|in der|ob der|bei) [A-ZÄÖÜ]\w+"
    r"| ?\([A-ZÄÖÜ][\w. ]+\)| a\. ?M\.)?)"
)
_TOWARDS = re.compile(r"(?:\b(?:in|nach|aus|plz|von|zu|wohnhaft|nr)|[,\d][a-z]?) ?$", re.IGNORECASE)


def find_street(text: str, number: int) -> Found | None:
    """Return the street whose house number begins at `number`, if the words before it say so."""
    begin = max(0, number - 48)
    if not _may_be_street(text[begin:number].split()[-4:]):
        return None
    house = _HOUSE.match(text, number)
    if not house or _UNIT.match(text, house.end()):
        return None
    words = list(_WORD.finditer(text, text.rfind("\n", begin, number) + 1 or begin, number))[-4:]
    if len(words) > 1 and words[-1].group().lower() in _NUMBER_SIGN:
        number = words.pop().start()
    if not words or number - words[-1].end() > 1:
        return None
    start = _street_start(words, _CLOSES.match(text, house.end()) is not None)
    return None if start is None else ("STREET", start, house.end())


def _may_be_street(words: list[str]) -> bool:
    """Dismiss most numbers by the words before them, cheaply."""
    if len(words) > 1 and words[-1].lower() in _NUMBER_SIGN:
        words.pop()
    if not words:
        return False
    last = words[-1]
    if last.lower().rstrip(".").endswith(_ENDINGS):
        return True
    return last[0].isupper() and (not _LEADS.isdisjoint(words[:-1]) or last.startswith("Alt-"))


def _street_start(words: list[re.Match[str]], closes: bool) -> int | None:
    last = words[-1].group().lower().rstrip(".")
    if last in _STRONG:
        return _start_of_two(words)
    led = _led_start(words) if closes and words[-1].group()[0].isupper() else None
    if led is not None or last.endswith(_NO_STREET):
        return led
    if last.endswith(_STRONG) and len(last) > 5:
        return _with_lead(words)
    if not closes or not words[-1].group()[0].isupper() or last in _NO_PLACE:
        return None
    weak = last.endswith(_WEAK) and len(last) > 6
    return words[-1].start() if weak or last.startswith("alt-") else None


def _start_of_two(words: list[re.Match[str]]) -> int | None:
    """Return the start of 'Kölner Straße', 'friedrich ebert straße'; None for 'er ist weg'."""
    if len(words) < 2:
        return None
    before, last = words[-2].group(), words[-1].group()
    ordinary = last.lower().rstrip(".") in _ORDINARY
    if before.lower() in _NOT_BEFORE:
        return None if ordinary else words[-1].start()
    of_a_town = before.endswith("er") and before not in _NO_ORIGIN
    if ordinary and not of_a_town and not (before[0].isupper() and last[0].isupper()):
        return None
    named = len(words) > 2 and before[0].isupper() and words[-3].group()[0].isupper()
    return words[-3 if named and _adjoin(words[-3], words[-2]) else -2].start()


def _adjoin(left: re.Match[str], right: re.Match[str]) -> bool:
    return right.start() - left.end() == 1 and left.string[left.end()] in " -"


def _with_lead(words: list[re.Match[str]]) -> int:
    """Take 'Am', 'An der' and 'Sielower' before a street word along, but not 'in der'."""
    index = _lead_index(words)
    if index is not None and words[index].group().lower() in ("am", "an", "zum", "zur"):
        return words[index].start()
    if len(words) > 1 and _adjoin(words[-2], words[-1]):
        before = words[-2].group()
        if before[0].isupper() and before.endswith("er"):
            return words[-2].start()
    return words[-1].start()


def _led_start(words: list[re.Match[str]]) -> int | None:
    """Return the start of 'Am Planetarium', 'An der Mühle', 'Platz der Einheit'."""
    index = _lead_index(words)
    if index is None or words[-1].group().lower() in _NO_PLACE:
        return None
    if index == len(words) - 2 and words[index].group().lower() not in _LEADING_ALONE:
        return None
    return words[index].start() if words[index].group()[0].isupper() else None


def _lead_index(words: list[re.Match[str]]) -> int | None:
    index = len(words) - 2
    while index > 0 and words[index].group().lower() in _LINKS:
        index -= 1
    if index < 0:
        return None
    lead = words[index].group()
    return index if lead.lower() in _LEADING or lead in _NAMED_AFTER else None


def find_named_streets(text: str) -> list[Found]:
    """Return streets without a house number in digits (Gartenstraße, lindenstr siebzehn)."""
    found = []
    for end in _STREET_END.finditer(text):
        start = _named_start(text, end)
        if start is not None:
            found.append(("STREET", start, end.end()))
    return found


def _named_start(text: str, end: re.Match[str]) -> int | None:
    begin = max(0, end.start() - 40)
    before = _WORDS_BEFORE.search(text[begin : end.start()])
    if before is None:
        return None
    stem = before.group(2) or ""
    if len(stem) > 2 and not (stem + end.group()).lower().endswith(_NO_NAME):
        return begin + before.start(2)
    # "friedrich ebert straße hundertzwölf": only the number says that this is an address.
    return begin + before.start(1) if end.group(1) and before.group(1) else None


def find_place(text: str, start: int, end: int, *, after_street: bool) -> Found | None:
    """Return postcode and place where a postcode stands in text[start:end]."""
    codes = list(_POSTCODE.finditer(text, start, end))
    code = codes[-1] if codes else None
    if code is None or _UNIT.match(text, code.end()):
        return None
    place = _PLACE.match(text, code.end())
    before = text[max(0, code.start() - 16) : code.start()].lower()
    if place is None:
        told = after_street or before.rstrip(" :").endswith(("plz", "postleitzahl"))
        return ("PLZ_ORT", *code.span()) if told else None
    if code.group().endswith("000") and not after_street:
        return None  # a round number, not a postcode
    if place.group(1)[0].isupper() or after_street or _TOWARDS.search(before):
        return "PLZ_ORT", code.start(), place.end()
    return None
