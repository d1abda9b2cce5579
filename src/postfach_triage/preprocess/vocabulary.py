"""Tell ordinary words from words that nobody would look up: a name is mostly one of these.

The list is drawn from the training messages by scripts/ordinary_words.py; what stands in a
marked name there is left out. Compounds and inflected forms of listed words are ordinary too.
"""

import re
from functools import cache, lru_cache
from pathlib import Path

_LIST = Path(__file__).with_name("ordinary_words.txt")
_INFLECTION = re.compile(r"(?:ern|es|en|er|em|s|n|e)$")
# Family names end like this as often as ordinary compounds do.
_FAMILY = re.compile(
    r".+(?:mann|bach|berg|feld|stein|hof|hofer|meier|mayer|maier|bauer|muller|huber|wald|dorf"
    r"|brunn|haus|burg|wolf|kamp|horst|hagen|hahn|vogel|kirch|holz|schmied|richter|winter|sommer"
    r"|konig|zahn|lang|stock|bier|korn|mehl|brot|wein|apfel|blum|rose|stern|sky|ski|ow|oglu|ic"
    r"|escu|enko|ian|yan|berger|schlager|ander|ener|meister|schutz|lieb|leib|bald|hold|land|ecker"
    r"|wegen|grund|busch|born|thal|rode|kohl|kuhl|rapp|hals|vers|inger|linger|rich|wig|hardt|hart|fried)$"
)
_SHORTEST_HEAD = 3
_SHORTEST_TAIL = 4


@cache
def _listed() -> frozenset[str]:
    return frozenset(_LIST.read_text("utf-8").split())


@lru_cache(maxsize=100_000)
def is_known(word_key: str) -> bool:
    """Say whether a folded word is listed, a form of a listed word or a compound of two."""
    return _is_form(word_key) or _is_compound(word_key)


def _is_form(word: str) -> bool:
    if word in _listed():
        return True
    if len(word) < 5:
        return False
    stem = _INFLECTION.sub("", word)
    return stem != word and len(stem) > 3 and (stem in _listed() or stem + "e" in _listed())


def _is_compound(word: str) -> bool:
    if "-" in word:
        return all(map(is_known, word.split("-")))
    if _FAMILY.match(word):
        return False
    cuts = range(_SHORTEST_HEAD, len(word) - _SHORTEST_TAIL + 1)
    return any(_is_form(word[cut:]) and _is_head(word[:cut]) for cut in cuts)


def _is_head(word: str) -> bool:
    return word in _listed() or (word[-1] == "s" and word[:-1] in _listed())
