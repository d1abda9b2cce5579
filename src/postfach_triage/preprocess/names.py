"""Find names of persons by what stands around them: titles, relations, signatures, first names.

Recall comes first. A capital letter alone says nothing in German, so a word counts as a name
after a title, after "ich heiße", after "mein Sohn", in a signature, or as a known first name.
"""

import re
from collections.abc import Iterator, Sequence

from postfach_triage.preprocess import name_words
from postfach_triage.preprocess.name_runs import (
    FIRST,
    NO_NAMES,
    WORD,
    Found,
    Span,
    Words,
    is_ordinary,
    key,
    keys,
    looks_like_verb,
)

_TITLES = keys(name_words.TITLES)
_RELATIONS = keys(name_words.RELATIONS)
_SIGN_OFFS = keys(name_words.SIGN_OFFS)
_ALWAYS_TITLES = keys("herr herrn hr dr doktor")
# Only these stand before a name in small letters often enough.
_PLAIN_TITLES = keys("frau herr herrn hr fr fro dr doktor familie fam")
# What stands before "Frau" where it is a wife or any woman, not a title.
_OWNED = keys("mein meine meinen meinem meiner eine einer seine seiner ihre ihrer unsere")

_SAID = re.compile(
    r"(?:\bich (?:heiße|heisse|heiß|heiss|heis)|\bmein name(?: ist| is)?|\bnamens|\bc/o|\bname:"
    r"|\bhier (?:ist|is|schreibt|spricht)(?: (?:die|der))?|\bi am called|\bmy name is"
    r"|\bменя зовут|\bмене звати|\bad[ıi]m|\bmă numesc|\bma numesc|\bnazywam si[ęe])\s*$",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"(?:\bheißt|\bheisst|\bheist|\bname(?: ist)?|\binhaber(?:in)?:?|\bgeborene|\bgez\."
    r"|\bi\. ?[av]\.|\bim auftrag|\bklingel\w*|\bzugeordnet:)\s*$",
    re.IGNORECASE,
)
_AM = re.compile(r"(?:\bbin(?: (?:die|der))?|\bi am|\bi'm)\s*$", re.IGNORECASE)
_HERE = re.compile(
    r"^\W*(?:\w+\W+){0,3}(?:hier|moin|hallo|her)(?: (?:die|der))?\s*$", re.IGNORECASE
)
_ENDS = re.compile(r"[.!?…:\n]\W*$|[\u2600-\u27bf\U0001f000-\U0001faff]\ufe0f?\s*$")
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
        following = index + 1
        while following < len(words) and words.keys[following] in _TITLES:
            following += 1
        if title not in _TITLES or following >= len(words):
            continue
        between = words.between(following)
        if len(between) > 2 or between.strip(" ."):
            continue
        found = words.run(following, titled=words.capital[index])
        yield found
        if not found and _may_title_small(words, index, following):
            yield words.small_run(following)


def _may_title_small(words: Words, title: int, index: int) -> bool:
    if words.keys[title] in _ALWAYS_TITLES:
        return not is_ordinary(words.keys[index])
    owned = title > 0 and words.keys[title - 1] in _OWNED
    plain = words.keys[title] in _PLAIN_TITLES
    return plain and not owned and _may_be_small_name(words, index)


def _may_be_small_name(words: Words, index: int) -> bool:
    word = words.keys[index]
    return len(word) > 2 and not is_ordinary(word) and (word in FIRST or not looks_like_verb(word))


def _after_relations(words: Words) -> Iterator[Span | None]:
    for index in range(1, len(words)):
        if words.keys[index - 1] in _RELATIONS and words.between(index) in (" ", ", ", " (", ": "):
            yield words.run(index)
            if words.keys[index] in FIRST:
                yield words.small_run(index)


