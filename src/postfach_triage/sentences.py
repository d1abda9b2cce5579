"""Split German text into sentences by rules, without a model.

Pure Python: the spaCy component and the plain-language check share it. A text without
any punctuation (dictated, or typed in one breath) stays one sentence: a cut at "und dann"
would tear apart what belongs together, and line breaks already part most of them.
"""

import re

_UPPER, _LETTER = "A-ZÄÖÜ", "A-Za-zÄÖÜäöüß"
_EMOJI = "\u2600-\u27bf\u2b50\U0001f000-\U0001faff"
_INSIDE = ')]"»«“”'
_CLOSING = "\"'»«“”’)\\]"

# Where a sentence may end: one class first, because it is searched in every character.
_MARK = re.compile(rf"[.!?…\n{_EMOJI}](?:(?<!\n)[.!?…{_CLOSING}{_EMOJI}]*(?: [{_EMOJI}]+)*)?")
_NO_BLANK = re.compile(
    rf"(?<=[a-zäöüß0-9)])[.!?]+(?=[{_UPPER}][a-zäöüß])|(?<=[a-zäöüß])[!?]+(?=[a-zäöüß]{{2}})"
)
_WORD_BEFORE = re.compile(r"[\w.§]*\w$")
_NEXT = re.compile(r"[\s\"„“»«‚(\[]*(\w+)?")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ABBREVIATIONS = _words(
    """
    abs abt adr akt aktenz allg anl art az bearb betr bez bezgl bezügl bsp bspw bsw bzgl bzw
    ca co dgl dipl div dr ebd einschl entspr etc ev evtl exkl fa fam ff fr frl gem geb ges
    gesch gez ggf ggfs hd hbf hr hrn hg inkl insb int jg jh kap kd kdnr kfz kg konto kto lfd
    lt ltd max mdl mind mio mr mrd mrs ms mtl mwst nr nrn od op pers pf pos postf prof qm rd
    ref rep rückst s schr sog st std stk str tel tgl u usw v verg vers vert vgl vorl vs zb zi
    ziff zt zzgl jan feb mär mrz apr jun jul aug sep sept okt nov dez mo di mi do sa so
    """
)
# "usw.", "etc." and short weekdays often do end a sentence: a capital word after them decides.
_MAY_END = _words("usw etc so st mi do int op s max fa art co")
_MONTHS = _words(
    """
    januar februar märz maerz april mai juni juli august september oktober november dezember
    jan feb mär mrz apr jun jul aug sep sept okt nov dez
    """
)
# After "3." a capital word is mostly a noun (3. Mahnung); these words begin a sentence.
_STARTERS = _words(
    """
    ich wir sie er es das der die dies dieser diese dieses ein eine mein meine unser unsere
    ihr ihre bitte danke vielen mit mfg lg vg viele liebe hallo guten kann können könnte
    könnten ist sind war habe haben hat wann wie was warum wieso wer wo woher wohin welche
    welcher wenn weil aber und oder auch jetzt heute gestern morgen dann da damit leider bis
    ab am im in nach seit vor zu zum zur von für geht gibt gilt muss müssen soll sollte darf
    dürfen brauche bekomme bin anbei hier nun außerdem deshalb daher trotzdem gerne gern nur
    noch schon telefonisch danach vorher bei
    """
)
_WRAPPED = 45  # a line this long that ends without a mark and goes on in lower case was wrapped


def split(text: str) -> list[tuple[int, int]]:
    """Return (start, end) of each sentence; together they hold all but the white space between.

    >>> [t[a:b] for t in ["Bin z. B. am 1. Juli da. Geht das?"] for a, b in split(t)]
    ['Bin z. B. am 1. Juli da.', 'Geht das?']
    """
    found: list[tuple[int, int]] = []
    start = 0
    for mark in _MARK.finditer(text):
        if _ends_sentence(text, start, mark):
            _append(found, text, start, mark.end())
            start = mark.end()
    _append(found, text, start, len(text))
    return found


def _append(found: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    stripped = piece.lstrip()
    if stripped:
        start += len(piece) - len(stripped)
        found.append((start, start + len(stripped.rstrip())))


def _ends_sentence(text: str, start: int, mark: re.Match[str]) -> bool:
    sign, end = mark.group(), mark.end()
    if sign == "\n":
        return _ends_line(text, start, end - 1, end)
    after = text[end : end + 1]
    if after and not after.isspace():
        return bool(_NO_BLANK.match(text, mark.start())) and not _in_address(text, mark)
    following = _NEXT.match(text, end)
    word = following.group(1) if following else None
    if not word:
        return True
    if sign[0] in ".…!?":
        return _ends_before(text, mark, word)
    return _starts(word)


def _ends_before(text: str, mark: re.Match[str], following: str) -> bool:
    sign = mark.group()
    if following[0].islower() and any(sign_part in _INSIDE for sign_part in sign):
        # Brackets or quotes closed and the outer sentence goes on.
        return False
    if sign[0] == "…" or sign[:2] == "..":
        return not following[0].islower()
    return sign[0] != "." or len(sign) > 1 or not _is_short(text, mark.start(), following)


def _ends_line(text: str, start: int, end: int, following: int) -> bool:
    """Say whether a line break ends the sentence or only the width of a window."""
    line = max(start, text.rfind("\n", 0, end) + 1)
    return end - line < _WRAPPED or not text[following : following + 1].islower()


def _in_address(text: str, mark: re.Match[str]) -> bool:
    """Recognise a dot or question mark inside a mail or web address."""
    left = text.rfind(" ", 0, mark.start()) + 1
    right = text.find(" ", mark.end())
    whole = text[left : right if right >= 0 else len(text)]
    return "@" in whole or "/" in whole or "www." in whole


def _is_short(text: str, dot: int, following: str) -> bool:
    """Say whether the dot at `dot` belongs to an abbreviation, a date or an ordinal."""
    found = _WORD_BEFORE.search(text, max(0, dot - 24), dot)
    if not found:
        return False
    word = found.group().casefold()
    last = word.rpartition(".")[2]
    if last.isdigit():
        return _is_ordinal(word, following)
    if following[0].isdigit() and last.endswith("str"):
        return True
    if last in _ABBREVIATIONS:
        return last not in _MAY_END or not _starts(following)
    return len(last) == 1 and last.isalpha() and not _starts(following)


def _is_ordinal(number: str, following: str) -> bool:
    low = following.casefold()
    if following[0].isdigit() or low in _MONTHS:
        return len(number) <= 5
    if "." in number:
        # A date: "am 01.07. um 9" goes on, "bis 01.07. bitte melden" cannot be told apart.
        return following[0].islower()
    if len(number) > 2:
        return False
    return following[0].islower() or low not in _STARTERS


def _starts(following: str) -> bool:
    return following[0].isupper() and following.casefold() in _STARTERS
