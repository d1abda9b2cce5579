"""Tell the language of a message from its small words, kept per word.

'unknown' counts as German: a false 'foreign' would take a message out of the simple lane.
A library decides only where the small words say nothing and the text is long enough.
"""

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from postfach_triage.preprocess.language_words import FOREIGN, GERMAN, SHARED
from postfach_triage.preprocess.normalise import fold

# What one word says: nothing, a word of no known language, German, or a number
# from _FIRST on that stands for a set of languages or a script.
NOTHING, WORD, IS_GERMAN, _FIRST = 0, 1, 2, 3

_SCRIPTS = (
    ("cyrillic", "\u0400-\u052f"),
    ("arabic", "\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc"),
    ("el", "\u0370-\u03ff"),
    ("hy", "\u0530-\u058f"),
    ("he", "\u0590-\u05ff"),
    ("hi", "\u0900-\u097f"),
    ("bn", "\u0980-\u09ff"),
    ("ta", "\u0b80-\u0bff"),
    ("th", "\u0e00-\u0e7f"),
    ("ka", "\u10a0-\u10ff"),
    ("am", "\u1200-\u139f"),
    ("ja", "\u3040-\u30ff"),
    ("ko", "\uac00-\ud7af"),
    ("zh", "\u4e00-\u9fff"),
)
_SCRIPT = re.compile("|".join(f"(?P<{name}>[{chars}])" for name, chars in _SCRIPTS))
_LAST_LATIN = "\u036f"
# Letters that part the languages of one script; the first that fits holds.
_LETTERS = {
    "cyrillic": (("uk", "іїєґ"), ("sr", "јљњћђџ"), ("ru", "ыэё"), ("bg", "ъ")),
    "arabic": (("ps", "ښډړټځڅېۍ"), ("ur", "ٹڈڑےں"), ("ku", "ڕڵۆێە"), ("fa", "پچژگکی")),
}
_OTHERWISE = {"cyrillic": "ru", "arabic": "ar"}
_UKRAINIAN = "дякую дуже гарного будь ласка треба потрібно можна але це"
_BULGARIAN = "съм ще моля искам имам нямам какво благодаря здравейте са ми"
_CYRILLIC_WORDS = (
    ("uk", frozenset(_UKRAINIAN.split())),
    ("bg", frozenset(_BULGARIAN.split())),
)
# Arabic in Latin letters writes the sounds that Latin lacks as digits: mat3am, osbo3.
_ARABIZI = re.compile(r"[a-z]{2,}[23579](?:[a-z]+|$)|[37][a-z]{3,}")
_PLAIN = str.maketrans("ıłđøß", "ildos")

_LONG = 6  # words from which the library is asked; fewer if one of them is a foreign small word
_SHORT = 3
_SURE = 3.0  # German must be less likely by e to the power of this


def _plain(word: str) -> str:
    return fold(word).translate(_PLAIN)


def _lexicon() -> tuple[dict[str, int], list[tuple[str, ...]]]:
    german = {_plain(word) for word in GERMAN.split()}
    languages: dict[str, list[str]] = {}
    for language, words in FOREIGN.items():
        for word in dict.fromkeys(map(_plain, words.split())):
            languages.setdefault(word, []).append(language)
    shared = (german & languages.keys()) | ({_plain(word) for word in SHARED.split()} - german)
    kinds = sorted({tuple(found) for word, found in languages.items() if word not in shared})
    number = {kind: _FIRST + len(_SCRIPTS) + i for i, kind in enumerate(kinds)}
    lexicon = {
        word: number[tuple(found)] for word, found in languages.items() if word not in shared
    }
    lexicon.update(dict.fromkeys(german - shared, IS_GERMAN))
    return lexicon, kinds


_LEXICON, _KINDS = _lexicon()


@lru_cache(maxsize=200_000)
def evidence(word: str) -> int:
    """Return what one word says about the language of its text."""
    script = _SCRIPT.search(word) if word and max(word) > _LAST_LATIN else None
    if script:
        return _FIRST + [name for name, _ in _SCRIPTS].index(str(script.lastgroup))
    plain = _plain(word)
    known = _LEXICON.get(plain)
    if known is not None:
        return known
    if not any(map(str.isalpha, word)):
        return NOTHING
    return _ARABIC_KIND if _ARABIZI.fullmatch(plain) else WORD


_ARABIC_KIND = _FIRST + len(_SCRIPTS) + _KINDS.index(("ar",))


def language_of(said: Sequence[int], words: Callable[[], Sequence[str]]) -> str:
    """Return an ISO 639-1 code or 'unknown'; `said` is the evidence of each word.

    `words` gives the words themselves, which most messages never need.
    """
    if max(said, default=NOTHING) == IS_GERMAN:
        return "de"
    foreign = [kind for kind in said if kind >= _FIRST]
    german = said.count(IS_GERMAN)
    total = len(said) - said.count(NOTHING)
    in_script = [kind for kind in foreign if kind < _FIRST + len(_SCRIPTS)]
    if in_script and len(in_script) * 3 >= total:
        return _by_letters(in_script, words())
    return _by_small_words(words, foreign, german, total)


def _by_letters(in_script: list[int], words: Iterable[str]) -> str:
    name = _SCRIPTS[Counter(in_script).most_common(1)[0][0] - _FIRST][0]
    if name not in _LETTERS:
        return name
    lower = [word.lower() for word in words]
    letters = set("".join(lower))
    for language, marks in _LETTERS[name]:
        if not letters.isdisjoint(marks):
            return language
    if name == "cyrillic":
        for language, small in _CYRILLIC_WORDS:
            if not small.isdisjoint(lower):
                return language
    return _OTHERWISE[name]


def _by_small_words(
    words: Callable[[], Sequence[str]], foreign: list[int], german: int, total: int
) -> str:
    votes: Counter[str] = Counter()
    for kind in foreign:
        if kind >= _FIRST + len(_SCRIPTS):
            votes.update(_KINDS[kind - _FIRST - len(_SCRIPTS)])
    language, best = votes.most_common(1)[0] if votes else ("unknown", 0)
    if german:
        return language if best > 2 * german else "de"
    if best > 1 or best * 2 >= total > 0:
        return language
    if total >= (_LONG if not best else _SHORT):
        return _ask_library(" ".join(words()))
    return "unknown"


def _ask_library(text: str) -> str:
    # Slow to load, and only long texts without any small word come here.
    import py3langid

    ranked = [(str(language), float(score)) for language, score in py3langid.rank(text)]
    language, best = ranked[0]
    behind = best - dict(ranked)["de"]
    # The scores grow with the text; its square root keeps short and long ones comparable.
    return language if behind > _SURE * math.sqrt(len(text)) else "unknown"
