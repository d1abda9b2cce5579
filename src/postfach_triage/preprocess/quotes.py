"""Tell pasted and quoted matter from the client's own words.

Only what an office, a firm or a machine wrote counts as quoted: what a husband or a child
wrote to the client is part of what the client has to say. When in doubt, own.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from postfach_triage.preprocess.cues import holds

Span = tuple[int, int]


class Quotes(NamedTuple):
    """`quoted`: what others wrote. `history`: the part of it that is only ballast.

    History is an earlier mail dragged along under a reply, and the line a mail program adds.
    A pasted letter is no ballast: the client shows it because it is the matter.
    """

    quoted: list[Span]
    history: list[Span]


NOTHING = Quotes([], [])

# What must stand in a text before a pattern is tried.
_IN_FOOTERS = ("esendet ", "Von meinem", "Sent from", "Get Outlook")
_IN_EARLIER = ("schrieb", "wrote:", "--", "__")
_IN_HEADERS = ("Betreff:", "Von:", "From:", "Subject:", "Gesendet:")
_IN_RULES = ("--", "__", "==", "**", "––")
_IN_MARKS = ('"', "„", "“", "”", "»", "«")
_ANGLE = re.compile(r"(?:^[ \t]*>.*\n?)+", re.MULTILINE)
_HEADER = re.compile(
    r"(?:^[ \t>*]*(?:Von|From|Absender|Gesendet|Sent|Datum|Date|An|To|Cc|Betreff|Subject):"
    r" ?[^\n]*\n?){2,}",
    re.MULTILINE,
)
_TO_OFFICE = re.compile(
    r"^\W*(?:An|To): ?.*(?:jobcenter|arbeitsagentur)", re.IGNORECASE | re.MULTILINE
)
_RULE = re.compile(
    r"^[ \t]*[-_=–—*]{2,}[ \t]*([^\W\d_][^\n]{2,50}?)?[ \t]*[-_=–—*]{2,}[ \t]*$", re.MULTILINE
)
_EARLIER = re.compile(
    r"^[ \t]*(?:Am [^\n]{5,70} schrieb [^\n]{2,70}:|On [^\n]{5,70} wrote:)[ \t]*$"
    r"|^[ \t]*[-_]{2,} ?(?:Ursprüngliche Nachricht|Original(?: Message|nachricht))"
    r" ?[-_]{2,}[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)
_FOOTER = re.compile(
    r"\b(?:Gesendet (?:mit|von|über|aus) (?:der|dem|meine[mr]) "
    r"|Von meinem (?:iphone|handy|samsung)\w* |Sent from my |Get Outlook )"
    r"[^\n.!?]{0,40}[.!]?[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)
_MARKED = re.compile(
    r"„([^„“”\"]{20,}?)[“”\"]|[“”]([^„“”]{20,}?)[“”]|\"([^\"]{20,}?)\"|»([^»«]{20,}?)«|«([^»«]{20,}?)»|„([^„“”\"]{60,})$"
)
# The manner of offices and firms: formal address, their verbs, their money and their terms.
_OFFICIAL = re.compile(
    r"\b(?:Sie|Ihnen|Ihr(?:e[mnrs]?)?|Sehr geehrte\w*|Liebe (?:Eltern|Familie|Frau|Mieter\w*)"
    r"|EUR|SGB|§+)\b"
    r"|(?i:\b(?:fristlos|fristgerecht|spätestens|übersenden|vorzulegen|einzureichen|bewilligt"
    r"|abgelehnt|zzgl|festgesetzt|zahlungseingang|mahngebühr\w*|rückstand|unverzüglich"
    r"|erwerbstätigkeit|gesamtbetrag|gesamtkosten|kaltmiete|nebenkosten|vertragskonto"
    r"|leistungen werden|wir bitten|besitzeinweisung)\b)"
)
# Words of people who know each other, and of the client.
_INTIMATE = re.compile(
    r"\b(?:du|dich|dir|dein\w*|ich bin|ich habe|mein\w*|mama|papa|baby|schatz)\b", re.IGNORECASE
)
_SALUTATION = re.compile(
    r"\b(?:Sehr geehrte[rs]?|Liebe[rs]?|Guten (?:Tag|Morgen)|Hallo) "
    r"(?:Frau|Herrn?|Familie|Eltern|Mieter\w*|Anwohner\w*|Kund\w+|Mitglied\w*|Versicherte\w*)\b"
)
_ANNOUNCED = re.compile(
    r"(?:weiterleitung|weitergeleitet|schreib\w*|geschrieben|geschickt|gekommen|bekommen|erhalten|gekriegt|brief"
    r"|e?-?mail|sms|nachricht|schreiben|steht|unten|folgende\w*|text|meldung|whats\w*|antwort|zettel|kam|elternbrief)"
    r"\b[^.!?\n]{0,60}:\s*$",
    re.IGNORECASE,
)
_OFFICE = (
    r"(?:Team|GmbH|AG\b|KG\b|[Vv]erwaltung|werke|Jobcenter|[Kk]asse|[Aa]mt\b|Schule|Inkasso"
    r"|anw[aä]lt|Gericht|& Partner)"
)
_SIGNED = re.compile(
    r"\b(?:Mit freundlichen Grüßen|Freundliche Grüße|Viele Grüße|Herzliche Grüße"
    r"|Mit freundlichem Gruß|Ihre?)"
    rf"[ ,.]?\s?[^\n]{{0,60}}{_OFFICE}\w*[^\n]{{0,30}}$|^[^\n.]{{0,30}}{_OFFICE}[^\n.]{{0,40}}$",
    re.MULTILINE,
)
_PARAGRAPH = re.compile(r"\n[ \t]*\n")
_WORD = re.compile(r"\w+")
_FEW = 6  # a shorter quotation is a word the client points at
_OWN = 2  # with fewer words of the client's left, all counts as own


def find_quotes(text: str) -> Quotes:
    """Return what others wrote; nothing if no words of the client's would remain."""
    history = _history(text)
    spans = [*_forwarded(text), *_letters(text)]
    if holds(text, _IN_MARKS):
        spans += _in_marks(text)
    if not spans and not history:
        return NOTHING
    quoted = _merge([*spans, *history])
    if _words_outside(text, quoted) < _OWN:
        return NOTHING
    return Quotes(quoted, _merge(history))


