"""Find names that nothing announces, because the vocabulary does not know their words."""

import re
from collections.abc import Iterator

from postfach_triage.preprocess import name_words
from postfach_triage.preprocess.name_runs import Span, Words, is_ordinary, keys
from postfach_triage.preprocess.signatures import begins

_VERBS = keys(name_words.VERBS_AFTER_NAMES)
_FOR = keys("für von lieber liebe hallo hi hey")
_PLACES = keys("in nach aus bei im firma kita schule stadt hotel pension team")
_ARTICLES = keys("der die dem den da dr vom")
_BEFORE_PLACES = keys(
    "in im an am auf bei beim aus mit vor nach zu zum zur von vom für über unter wegen ab als"
)
_SPOKEN_OF = re.compile(r"\bname(?:n|ns)?\b", re.IGNORECASE)
_TRADES = keys("bauer brenner kaminfeger klempner acker keller koch müller becker schäfer")
# "die Schlüter", "dem Wardak" look like any noun; these endings are a family's.
_FAMILY = re.compile(r".{2,}(?:er|mann|ski|sky|cki|ska|mayr|eier|idt|ow|ic|oglu|enko|escu|yan|ak)$")


def guesses(words: Words) -> Iterator[Span | None]:
    """Yield words unknown to the vocabulary where names stand more often than nouns."""
    if not words.german:
        return
    shouted = words.text.isupper()
    spoken_of = _SPOKEN_OF.search(words.text) is not None
    for index, word in enumerate(words.keys):
        if not words.may_be_name(index) or len(word) < 3:
            continue
        if not shouted and words.text[slice(*words.spans[index])].isupper():
            continue  # an abbreviation
        before = words.keys[index - 1] if index and words.between(index) == " " else ""
        spoken = spoken_of and before not in _BEFORE_PLACES
        if spoken or _is_pair(words, index, before) or _stands_alone(words, index, before):
            yield words.run(index)


def _is_pair(words: Words, index: int, before: str) -> bool:
    following = index + 1
    pair = following < len(words) and words.between(following) == " "
    return pair and words.may_be_name(following) and before not in _PLACES


def _stands_alone(words: Words, index: int, before: str) -> bool:
    if before in _FOR or _is_put_at_the_end(words, index, before):
        return True
    if before in _ARTICLES:
        return _is_called_by_article(words, index)
    after = index + 1
    says = after < len(words) and words.between(after) == " " and words.keys[after] in _VERBS
    return says and (begins(words, index) or words.between(index) == ", ")


def _is_put_at_the_end(words: Words, index: int, before: str) -> bool:
    """Recognise 'Rückruf erbeten, Kowalczyk', 'zahle zurück Munteanu' and '(Tamm, 3.5.79)'."""
    end = words.spans[index][1]
    if words.between(index)[-1:] == "(":
        return words.text[end : end + 2] in (", ", ")")
    apart = words.between(index) == ", " or (before and before not in _BEFORE_PLACES | _ARTICLES)
    return bool(apart) and words.closes(end)


def _is_called_by_article(words: Words, index: int) -> bool:
    inner = index > 1 and words.keys[index - 2] in _BEFORE_PLACES
    following = index + 1
    noun = following < len(words) and words.between(following) == " " and words.capital[following]
    noun = noun and is_ordinary(words.keys[following]) and not words.text.isupper()
    word = words.keys[index]
    return not inner and not noun and word not in _TRADES and _FAMILY.match(word) is not None
