"""The texts a message is scored on: all its own words, and each sentence of its own."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from postfach_triage.classify.heads import Heads, Scores
from postfach_triage.records import Document

# Two words ("Mit freundlichen", "Danke schön") carry no request of their own.
MIN_WORDS = 3


@dataclass(frozen=True, slots=True)
class ScoredTexts:
    """Scores of n messages and of the m sentences scored on their own.

    `owner`: (m,) index of the message; `place`: (m,) index into its sentences.
    """

    documents: Sequence[Document]
    messages: Scores
    sentences: Scores
    owner: NDArray[np.int64]
    place: NDArray[np.int64]


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
    texts = [doc.text_for_model for doc in documents]
    texts += [documents[i].sentences[place].text_for_model for i, place in places]
    scores = heads.score(texts)
    pairs = np.array(places, dtype=np.int64).reshape(-1, 2)
    return ScoredTexts(
        documents=documents,
        messages=scores[: len(documents)],
        sentences=scores[len(documents) :],
        owner=pairs[:, 0],
        place=pairs[:, 1],
    )