def _history(text: str) -> list[Span]:
    spans: list[Span] = []
    if holds(text, _IN_FOOTERS):
        spans += [m.span() for m in _FOOTER.finditer(text)]
    if holds(text, _IN_EARLIER):
        spans += [(m.start(), len(text)) for m in _EARLIER.finditer(text)]
    return spans


def _forwarded(text: str) -> Iterator[Span]:
    """Find what follows a mail header or a headed line of dashes, and lines with angles."""
    if ">" in text:
        for angle in _ANGLE.finditer(text):
            if _is_official(angle.group()):
                yield angle.span()
    if holds(text, _IN_HEADERS):
        for header in _HEADER.finditer(text):
            if not _TO_OFFICE.search(header.group()):
                yield header.start(), _block_end(text, header.end())
    if holds(text, _IN_RULES):
        yield from _under_rules(text)


def _under_rules(text: str) -> Iterator[Span]:
    rules = list(_RULE.finditer(text))
    for index, rule in enumerate(rules):
        if rule.group(1):
            yield rule.start(), rules[index + 1].end() if index + 1 < len(rules) else len(text)


def _block_end(text: str, start: int) -> int:
    """Go on to an office's signature if there is one, else to the end of the paragraph."""
    signed = _SIGNED.search(text, start)
    if signed:
        return signed.end()
    while start < len(text) and text[start].isspace():
        start += 1
    paragraph = _PARAGRAPH.search(text, start)
    return paragraph.start() if paragraph else len(text)


def _letters(text: str) -> Iterator[Span]:
    """Find letters pasted without marks: announced by the client, or signed by an office."""
    if ":" not in text and "\n\n" not in text:
        return
    for salutation in _SALUTATION.finditer(text):
        start = salutation.start()
        if text[:start].rstrip()[-1:] == ":" and _ANNOUNCED.search(
            text[max(0, start - 100) : start]
        ):
            yield start, _block_end(text, start)
        elif start == 0 and "\n\n" in text:
            signed = _SIGNED.search(text, start)
            if signed and _PARAGRAPH.match(text, signed.end()):
                yield start, signed.end()


def _in_marks(text: str) -> Iterator[Span]:
    for marked in _MARKED.finditer(text):
        if len(_WORD.findall(marked.group())) >= _FEW and _is_official(marked.group()):
            yield marked.span()


def _is_official(text: str) -> bool:
    return bool(_OFFICIAL.search(text)) and not _INTIMATE.search(text)


def _merge(spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1] + 1:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def _words_outside(text: str, quoted: list[Span]) -> int:
    count, last = 0, 0
    for start, end in [*quoted, (len(text), len(text))]:
        count += len(_WORD.findall(text, last, start))
        last = end
    return count
