"""Find names of persons by what stands around them: titles, relations, signatures, first names.

Recall comes first. A capital letter alone says nothing in German, so a word counts as a name
after a title, after "ich heiße", after "mein Sohn", in a signature, or as a known first name.
"""

import re
from collections.abc import Iterator, Sequence

from postfach_triage.preprocess import name_words
from postfach_triage.preprocess.name_guesses import guesses
from postfach_triage.preprocess.name_runs import (
    FAMILY_TOO,
    NO_NAMES,
    PARTICLES,
    WORD,
    Found,
    Span,
    Words,
    is_first,
    is_ordinary,
    key,
    keys,
    looks_like_verb,
)
from postfach_triage.preprocess.signatures import before_last_number, begins, signatures

_TITLES = keys(name_words.TITLES)
_RELATIONS = keys(name_words.RELATIONS)
_ALWAYS_TITLES = keys("herr herrn hern hr dr doktor fam")
# Only these stand before a name in small letters often enough.
_PLAIN_TITLES = keys("frau herr herrn hern hr fr fro dr doktor familie fam")
# First names that in small letters mostly are a month, a feast, "andere".
_NO_SMALL_NAMES = keys("jan andre ramadan bodo")
# What stands before "Frau" where it is a wife or any woman, not a title.
_OWNED = keys("mein meine meinen meinem meiner eine einer seine seiner ihre ihrer unsere")

_MOST_TITLES = 3

_SAID = re.compile(
    r"(?:\bich (?:heiße|heisse|heiß|heiss|heis)|\bmein name(?: ist| is)?|\bnamens|\bc/o|\bname:"
    r"|\bhier (?:ist|is|schreibt|spricht)(?: (?:die|der))?|\bi am called|\bmy name is"
    r"|\bменя зовут|\bмене звати|\bad[ıi]m|\bmă numesc|\bma numesc|\bnazywam si[ęe])\s*$",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"(?:\bheißt(?: nicht)?|\bheisst|\bheist|\bhie(?:ß|ss)|\b(?:vor|nach|familien)?name(?: ist)?"
    r"|\binhaber(?:in)?:?|\bgeborene|\bgez\."
    r"|\bi\. ?[av]\.|\bim auftrag|\bзовут|\bзвати|\bاسمها|\bاسمه|\bاسمي|\bnazywa si[ęe]"
    r"|\bklingel\w*|\bzugeordnet:)\s*$",
    re.IGNORECASE,
)
# Where to ring or whose post box it is: 'Bergmannstr. 41 bei Müller', 'bei Kessler klingeln'.
_LODGES = re.compile(r"^\W{1,2}(?:bei|c/o|klingel)(?: (?:familie|fam\.?))? $", re.IGNORECASE)
_AM = re.compile(r"(?:\bbin(?: (?:die|der))?|\bi am|\bi'm)\s*$", re.IGNORECASE)
_HERE = re.compile(
    r"^\W*(?:\w+\W+){0,3}(?:hier|moin|hallo|her)(?: (?:die|der|nochmal|noch mal|wieder))*\s*$",
    re.IGNORECASE,
)
_AGED = re.compile(r" ?\(\d{1,2}(?: J\w*\.?)?\)| \d{1,2} Jahr")
_AGED_IN_LIST = re.compile(r" \d{1,2}(?=,| und\b|\.|$)")
_LAST_BEFORE = re.compile(r"([^\W\d_]{3,}), $")


def find_names(text: str, identifiers: Sequence[Found] = ()) -> list[Found]:
    """Return ("NAME", start, end) of names of persons, outside the identifiers given."""
    words = Words(text, identifiers)
    spans = {words.with_initials(span) for rule in _RULES for span in rule(words) if span}
    spans |= set(_again(words, spans))
    return [("NAME", *span) for span in _merge(text, spans)]


def _after_titles(words: Words) -> Iterator[Span | None]:
    for index, title in enumerate(words.keys[:-1]):
        if title not in _TITLES:
            continue
        following = _behind_titles(words, index + 1)
        between = words.between(following)
        shortened = len(words.keys[following - 1]) < 5
        if len(between) > 2 or between.strip(" ." if shortened else " "):
            continue
        found = words.run(following, titled=_may_title(words, index, following))
        yield found
        if not found and _may_title_small(words, index, following):
            yield words.small_run(following)


def _behind_titles(words: Words, index: int) -> int:
    """Return the index behind further titles (Frau Dr. ...), but keep 'Frau Richter, ...'."""
    last = min(index + _MOST_TITLES, len(words) - 1)
    while index < last and words.keys[index] in _TITLES:
        if words.text[words.spans[index][1]] not in " .":
            break
        index += 1
    return index


def _may_title(words: Words, title: int, index: int) -> bool:
    """Say whether a title makes a name even of an everyday word: Frau Klein, not Frau Beraterin."""
    word = words.keys[index]
    if word in NO_NAMES and word not in FAMILY_TOO | PARTICLES:
        return False
    role = word.endswith("in") and is_ordinary(word)
    titles = _PLAIN_TITLES if words.capital[title] else _ALWAYS_TITLES
    return words.keys[title] in titles and not role


