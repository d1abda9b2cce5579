"""Tf-idf over words, characters and word fields; equal to scikit-learn's TfidfVectorizer.

Per block (words 1-2, characters 2-5 within words, word fields 1-2): sublinear term
frequency, smooth idf, rows of length one. A property test holds the word and character
blocks to a FeatureUnion of TfidfVectorizers within 1e-6.
"""

from collections.abc import Iterable, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_matrix, csr_matrix

from postfach_triage.classify.neighbours import Neighbours
from postfach_triage.classify.ngrams import (
    BLOCKS,
    FIELD,
    MARK_SIGN,
    WORD,
    FieldsOf,
    no_fields,
    word_terms,
)
from postfach_triage.classify.ragged import Numbers, Ragged

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
        self._block_of = np.array([BLOCKS.index(term[0]) for term in self.terms], dtype=np.int8)
        self._known: dict[str, bool | None] = {}
        self._forget()

    def transform(self, texts: Iterable[str]) -> csr_matrix:
        """Vectorize texts (tokens joined by one blank) into float32 CSR, sorted, canonical."""
        return self._weigh(self.count(texts))

    def count(self, texts: Iterable[str]) -> csr_matrix:
        """Count the terms of each text, without any weight."""
        words = [text.split() for text in texts]
        lengths = np.fromiter(map(len, words), dtype=np.int64, count=len(words))
        rows, columns = self._cells(list(chain.from_iterable(words)), lengths)
        ones = np.ones(len(rows), dtype=np.float32)
        shape = (len(words), len(self.terms))
        # By way of columns, which are many and short, rows come out sorted in linear time.
        return coo_matrix((ones, (rows, columns)), shape=shape).tocsc().tocsr()

    def known_words(self, text: str) -> float:
        """Give the share of a text's words that are a term or have a field; 1 without words."""
        known = self._known
        said = [known[word] if word in known else self._is_known(word) for word in text.split()]
        words = len(said) - said.count(None)
        return said.count(True) / words if words else 1.0

    def _is_known(self, word: str) -> bool | None:
        """Say whether a word is a term or has a field; None of what begins with no letter."""
        if len(self._known) >= MAX_CACHED_WORDS:
            self._known.clear()
        is_known = WORD + word in self._column or bool(self._fields_of(word))
        said = self._known[word] = is_known if word[0].isalpha() else None
        return said

    def _cells(self, words: list[str], lengths: Numbers) -> tuple[Numbers, Numbers]:
        """Give row and column of each term of each text, repeats kept."""
        numbers = self._look_up(words)
        text = np.repeat(np.arange(len(lengths)), lengths)
        alone, sizes = self._alone.take(numbers)
        rows, columns = [np.repeat(text, sizes)], [alone.astype(np.int64)]
        plain = ~self._is_mark(numbers)
        numbers, text = numbers[plain], text[plain]
        names, sizes = self._names.take(numbers)
        # Words without a field are passed over, so "Strom ... ist ... weg" is a neighbourhood.
        for neighbours, items, owner in (
            (self._bigrams, numbers, text),
            (self._field_bigrams, names.astype(np.int64), np.repeat(text, sizes)),
        ):
            found, owners = neighbours.columns(items, owner)
            rows.append(owners)
            columns.append(found)
        return np.concatenate(rows), np.concatenate(columns)

    def _look_up(self, words: list[str]) -> Numbers:
        number = self._number
        try:
            found = [number[word] for word in words]
        except KeyError:
            if len(number) >= MAX_CACHED_WORDS:
                self._forget()
            for word in words:
                if word not in self._number:
                    self._learn(word)
            found = [self._number[word] for word in words]
        return np.array(found, dtype=np.int64)

    def _forget(self) -> None:
        """Begin anew: words are numbered as they come, and all that depends on one word is kept."""
        self._number: dict[str, int] = {}
        self._marks: list[int] = []
        self._alone, self._names = Ragged(), Ragged()
        self._field_number: dict[str, int] = {}
        self._bigrams = Neighbours(self._column, WORD)
        self._field_bigrams = Neighbours(self._column, FIELD)

    def _learn(self, word: str) -> None:
        if word[0] == MARK_SIGN:
            self._marks.append(len(self._number))
        found = map(self._column.get, word_terms(word, self._fields_of))
        self._alone.append([column for column in found if column is not None])
        self._names.append([self._field(name) for name in self._fields_of(word)])
        self._bigrams.learn(word)
        self._number[word] = len(self._number)

    def _field(self, name: str) -> int:
        number = self._field_number.get(name)
        if number is None:
            number = self._field_number[name] = len(self._field_number)
            self._field_bigrams.learn(name)
        return number

    def _is_mark(self, numbers: Numbers) -> NDArray[np.bool_]:
        return np.isin(numbers, self._marks)

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
