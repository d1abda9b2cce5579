"""The model's features by scikit-learn's own vectorizers: a slow twin that gives the same rows."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer

from postfach_triage.classify.model import Model
from postfach_triage.classify.ngrams import CHAR, FIELD, MARK, MARK_SIGN, WORD
from postfach_triage.classify.vectorizer import WordCachedTfidf


class PlainTfidf(WordCachedTfidf):
    """One TfidfVectorizer a block, with the vocabulary and idf of the model."""

    def __init__(self, fast: WordCachedTfidf) -> None:
        super().__init__(fast.terms, fast.idf, fast._fields_of)
        chars = {"analyzer": "char_wb", "ngram_range": (2, 5)}
        words = {"token_pattern": r"\S+", "ngram_range": (1, 2)}
        # The blocks in the order of the vocabulary, which is sorted.
        self._blocks = [
            (self._block(CHAR, **chars), without_marks),
            (self._block(FIELD, analyzer=self._field_terms), without_marks),
            (self._block(MARK, analyzer=marks_of), str),
            (self._block(WORD, **words), without_marks),
        ]

    def transform(self, texts: Iterable[str]) -> csr_matrix:
        """Vectorize texts block by block."""
        texts = list(texts)
        blocks = [block.transform(map(part, texts)) for block, part in self._blocks]
        return hstack(blocks, format="csr", dtype=np.float32)

    def _block(self, letter: str, **how: object) -> TfidfVectorizer:
        places = [place for place, term in enumerate(self.terms) if term[0] == letter]
        vocabulary = [self.terms[place][1:] for place in places]
        block = TfidfVectorizer(
            vocabulary=vocabulary, lowercase=False, sublinear_tf=True, dtype=np.float32, **how
        )
        block.idf_ = self.idf[places]
        return block

    def _field_terms(self, text: str) -> list[str]:
        names = [name for word in text.split() for name in self._fields_of(word)]
        return [*names, *(f"{left} {right}" for left, right in pairwise(names))]


def with_plain_vectorizers(model: Model) -> Model:
    """Swap the vectorizer of a model, and nothing else."""
    slow = PlainTfidf(model.heads.vectorizer)
    return replace(model, heads=replace(model.heads, vectorizer=slow))


def without_marks(text: str) -> str:
    """Take the marks from behind a text."""
    return " ".join(word for word in text.split() if word[0] != MARK_SIGN)


def marks_of(text: str) -> Sequence[str]:
    """List the marks behind a text."""
    return [word for word in text.split() if word[0] == MARK_SIGN]
