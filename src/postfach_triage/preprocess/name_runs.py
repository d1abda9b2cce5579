"""The words of a text, and which runs of them may be a person's name."""

import re
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache

from postfach_triage.preprocess import name_words
from postfach_triage.preprocess.first_names import FIRST_NAMES
from postfach_triage.preprocess.language_words import GERMAN
from postfach_triage.preprocess.normalise import fold
from postfach_triage.preprocess.vocabulary import is_known

Found = tuple[str, int, int]
Span = tuple[int, int]

WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
# Endings of nouns that stand where names stand (Mietbescheinigung, Schulbedarf), and of verbs.
_NOUN = re.compile(
    r".{2,}(?:.ung(?:en)?|heit|keit|schaft|tion(?:en)?|nachweise?|bescheide?|rechnung|geld|kosten|betrag"
    r"|beitrag|vertrag|nummer|schein|karte|bedarf|lohn|kurse?|platz|rente|antrag|papiere?|unterlagen"
    r"|auszuge?|abrechnung|nr|termin|brief|zettel|formular|urlaub|urkunde|attest|geber|titel"
    r"|zeit|kasse|schule|wohnung|ausweis|-id|-app|auskunft|entscheid"
    r"|anteile?|verfahren|sachen|fragen)$"
)
_VERB = re.compile(r".{2,}(?:t|te|ten|en|st)$")
_INITIALS = re.compile(
    r"(?:(?<![^\W\d_])(?:[A-ZÄÖÜ][a-z]?|[a-zäöü])\.[ \-]?){1,2}$"
    r"|\bDipl\.-\w+\. $|\bDr\. (?:med\. )?$"
)


_ARTICLE_BEFORE = re.compile(r"[dsn]['’](?=[A-ZÄÖÜ])")  # d'Frau, s'Amt
# Of a text in another language most words are unknown: there that says nothing.
_MOSTLY = 0.6

_NOWHERE = ("", sys.maxsize, sys.maxsize)


def key(word: str) -> str:
    """Return a word as the lists hold it."""
    return fold(word).replace("ı", "i").replace("ł", "l")


def keys(words: str) -> frozenset[str]:
    """Return the words of a list as keys."""
    return frozenset(map(key, words.split()))


PARTICLES = keys(name_words.PARTICLES)
ARTICLES = keys(name_words.ARTICLES)
SMALL_WORDS = keys(GERMAN)
NO_NAMES = keys(name_words.NO_NAMES) | SMALL_WORDS
FIRST = FIRST_NAMES - NO_NAMES
FAMILY_TOO = keys(name_words.FAMILY_TOO)


@lru_cache(maxsize=100_000)
def is_ordinary(word_key: str) -> bool:
    """Say whether a word is no name unless something beside it says so."""
    if word_key in NO_NAMES:
        return True
    return word_key not in FIRST and (_NOUN.match(word_key) is not None or is_known(word_key))


def is_first(word_key: str) -> bool:
    """Say whether a word is a first name, or a double one that ends or begins with one."""
    if word_key in FIRST:
        return True
    left, dash, right = word_key.partition("-")
    return bool(dash) and (left in FIRST or right in FIRST)


