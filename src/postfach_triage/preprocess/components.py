"""The spaCy components of the house; entry points make them known to every pipeline.

    nlp = spacy.blank("de")
    nlp.add_pipe("postfach_identifiers")
    nlp("Meine IBAN ist DE89 3704 0044 0532 0130 00")._.postfach_identifiers

All offsets are those of the Doc's text. `postfach_cleanup` stands first: where it had to
clean, `doc._.postfach_offsets` lead back to `doc._.postfach_original`.
"""

from collections.abc import Callable, Sequence
from typing import Any

from spacy.attrs import IDX
from spacy.language import Language
from spacy.tokens import Doc

from postfach_triage.preprocess.cleaning import clean
from postfach_triage.preprocess.identifiers import find_identifiers
from postfach_triage.preprocess.language import language_of
from postfach_triage.preprocess.lexemes import look_up
from postfach_triage.preprocess.quotes import find_quotes
from postfach_triage.sentences import split

Component = Callable[[Doc], Doc]
Found = tuple[str, int, int]

_TEXT = "postfach_text"
_EMPTY: dict[str, Any] = {
    "postfach_original": None,
    "postfach_offsets": None,
    "postfach_sentences": (),
    "postfach_identifiers": (),
    "postfach_quoted": (),
    "postfach_history": (),
    "postfach_language": "unknown",
    "postfach_names": (),
}


def extend(name: str, empty: Any) -> None:
    """Let doc._.<name> read and write the Doc's user data; `empty` where nothing was found."""
    # Kept in doc.user_data under the plain name: an attribute written through `doc._`
    # costs twenty times as much, and several are written for every message.
    Doc.set_extension(
        name,
        getter=lambda doc: doc.user_data.get(name, empty),
        setter=lambda doc, value: doc.user_data.__setitem__(name, value),
        force=True,
    )


for _name, _value in _EMPTY.items():
    extend(_name, _value)


def read(nlp: Language, text: str) -> Doc:
    """Tokenize a text that is already clean; the components will not ask the Doc for it again."""
    doc = nlp.make_doc(text)
    doc.user_data[_TEXT] = text
    return doc


def text_of(doc: Doc) -> str:
    """Return the text of a Doc; joining it from its tokens anew is slow."""
    text = doc.user_data.get(_TEXT)
    if text is None:
        text = doc.user_data[_TEXT] = doc.text
    return str(text)


@Language.factory("postfach_cleanup", retokenizes=True)
def make_cleanup(nlp: Language, name: str) -> Component:
    """Make the component that takes invisible and broken characters out of a Doc."""

    def cleanup(doc: Doc) -> Doc:
        if _TEXT in doc.user_data:
            return doc
        original = text_of(doc)
        text, offsets = clean(original)
        if text == original:
            return doc
        cleaned = read(nlp, text)
        cleaned.user_data["postfach_original"] = original
        cleaned.user_data["postfach_offsets"] = offsets
        return cleaned

    return cleanup


@Language.factory(
    "postfach_sentences",
    assigns=["doc._.postfach_sentences", "token.is_sent_start"],
    default_config={"doc_sents": True},
)
def make_sentences(nlp: Language, name: str, doc_sents: bool) -> Component:
    """Make the component that splits a Doc into sentences; `doc_sents`: for doc.sents too."""

    def sentences(doc: Doc) -> Doc:
        spans = split(text_of(doc))
        doc.user_data["postfach_sentences"] = spans
        if doc_sents:
            _mark_starts(doc, {start for start, _ in spans})
        return doc

    return sentences


def _mark_starts(doc: Doc, starts: set[int]) -> None:
    for token in doc:
        token.is_sent_start = token.idx in starts


@Language.factory("postfach_identifiers", assigns=["doc._.postfach_identifiers"])
def make_identifiers(nlp: Language, name: str) -> Component:
    """Make the component that finds numbers, addresses, dates of birth, phones and mail."""

    def identifiers(doc: Doc) -> Doc:
        doc.user_data["postfach_identifiers"] = find_identifiers(text_of(doc))
        return doc

    return identifiers


@Language.factory(
    "postfach_names", assigns=["doc._.postfach_names"], default_config={"signed_only": False}
)
def make_names(nlp: Language, name: str, signed_only: bool) -> Component:
    """Make the component that finds names of persons; `signed_only`: a full name at the end."""
    find = _finder(signed_only=signed_only)

    def names(doc: Doc) -> Doc:
        found = find(text_of(doc), doc.user_data.get("postfach_identifiers", ()))
        if found:
            doc.user_data["postfach_names"] = found
        return doc

    return names


def _finder(*, signed_only: bool) -> Callable[[str, Sequence[Found]], list[Found]]:
    # Each has lists to read; whoever scores has no use for those of redaction.
    if signed_only:
        from postfach_triage.preprocess.signatures import signed_name

        return signed_name
    from postfach_triage.preprocess.names import find_names

    return find_names


@Language.factory("postfach_quotes", assigns=["doc._.postfach_quoted", "doc._.postfach_history"])
def make_quotes(nlp: Language, name: str) -> Component:
    """Make the component that tells pasted matter from the client's own words."""

    def quotes(doc: Doc) -> Doc:
        found = find_quotes(text_of(doc))
        if found.quoted:
            doc.user_data["postfach_quoted"] = found.quoted
            doc.user_data["postfach_history"] = found.history
        return doc

    return quotes


@Language.factory("postfach_language", assigns=["doc._.postfach_language"])
def make_language(nlp: Language, name: str) -> Component:
    """Make the component that tells the language of the client's own words."""

    def language(doc: Doc) -> Doc:
        lexemes = look_up(doc)
        quoted = doc.user_data.get("postfach_quoted")
        if quoted:
            places = doc.to_array(IDX).tolist()
            lexemes = [
                lexeme
                for place, lexeme in zip(places, lexemes, strict=True)
                if not any(start <= place < end for start, end in quoted)
            ]
        doc.user_data["postfach_language"] = language_of(
            [lexeme.said for lexeme in lexemes], lambda: [lexeme.text for lexeme in lexemes]
        )
        return doc

    return language
