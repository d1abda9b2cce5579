"""What is known of a token, worked out once per spelling: its form for the model, its language.

Client words repeat; a dictionary keyed by spaCy's hash of the spelling spares all the folding.
"""

import re
from typing import NamedTuple

from spacy.attrs import IDX, ORTH
from spacy.tokens import Doc

from postfach_triage.preprocess.language import evidence
from postfach_triage.preprocess.normalise import fold_for_model

_LIMIT = 300_000  # spellings kept; a night of all Germany has about as many
_LONGEST = 60
_KEPT = "postfach_lexemes"
_PLACES = "postfach_places"

_JOINT = re.compile(r"(?<=[^\W\d_]{2})[.,;:!?…]+(?=[^\W\d_]{2})")
_EDGES = re.compile(r"^[^\w§€%]+|[^\w§€%]+$")
_LINK = re.compile(
    r"https?:|www\.|[\w\-]+\.(?:de|com|net|org|info|eu|ru|example)(?:/|$)", re.IGNORECASE
)
_GLAD = frozenset("😀😃😄😁😊🙂😉😍😘🥰🤗👍👌💪❤♥🎉🎊✨😅😂🤣😇✅")
_SAD = frozenset("😢😭😞😔😟🙁☹😣😖😫😩🥺😰😨😱💔😓")
_ANGRY = frozenset("😡😠🤬😤👿👎🖕")
_EMOJI = {
    **dict.fromkeys(_GLAD, "xfroh"),
    **dict.fromkeys(_SAD, "xtraurig"),
    **dict.fromkeys(_ANGRY, "xwut"),
    "🙏": "xbitte",
}
_SIGNS = {"€": "euro", "eur": "euro", "?": "?", "!": "!"}


class Lexeme(NamedTuple):
    """`form`: the token as the model reads it, empty for mere punctuation. `said`: see language."""

    text: str
    form: str
    said: int


_known: dict[int, Lexeme] = {}


def look_up(doc: Doc) -> list[Lexeme]:
    """Return what is known of each token of a Doc; the Doc keeps it for the next who asks."""
    found: list[Lexeme] | None = doc.user_data.get(_KEPT)
    if found is None or len(found) != len(doc):
        known = _known
        orths = doc.to_array(ORTH).tolist()
        try:
            found = [known[orth] for orth in orths]
        except KeyError:
            strings = doc.vocab.strings
            found = [known.get(orth) or _learn(orth, strings[orth]) for orth in orths]
        doc.user_data[_KEPT] = found
    return found


def places_of(doc: Doc) -> list[int]:
    """Return where each token of a Doc begins; kept like look_up, not to be changed."""
    found: list[int] | None = doc.user_data.get(_PLACES)
    if found is None or len(found) != len(doc):
        found = doc.user_data[_PLACES] = doc.to_array(IDX).tolist()
    return found


def _learn(orth: int, text: str) -> Lexeme:
    if len(_known) >= _LIMIT:
        _known.clear()
    _known[orth] = lexeme = Lexeme(text, form_for_model(text), evidence(text))
    return lexeme


def form_for_model(token: str) -> str:
    """Return the token as the model reads it: folded, digits as 0, most punctuation gone.

    >>> [form_for_model(t) for t in ("Kündigung", "1.234,56", "krank.bitte", "!!", "...", "😭")]
    ['kundigung', '0.000,00', 'krank bitte', '!', '', 'xtraurig']
    """
    if token.isalpha():  # most tokens are plain words
        form = fold_for_model(token[:_LONGEST])
        return _SIGNS.get(form, form)
    if token[0] in _EMOJI:
        return _EMOJI[token[0]]
    if _LINK.match(token):
        return "xlink"
    core = _EDGES.sub("", token)
    if not core:
        return next((sign for sign in "?!" if sign in token), "")
    form = fold_for_model(_JOINT.sub(" ", core)[:_LONGEST])
    return _SIGNS.get(form, form)
