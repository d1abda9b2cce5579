"""Tf-idf over words, characters and word fields; equal to scikit-learn's TfidfVectorizer.

Per block (words 1-2, characters 2-5 within words, word fields 1-2): sublinear term
frequency, smooth idf, rows of length one. A property test holds the word and character
blocks to a FeatureUnion of TfidfVectorizers within 1e-6.
"""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from postfach_triage.classify.ngrams import BLOCKS, FieldsOf, context_terms, no_fields, word_terms

# Distinct words of all Germany in one night stay far below; the bound only guards memory.
MAX_CACHED_WORDS = 300_000


class WordCachedTfidf:
    """Turn `text_for_model` strings into one sorted CSR row each.

    `terms`: vocabulary, block letter in front, sorted. `idf`: float32, one a term.
    """

    def __init__(
        self, terms: Sequence[str], idf: NDArray[np.float32], fields_of: FieldsOf = no_fields
    ) -> None:
        self.terms = list(terms)
        self.idf = np.asarray(idf, dtype=np.float32)
        self._fields_of = fields_of
        self._column = {term: column for column, term in enumerate(self.terms)}
        self._cache: dict[str, NDArray[np.int32]] = {}
        blocks = np.array([BLOCKS.index(term[0]) for term in self.terms], dtype=np.int8)
        self._block_of = blocks

    def transform(self, texts: Iterable[str]) -> csr_matrix:
        """Vectorize texts (tokens joined by one blank) into float32 CSR, sorted, canonical."""
        return self._weigh(self.count(texts))

    def count(self, texts: Iterable[str]) -> csr_matrix:
        """Count the terms of each text, without any weight."""
        rows = [self._columns(text.split()) for text in texts]
        lengths = np.fromiter((len(row) for row in rows), dtype=np.int64, count=len(rows))
        indptr = np.concatenate([[0], np.cumsum(lengths)])
        columns = np.concatenate(rows) if rows else np.empty(0, dtype=np.int32)
        counts = csr_matrix(
            (np.ones(len(columns), dtype=np.float32), columns, indptr),
            shape=(len(rows), len(self.terms)),
        )
        counts.sum_duplicates()
        return counts

    def _columns(self, words: list[str]) -> NDArray[np.int32]:
        parts = [self._word_columns(word) for word in words]
        found = map(self._column.get, context_terms(words, self._fields_of))
        parts.append(np.array([c for c in found if c is not None], dtype=np.int32))
        return np.concatenate(parts)

    def _word_columns(self, word: str) -> NDArray[np.int32]:
        cached = self._cache.get(word)
        if cached is None:
            if len(self._cache) >= MAX_CACHED_WORDS:
                self._cache.clear()
            found = map(self._column.get, word_terms(word, self._fields_of))
            cached = np.array([c for c in found if c is not None], dtype=np.int32)
            self._cache[word] = cached
        return cached

    def _weigh(self, counts: csr_matrix) -> csr_matrix:
        counts.data = (1 + np.log(counts.data)) * self.idf[counts.indices]
        n_rows = counts.shape[0]
        row_of = np.repeat(np.arange(n_rows), np.diff(counts.indptr))
        cell = row_of * len(BLOCKS) + self._block_of[counts.indices]
        squares = np.bincount(cell, weights=counts.data**2, minlength=n_rows * len(BLOCKS))
        norms = np.sqrt(squares)
        norms[norms == 0] = 1
        counts.data = (counts.data / norms[cell]).astype(np.float32)
        return counts
