"""Say which word fields a word belongs to: whole, inflected, compound or misspelled."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from postfach_triage.config.word_fields import WordFields

Fold = Callable[[str], str]

# Letters the stem must keep, by ending: "er" and "in" hang on many a short word (papi, Papier).
_NOUN_ENDINGS = {"en": 3, "es": 3, "e": 3, "n": 3, "s": 3, "er": 5, "ern": 5, "em": 5, "in": 4}
_NOUN_ENDINGS |= {"innen": 4}
_VERB_ENDINGS = dict.fromkeys(("test", "tet", "ten", "end", "est", "te", "st", "et", "e", "t"), 3)
# Only longer words are read by their sound: short ones would meet too many others (Miete, Mitte).
_SHORTEST_SOUND = 6
_SHORTEST_SOUNDED_ENTRY = 5
_SHORTEST_HEAD = 5
_TELLING_HEAD = 7  # letters that make a head sure even after an unknown modifier
_HEAD_ENDINGS = dict.fromkeys(("en", "es", "er", "e", "n", "s"), _SHORTEST_HEAD)
_SHORTEST_MODIFIER = 3
_LINKS = {"s": 3, "es": 3, "n": 3, "en": 3, "er": 3}
# A verb with a prefix is no compound: verbrauchen has little to do with brauchen.
_VERB_PREFIXES = re.compile(
    r"(?:ab|an|auf|aus|ein|nach|vor|zu|um|un|hin)(?:ge)?|(?:ent|ver|zer|her|weg|mit|durch|uber|miss)"
    r"|unter|wieder|zuruck"
)
_KEPT = 200_000  # distinct words remembered
_LONGEST = 80  # letters; beyond that it is no word, and looking would be slow
_SOUNDS = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        (r"ph|v", "f"),
        (r"th|dt|d\b", "t"),
        (r"ck|c(?!h)|q|g\b", "k"),
        (r"tz", "z"),
        (r"ie|y", "i"),
        (r"b\b", "p"),
        (r"(?<=[aeiou])h(?![aeiou])", ""),
        (r"(\w)\1", r"\1"),
    )
)


class FieldLookup:
    """Find the fields of folded words; each distinct word is looked at once."""

    def __init__(self, word_fields: WordFields, fold: Fold) -> None:
        self._written = _Index(word_fields, lambda word: _joined(fold(word)))
        self._sounded = _Index(word_fields, lambda word: sound(_joined(fold(word))), sounded=True)
        self._known: dict[str, tuple[str, ...]] = {}

    def fields_of(self, folded_word: str) -> tuple[str, ...]:
        """Return the names of the word's fields in alphabetical order; () for an unknown word."""
        found = self._known.get(folded_word)
        if found is None:
            if len(self._known) >= _KEPT:
                self._known.clear()
            found = self._known[folded_word] = tuple(sorted(self._find(folded_word)))
        return found

    def _find(self, word: str) -> set[str]:
        if len(word) > _LONGEST:
            return set()
        whole = _joined(word)
        found = self._written.fields(whole)
        if "-" in word:
            found |= {
                name for part in word.split("-") for name in self._written.fields(_joined(part))
            }
        found = found or self._written.compound_fields(whole)
        if not found and len(whole) >= _SHORTEST_SOUND:
            found = self._sounded.fields(sound(whole))
        return found


def sound(word: str) -> str:
    """Spell a folded word roughly as it sounds, so that common misspellings meet.

    >>> sound("wiederspruch") == sound("widerspruch"), sound("miethe")
    (True, 'mite')
    """
    for pattern, plain in _SOUNDS:
        word = pattern.sub(plain, word)
    return word


class _Index:
    """The entries of all fields, sorted by the place of their star."""

    def __init__(self, word_fields: WordFields, spell: Fold, *, sounded: bool = False) -> None:
        self._exact: dict[str, set[str]] = {}
        self._inflected: dict[str, set[str]] = {}
        self._prefixes: dict[str, set[str]] = {}
        self._suffixes: dict[str, set[str]] = {}
        self._infixes: dict[str, set[str]] = {}
        for name, entries in word_fields.fields.items():
            for entry in entries:
                plain = spell(entry.strip("!=*"))
                if sounded and len(plain) < _SHORTEST_SOUNDED_ENTRY:
                    continue
                mark = "!" if entry.startswith("!") else ""
                self._table(entry.lstrip("!")).setdefault(plain, set()).add(mark + name)

    def _table(self, entry: str) -> dict[str, set[str]]:
        if entry.startswith("="):
            return self._exact
        if entry.startswith("*"):
            return self._infixes if entry.endswith("*") else self._suffixes
        return self._prefixes if entry.endswith("*") else self._inflected

    def fields(self, word: str) -> set[str]:
        """Return the fields some entry names for the word, less those another takes away."""
        found: set[str] = set()
        for table, form in self._looks(word):
            if form in table:
                found |= table[form]
        for infix, names in self._infixes.items():
            if infix in word:
                found |= names
        taken = {name[1:] for name in found if name.startswith("!")}
        return {name for name in found if not name.startswith("!")} - taken

    def compound_fields(self, word: str) -> set[str]:
        """Return the fields of both parts of a compound that no entry names (Zoofahrt)."""
        for start in range(_SHORTEST_MODIFIER, len(word) - _SHORTEST_HEAD + 1):
            modifier, head = word[:start], word[start:]
            if _VERB_PREFIXES.fullmatch(modifier):
                continue
            head_fields = self._entries({head, *_stems(head, _HEAD_ENDINGS)})
            if head_fields:
                names = self._entries({modifier, *_stems(modifier, _LINKS)})
                if names or len(head) >= _TELLING_HEAD:
                    return head_fields | names
        return set()

    def _entries(self, words: Iterable[str]) -> set[str]:
        """Return the fields that name one of these very words."""
        tables = (self._exact, self._inflected, self._prefixes, self._suffixes)
        found = {name for word in words for table in tables for name in table.get(word, ())}
        return {name for name in found if not name.startswith("!")}

    def _looks(self, word: str) -> Iterator[tuple[dict[str, set[str]], str]]:
        yield self._exact, word
        stems = set(_stems(word, _NOUN_ENDINGS)) | {word}
        for form in stems | {stem + "en" for stem in _stems(word, _VERB_ENDINGS)}:
            yield self._inflected, form
        for stem in stems:
            yield from ((self._suffixes, stem[start:]) for start in range(len(stem) - 2))
        yield from ((self._prefixes, word[:end]) for end in range(3, len(word) + 1))


def _stems(word: str, endings: Mapping[str, int]) -> Iterator[str]:
    for ending, shortest in endings.items():
        if word.endswith(ending) and len(word) - len(ending) >= shortest:
            yield word[: -len(ending)]


def _joined(word: str) -> str:
    # The Turkish i without a dot loses itself in capitals: KADIN, kadin.
    return word.replace("-", "").replace("ı", "i")
