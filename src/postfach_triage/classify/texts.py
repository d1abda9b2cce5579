"""The texts a message is scored on: all its own words, and each sentence of its own.

Behind the words stand marks of what the rules found, so that the model may learn what a
signal means for the intent. A mark closes the simple lane anyhow (routing); it never opens it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from postfach_triage.classify.gender import neutral_text
from postfach_triage.classify.heads import Heads, Scores
from postfach_triage.classify.ngrams import MARK_SIGN
from postfach_triage.records import Document, Signal

# Two words ("Mit freundlichen", "Danke schön") carry no request of their own.
MIN_WORDS = 3


@dataclass(frozen=True, slots=True)
class ScoredTexts:
    """Scores of n messages and of the m sentences scored on their own.

    `known_words`: (n,) share of a message's words that the model knows.
    `owner`: (m,) index of the message; `place`: (m,) index into its sentences.
    """

    documents: Sequence[Document]
    messages: Scores
    sentences: Scores
    known_words: NDArray[np.float64]
    owner: NDArray[np.int64]
    place: NDArray[np.int64]


def marked_text(document: Document) -> str:
    """Write the marks of all signals behind the words of a message."""
    return " ".join([neutral_text(document.text_for_model), *_marks(document.signals)])


def marked_sentence(document: Document, place: int) -> str:
    """Write the marks of the signals that begin in a sentence behind its words."""
    sentence = document.sentences[place]
    inside = (
        signal
        for signal in document.signals
        if signal.field == sentence.field and sentence.start <= signal.start < sentence.end
    )
    return " ".join([neutral_text(sentence.text_for_model), *_marks(inside)])


def _marks(signals: Iterable[Signal]) -> list[str]:
    # One mark a kind, with its strictest level: "explicit" sorts before "hint".
    levels: dict[str, str] = {}
    for signal in signals:
        levels[signal.kind] = min(signal.level, levels.get(signal.kind, signal.level))
    return [f"{MARK_SIGN}{kind}.{level}" for kind, level in sorted(levels.items())]


def own_sentences(document: Document) -> list[int]:
    """List the sentences worth a score of their own; none where there is only one."""
    found = [
        index
        for index, sentence in enumerate(document.sentences)
        if len(sentence.text_for_model.split()) >= MIN_WORDS
    ]
    return found if len(found) > 1 else []


def score_documents(heads: Heads, documents: Sequence[Document]) -> ScoredTexts:
    """Score messages and their sentences in one product."""
    places = [(i, place) for i, doc in enumerate(documents) for place in own_sentences(doc)]
    texts = [marked_text(doc) for doc in documents]
    texts += [marked_sentence(documents[i], place) for i, place in places]
    scores = heads.score(texts)
    known = [heads.vectorizer.known_words(neutral_text(doc.text_for_model)) for doc in documents]
    pairs = np.array(places, dtype=np.int64).reshape(-1, 2)
    return ScoredTexts(
        documents=documents,
        messages=scores[: len(documents)],
        sentences=scores[len(documents) :],
        known_words=np.array(known),
        owner=pairs[:, 0],
        place=pairs[:, 1],
    )
