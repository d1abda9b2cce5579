"""Words that tell a woman from a man, read alike: who writes must not decide where it goes.

Endings of articles and possessives are read alike too: they tell gender, and people who learn
German mix them up. Only the model reads this form; rules and replies see the client's own words.
"""

import re
from functools import lru_cache

# One form for each group; all are folded (normalise.fold).
_GROUPS = (
    "mann frau herr herrn mannes manner frauen ehemann ehefrau",
    "kind tochter sohn sohnes",
    "kinder kindern sohne sohnen",
    "eltern mutter vater mama papa vaters",
    "geschwister bruder schwester bruders schwestern",
    "grosseltern oma opa grossmutter grossvater",
    "tante onkel",
    "kollege kollegin kollegen",
    "kunde kundin kunden",
    "student studentin studenten",
    "patient patientin patienten",
    "praktikant praktikantin praktikanten",
    "koch kochin",
    "arzt arztin arztes",
    "hausarzt hausarztin",
    "anwalt anwaltin anwalts",
    "freund freundin freundes",
    "chef chefin chefs",
    "nachbar nachbarin nachbarn",
    "doktor doktorin",
    "alleinerziehend alleinerziehende alleinerziehender alleinerziehenden",
    "schwager schwagerin",
    "enkel enkelin",
    "mein meine meinem meinen meiner meines",
    "dein deine deinem deinen deiner deines",
    "sein seine seinem seinen seiner seines",
    "ihr ihre ihrem ihren ihrer ihres",
    "unser unsere unserem unseren unserer unseres",
    "kein keine keinem keinen keiner keines",
    "ein eine einem einen einer eines",
    "der die das dem den des",
    "dieser diese dieses diesem diesen",
)
_FORMS = {word: group.split()[0] for group in _GROUPS for word in group.split()}
# Vermieterin, Betreuerinnen, Frauenärztin, Psychologin; no two letters that a city has as well.
_FEMININE = re.compile(
    r"(?P<stem>\w{2,}(?:er|arzt|anwalt|ist|ent|tor|eur|peut|olog|tar|kolleg|chef))in(?:nen)?"
)
_NO_ROLES = frozenset(("schwerin", "valentin"))


@lru_cache(maxsize=200_000)
def neutral(word: str) -> str:
    """Return the form of a folded word that names no gender.

    >>> [neutral(w) for w in ("vermieterin", "vermieterinnen", "tochter", "meiner", "termin")]
    ['vermieter', 'vermieter', 'kind', 'mein', 'termin']
    """
    known = _FORMS.get(word)
    if known is not None:
        return known
    found = _FEMININE.fullmatch(word)
    return word if found is None or word in _NO_ROLES else found["stem"]


def tells_gender(word: str) -> bool:
    """Say whether a folded word, or its ending, may tell a woman from a man.

    >>> [tells_gender(w) for w in ("mann", "vermieterin", "meiner", "termin")]
    [True, True, True, False]
    """
    return word in _FORMS or neutral(word) != word


def neutral_text(text: str) -> str:
    """Return a text of folded words, one blank apart, without gender."""
    return " ".join([neutral(word) for word in text.split(" ")])