def _may_title_small(words: Words, title: int, index: int) -> bool:
    if words.keys[title] in _ALWAYS_TITLES:
        return not _is_everyday(words.keys[index])
    owned = title > 0 and words.keys[title - 1] in _OWNED
    plain = words.keys[title] in _PLAIN_TITLES
    return plain and not owned and _may_be_small_name(words, index)


def _is_everyday(word: str) -> bool:
    """Say whether a word after a title is no name; trades in -er are family names (schneider)."""
    return is_ordinary(word) and (word in NO_NAMES or not word.endswith("er"))


def _may_be_small_name(words: Words, index: int) -> bool:
    word = words.keys[index]
    known = _is_everyday(word) or (not is_first(word) and looks_like_verb(word))
    return len(word) > 2 and not known


def _after_relations(words: Words) -> Iterator[Span | None]:
    for index in range(1, len(words)):
        if words.keys[index - 1] in _RELATIONS and words.between(index) in (" ", ", ", " (", ": "):
            yield words.run(index)
            if is_first(words.keys[index]):
                yield words.small_run(index)


def _after_phrases(words: Words) -> Iterator[Span | None]:
    for index in range(len(words)):
        before = words.before(index, 40)
        if _SAID.search(before):
            yield words.run(index)
            if _may_be_small_name(words, index):
                yield words.small_run(index)
        elif _CALLED.search(before):
            yield words.run(index, titled=words.closes(words.spans[index][1]))
            if is_first(words.keys[index]):
                yield words.small_run(index)
        elif _AM.search(before):
            found = words.run(index)
            if found and (is_first(words.keys[index]) or " " in words.text[slice(*found)]):
                yield found
        elif index < 6 and words.text.startswith(" hier", words.spans[index][1]):
            yield _speaker(words, index)
        elif index < 6 and _HERE.match(before):
            yield words.run(index)


def _lodgers(words: Words) -> Iterator[Span | None]:
    """Find whom a client lives with: the name behind the address and 'bei'."""
    for index, (start, _) in enumerate(words.spans):
        end = words.number_before(start)
        if end is not None and start - end < 20 and _LODGES.match(words.text[end:start]):
            yield words.run(index) or words.small_run(index)


def _in_file_names(words: Words) -> Iterator[Span | None]:
    """Find names in 'Lohnabrechnung_Maerz_Stoica.pdf'."""
    for index in range(len(words)):
        if words.between(index)[-1:] == "_":
            yield words.run(index)


def _speaker(words: Words, index: int) -> Span | None:
    """Recognise 'guten tag breitbach hier', said or written."""
    ordinary = is_ordinary(words.keys[index]) or looks_like_verb(words.keys[index])
    return None if ordinary else words.spans[index]


def _first_names(words: Words) -> Iterator[Span | None]:
    small = sum(words.capital) * 6 < len(words)
    for index, word in enumerate(words.keys):
        if not is_first(word) and not _is_owner(words, index):
            continue
        if words.capital[index]:
            last = _LAST_BEFORE.search(words.before(index, 30))
            if last and index and words.may_be_name(index - 1):
                yield words.spans[index - 1][0], words.spans[index][1]
            # "Shevchuk Nataliia": the family name may come first, where a sentence begins.
            first = index and words.between(index) == " " and words.may_be_name(index - 1)
            yield words.run(index - 1 if first and begins(words, index - 1) else index)
        elif small and len(word) > 2 and word not in _NO_SMALL_NAMES:
            yield words.small_run(index)


def _is_owner(words: Words, index: int) -> bool:
    """Say whether a word is a first name with the s of an owner (Olgas Konto)."""
    word = words.keys[index]
    return words.capital[index] and word[-1] == "s" and is_first(word[:-1])


def _aged(words: Words) -> Iterator[Span]:
    """Find children by their ages: 'Lara (5)', 'Walid 8, Nour 6'."""
    listed = []
    for index, (start, end) in enumerate(words.spans):
        if not words.may_be_name(index) or end - start < 3:
            continue
        if _AGED.match(words.text, end):
            yield start, end
        elif _AGED_IN_LIST.match(words.text, end):
            listed.append((start, end))
    if len(listed) > 1:
        yield from listed


def _again(words: Words, spans: set[Span]) -> Iterator[Span]:
    """Find the parts of names that were found once wherever else they stand."""
    parts = {key(p) for a, b in spans for p in WORD.findall(words.text[a:b]) if len(p) > 3}
    known = parts - NO_NAMES
    for index, word in enumerate(words.keys):
        if word in known or (words.capital[index] and word[-1] == "s" and word[:-1] in known):
            yield words.spans[index]


def _joined(text: str, end: int, start: int) -> bool:
    """Say whether two names overlap or are one couple: 'Beate und Ralf Steinhöfel'."""
    return start <= end or text[end:start].strip() in ("und", "u.", "&", "+")


def _merge(text: str, spans: set[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1] + 6 and _joined(text, merged[-1][1], start):
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


_RULES = (
    _after_titles,
    _after_relations,
    _after_phrases,
    _first_names,
    _aged,
    _lodgers,
    _in_file_names,
    signatures,
    before_last_number,
    guesses,
)
