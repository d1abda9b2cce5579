"""The words of a text, and which runs of them may be a person's name."""

import re
import sys
from collections.abc import Iterable, Iterator, Sequence

from postfach_triage.preprocess import name_words
from postfach_triage.preprocess.first_names import FIRST_NAMES
from postfach_triage.preprocess.language_words import GERMAN
from postfach_triage.preprocess.normalise import fold

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
FIRST = keys(FIRST_NAMES) - NO_NAMES


def is_ordinary(word_key: str) -> bool:
    """Say whether a word is surely no name."""
    return word_key in NO_NAMES or _NOUN.match(word_key) is not None


class Words:
    """The words of a text outside its identifiers, by index."""

    def __init__(self, text: str, taken: Sequence[Found]) -> None:
        matches = list(_outside(WORD.finditer(text), taken))
        self.text = text
        self.taken = [(start, end) for _, start, end in taken]
        self.spans = [m.span() for m in matches]
        self.keys = [key(m.group()) for m in matches]
        self.capital = [not text[start].islower() for start, _ in self.spans]

    def __len__(self) -> int:
        return len(self.spans)

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

    def run(self, index: int, longest: int = 3, *, titled: bool = False) -> Span | None:
        """Return the stretch of a name that begins at a word, with particles and initials.

        `titled`: after "Frau" even an ordinary capital word is a name (Frau Klein).
        """
        last = None
        position = index
        while position < len(self) and position < index + longest:
            if position > index and not self._adjoins(position):
                break
            named = self.may_be_name(position) or (
                titled and position == index and self._is_strange(position)
            )
            if named or (last is not None and self.keys[position - 1] == "thi"):
                last = position
            elif self._is_particle(position) and (position > index or titled):
                longest += 1
            else:
                break
            position += 1
        return None if last is None else (self.spans[index][0], self.spans[last][1])

    def small_run(self, index: int) -> Span:
        """Return a name in small letters; a first name takes the word behind it along."""
        end = index
        if self.keys[index] in FIRST and index + 1 < len(self) and self._adjoins(index + 1):
            end += not is_ordinary(self.keys[index + 1])
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


def _outside(matches: Iterable[re.Match[str]], taken: Iterable[Found]) -> Iterator[re.Match[str]]:
    """Yield the matches that touch none of the taken stretches; both are in order."""
    waiting = iter(taken)
    _, start, end = next(waiting, _NOWHERE)
    for match in matches:
        while end <= match.start():
            _, start, end = next(waiting, _NOWHERE)
        if match.end() <= start:
            yield match