class Words:
    """The words of a text outside its identifiers, by index."""

    def __init__(self, text: str, taken: Sequence[Found]) -> None:
        self.text = text
        self._starts = [start for _, start, _ in taken]
        self._ends = [end for _, _, end in taken]
        self.spans = [_without_article(m) for m in _outside(WORD.finditer(text), taken)]
        self.keys = [key(text[start:end]) for start, end in self.spans]
        self.capital = [not text[start].islower() for start, _ in self.spans]

    def __len__(self) -> int:
        return len(self.spans)

    @cached_property
    def german(self) -> bool:
        """Say whether most words are in the vocabulary, so that a strange one is telling."""
        return sum(map(is_ordinary, self.keys)) >= _MOSTLY * len(self)

    def between(self, index: int) -> str:
        """Return what stands between a word and the one before it."""
        return self.text[self.spans[index - 1][1] if index else 0 : self.spans[index][0]]

    def before(self, index: int, length: int) -> str:
        """Return the characters before a word."""
        start = self.spans[index][0]
        return self.text[max(0, start - length) : start]

    def may_be_name(self, index: int) -> bool:
        """Say whether a word has a capital and is no ordinary word."""
        return self.capital[index] and not is_ordinary(self.keys[index])

    def may_end_name(self, index: int) -> bool:
        """Say whether a word has a capital and could be a family name after all (Frau Kurz)."""
        word = self.keys[index]
        return self.capital[index] and (word not in NO_NAMES or word in FAMILY_TOO)

    def run(self, index: int, longest: int = 3, *, titled: bool = False) -> Span | None:
        """Return the stretch of a name that begins at a word, with particles and initials.

        `titled`: after "Frau" even an ordinary capital word is a name (Frau Klein).
        """
        last = None
        position = index
        while position < len(self) and position < index + longest:
            if position > index and not self._adjoins(position):
                break
            if self._is_part(position, index, titled=titled):
                last = position
            elif self._is_particle(position) and (position > index or titled):
                longest += 1
            else:
                break
            position += 1
        if last is None:
            return None
        dot = last > index and self._is_initial(last)
        return self.spans[index][0], self.spans[last][1] + dot

    def _is_part(self, position: int, index: int, *, titled: bool) -> bool:
        if self.may_be_name(position):
            return True
        if position == index:
            return titled and self._is_strange(position)
        if self.keys[position - 1] == "thi" or self._is_initial(position):
            return True
        before, end = self.keys[position - 1], self.spans[position][1]
        named = is_first(before) or not is_ordinary(before)
        ends = titled or self.text[end : end + 1] in (",", ":", ";", ")") or self.closes(end)
        return named and ends and self.may_end_name(position)

    def _is_initial(self, index: int) -> bool:
        start, end = self.spans[index]
        return end - start == 1 and self.capital[index] and self.text[end : end + 1] == "."

    def number_after(self, place: int) -> int | None:
        """Return where the next identifier begins."""
        index = bisect_left(self._starts, place)
        return self._starts[index] if index < len(self._starts) else None

    def number_before(self, place: int) -> int | None:
        """Return where the identifier before a place ends."""
        index = bisect_right(self._ends, place) - 1
        return self._ends[index] if index >= 0 else None

    def closes(self, end: int) -> bool:
        """Say whether nothing follows but the end, a line break, a quote or a client's number."""
        text = self.text
        rest = text[end : end + 30]
        if not rest.strip(' .,!\n"“”«»)') or re.match(r"[ .,]*\n|[\"“”«»]", rest):
            return True
        if rest[0] == "," and len(WORD.findall(text[end : end + 80])) < 4:
            return True
        number = self.number_after(end)
        if number is None or number - end > 30:
            return False
        between = text[end:number]
        return "." not in between.rstrip(" .")[:-1] and len(WORD.findall(between)) < 3

    def small_run(self, index: int) -> Span:
        """Return a name in small letters; a first name takes the word behind it along."""
        end = index
        if is_first(self.keys[index]) and index + 1 < len(self) and self._adjoins(index + 1):
            after = self.keys[index + 1]
            ends = after not in NO_NAMES and self.closes(self.spans[index + 1][1])
            end += ends or not is_ordinary(after)
        return self.spans[index][0], self.spans[end][1]

    def with_initials(self, span: Span) -> Span:
        """Take 'K.-H.' and 'Dr.' before a name along."""
        initials = _INITIALS.search(self.text[max(0, span[0] - 14) : span[0]])
        return (span[0] - len(initials.group()), span[1]) if initials else span

    def _adjoins(self, index: int) -> bool:
        between = self.between(index)
        start, end = self.spans[index - 1]
        return between == " " or (end - start <= 2 and between in (". ", ".", ".-"))

    def _is_particle(self, index: int) -> bool:
        word = self.keys[index]
        return word in PARTICLES or (word in ARTICLES and self.keys[index - 1] in PARTICLES)

    def _is_strange(self, index: int) -> bool:
        return self.capital[index] and self.keys[index] not in SMALL_WORDS


def looks_like_verb(word_key: str) -> bool:
    """Say whether a word in small letters ends like a verb."""
    return _VERB.match(word_key) is not None


def _without_article(word: re.Match[str]) -> Span:
    article = _ARTICLE_BEFORE.match(word.group())
    return word.start() + (article.end() if article else 0), word.end()


def _outside(matches: Iterable[re.Match[str]], taken: Iterable[Found]) -> Iterator[re.Match[str]]:
    """Yield the matches that touch none of the taken stretches; both are in order."""
    waiting = iter(taken)
    _, start, end = next(waiting, _NOWHERE)
    for match in matches:
        while end <= match.start():
            _, start, end = next(waiting, _NOWHERE)
        if match.end() <= start:
            yield match
