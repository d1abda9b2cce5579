"""Find addresses in loose spellings: without a number, misspelt, streets named like nothing else.

Only redaction asks for them; see loose_identifiers.py.
"""

import re
from collections.abc import Iterator, Sequence

from postfach_triage.preprocess.name_runs import NO_NAMES, key
from postfach_triage.preprocess.vocabulary import is_known

Found = tuple[str, int, int]

_STREET_WORD = (
    r"[Ss](?:[Tt][Rr]?[Aa](?:[hH]?[ßSs]{1,3}|[sß]z)[eE]?|[Tt][Rr]\.|[Tt][Rr][Oo]o?ß|[Rr]aße)"
)
_NUMBER = r"\d{1,3} ?[a-zA-Z]?(?:[-/]\d{1,3})?"
# 'in der Storkower Straße', 'leipziger strase': the end -er or a capital tells a street's name.
_TWO_WORDS = re.compile(
    rf"(?<![\w\-])((?:[A-ZÄÖÜ][\w\-]+|[a-zäöü]\w+er) (?:{_STREET_WORD}))(?!\w)(?: {_NUMBER}(?!\w))?"
)
_OF_A_TOWN = re.compile(
    r"(?<![\w\-])([A-ZÄÖÜ]\w{2,}er (?:Platz|Allee|Weg|Ring|Gasse|Damm|Ufer|Chaussee|Markt|Tor))\b"
)
_MISSPELT = re.compile(
    r"(?<![\w\-])([^\W\d_]{3,}-?(?:st[rh]?a+h?[sß]e|staße|sraße|straß|starße|strß)"
    r"(?: ?\d{1,3} ?[a-z]?)?)(?!\w)",
    re.IGNORECASE,
)
# 'Allee der Kosmonauten', 'Straße des 17. Juni'
_NAMED_AFTER = re.compile(
    r"\b(?:(Allee)|Straße|Strasse|Platz) (?:der|des) (?:\d\d?\. )?[A-ZÄÖÜ]\w+(?: \d{1,3}[a-z]?)?"
)
_IN = re.compile(r"\b(?:in|an|auf|im|am|zum|zur|wohne|wohnt|briefkasten)$", re.IGNORECASE)
# 'in der Sonnenallee', 'im Lindenweg'
_LIVES_IN = re.compile(
    r"\b(?:in (?:der|die)|im|am|an der|zur|zum|wohn\w+|nach) "
    r"([A-ZÄÖÜ][\w\-]{2,}(?:allee|gasse|weg|platz|ring|damm|ufer|stieg|steig|wall|chaussee))\b"
)
# 'Plöck 88a' is a street where an address stands: before a postcode, after 'wohne'.
_ANY_WITH_NUMBER = re.compile(
    r"((?:(?:[A-ZÄÖÜ]|(?:an|am|auf|im|in|zum|zur) (?:der|dem|den)? ?)[\w\-.]+ ){0,2}"
    r"[A-ZÄÖÜ][\w\-.]+ \d{1,3} ?[a-z]?)[,; \n]{1,3}$"
)
_AT_HOME = re.compile(
    r"\b(?:adresse|anschrift|wohnhaft|wohnen?|wohnt|umgezogen|ziehe?|gezogen|gemeldet|klingel)\b"
    r"[^.!?\n\d]{0,24}?[ :]([A-ZÄÖÜ][\w\-]+ \d{1,3} ?[a-z]?)(?=[,.;)\n]|$| (?:in|bei|hinten)\b)"
    r"|\b([A-ZÄÖÜ][\w\-]+ \d{1,3} ?[a-z]?)"
    r"(?=,? (?:das haus|hinterhaus|vorderhaus|\d\. ?(?:stock|og)))",
    re.IGNORECASE,
)
_PRONOUNS = frozenset(
    (
        *("dieser", "einer", "unserer", "seiner", "ihrer", "meiner", "deiner", "eurer", "jeder"),
        *("welcher", "anderer", "gleicher", "selber", "grosser", "kleiner", "neuer", "alter"),
        *("langer", "breiter", "ganzer", "guter", "leerer", "falscher", "richtiger"),
    )
)


def find_loose_streets(text: str, known: Sequence[Found]) -> Iterator[Found]:
    """Yield streets as ("STREET", start, end), also such as are known already."""
    for street in _two_word_streets(text):
        yield "STREET", *street.span()
    for pattern in (_LIVES_IN, _AT_HOME):
        for street in pattern.finditer(text):
            group = street.lastindex or 0
            word = street.group(group).split()[0]
            if not is_known(key(word)) and key(word) not in NO_NAMES:
                yield "STREET", *street.span(group)
    for label, start, _ in known:
        begin = max(0, start - 60)
        named = _ANY_WITH_NUMBER.search(text[begin:start]) if label == "PLZ_ORT" else None
        if named:
            yield "STREET", begin + named.start(1), begin + named.end(1)


def _two_word_streets(text: str) -> Iterator[re.Match[str]]:
    for pattern in (_TWO_WORDS, _OF_A_TOWN):
        for street in pattern.finditer(text):
            first = key(street.group(1).split()[0])
            if first not in NO_NAMES and first not in _PRONOUNS:
                yield street
    yield from _MISSPELT.finditer(text)
    for street in _NAMED_AFTER.finditer(text):
        if street.group(1) or _IN.search(
            text[max(0, street.start() - 20) : street.start()].rstrip()
        ):
            yield street