def _after_phrases(words: Words) -> Iterator[Span | None]:
    for index in range(len(words)):
        before = words.before(index, 40)
        if _SAID.search(before):
            yield words.run(index)
            if _may_be_small_name(words, index):
                yield words.small_run(index)
        elif _CALLED.search(before):
            yield words.run(index)
            if words.keys[index] in FIRST:
                yield words.small_run(index)
        elif _AM.search(before):
            found = words.run(index)
            if found and (words.keys[index] in FIRST or " " in words.text[slice(*found)]):
                yield found
        elif index < 4 and _HERE.match(words.before(index, 40)):
            yield words.run(index)


def _first_names(words: Words) -> Iterator[Span | None]:
    small = sum(words.capital) * 6 < len(words)
    for index, word in enumerate(words.keys):
        if word not in FIRST and word.partition("-")[0] not in FIRST:
            continue
        if words.capital[index]:
            last = _LAST_BEFORE.search(words.before(index, 30))
            if last and index and words.may_be_name(index - 1):
                yield words.spans[index - 1][0], words.spans[index][1]
            # "Shevchuk Nataliia": the family name may come first, where a sentence begins.
            first = index and words.between(index) == " " and words.may_be_name(index - 1)
            yield words.run(index - 1 if first and _begins(words, index - 1) else index)
        elif small and len(word) > 2:
            yield words.small_run(index)


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


def _begins(words: Words, index: int) -> bool:
    start = words.spans[index][0]
    return start == 0 or bool(_ENDS.search(words.before(index, 5))) or _after_number(words, index)


def _after_number(words: Words, index: int) -> bool:
    """Say whether only marks stand between an identifier and a word."""
    start = words.spans[index][0]
    return any(
        0 <= start - end < 4 and not words.text[end:start].strip(" ,.") for _, end in words.taken
    )


def _signatures(words: Words) -> Iterator[Span | None]:
    for index in range(len(words)):
        signed = bool(index) and words.keys[index - 1] in _SIGN_OFFS and _only_marks(words, index)
        begins = signed or _begins(words, index)
        found = words.run(index, 4)
        if found and _closes(words, found[1]):
            name = words.text[slice(*found)]
            two = " " in name and not name.isupper()
            if begins or two or words.keys[index] in FIRST:
                yield found
        elif begins and not words.capital[index] and not words.run(index):
            yield _small_signature(words, index)
        elif begins and words.text[words.spans[index][0]].isalpha() and _has_no_case(words, index):
            yield words.spans[index][0], words.spans[-1][1]


def _only_marks(words: Words, index: int) -> bool:
    between = words.between(index)
    return len(between) < 6 and not between.strip(" ,.!\n-–")


def _closes(words: Words, end: int) -> bool:
    """Say whether nothing follows but the end, a line break, a quote or a number of the client."""
    text = words.text
    rest = text[end : end + 30]
    if not rest.strip(' .,!\n"“”«»)') or re.match(r"[ .,]*\n|[\"“”«»]", rest):
        return True
    if rest[0] == "," and len(WORD.findall(text[end:])) < 4:
        return True
    number = min((start for start, _ in words.taken if start >= end), default=None)
    if number is None or number - end > 30:
        return False
    return "." not in text[end:number].rstrip(" .")[:-1] and len(WORD.findall(text[end:number])) < 3


def _small_signature(words: Words, index: int) -> Span | None:
    """Recognise one to three words in small letters that end the text or stand before a number."""
    for last in range(index, min(index + 3, len(words))):
        verb = looks_like_verb(words.keys[last]) and words.keys[last] not in FIRST
        if (
            verb
            or is_ordinary(words.keys[last])
            or (last > index and words.between(last) not in (" ", ". "))
        ):
            return None
        if _closes(words, words.spans[last][1]):
            named = words.keys[index] in FIRST or last == len(words) - 1
            return (words.spans[index][0], words.spans[last][1]) if named else None
    return None


def _has_no_case(words: Words, index: int) -> bool:
    """Recognise a signature in a script without capitals: the last two or three words."""
    letter = words.text[words.spans[index][0]]
    return not letter.isupper() and not letter.islower() and len(words) - index in (2, 3)


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


_RULES = (_after_titles, _after_relations, _after_phrases, _first_names, _aged, _signatures)
