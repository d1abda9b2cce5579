"""Choose the terms of a model: known from several persons, and telling."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.feature_selection import chi2

from postfach_triage.classify.ngrams import FieldsOf, context_terms, word_terms
from postfach_triage.classify.texts import marked_text
from postfach_triage.classify.vectorizer import WordCachedTfidf
from postfach_triage.training.examples import Example

MAX_TERMS = 20_000


def fit_vectorizer(
    examples: Sequence[Example], fields_of: FieldsOf, *, min_persons: int = 5
) -> WordCachedTfidf:
    """Fit vocabulary and idf.

    A term is taken only if at least `min_persons` persons use it: what one person
    alone writes (a name, a place) identifies and does not generalise. Of those the
    20,000 with the highest chi-squared against (main intent, lane) stay.
    """
    texts = [marked_text(example.as_read) for example in examples]
    shared = sorted(_terms_of_several(examples, fields_of, min_persons))
    candidates = WordCachedTfidf(shared, np.ones(len(shared), np.float32), fields_of)
    present = candidates.count(texts)
    present.data[:] = 1
    labels = [f"{example.main}|{example.simple}" for example in examples]
    telling = chi2(present, labels)[0]
    chosen = np.sort(np.argsort(-telling, kind="stable")[:MAX_TERMS])
    # scikit-learn's smooth idf: as if one more document held every term.
    frequency = np.asarray(present.sum(axis=0)).ravel()[chosen]
    idf = np.log((1 + len(texts)) / (1 + frequency)) + 1
    return WordCachedTfidf([shared[i] for i in chosen], idf.astype(np.float32), fields_of)


def _terms_of_several(
    examples: Sequence[Example], fields_of: FieldsOf, min_persons: int
) -> list[str]:
    """Name the terms that several persons use; the terms of a word are worked out once."""
    words: dict[str, set[str]] = defaultdict(set)
    contexts: dict[str, set[str]] = defaultdict(set)
    for example in examples:
        said = marked_text(example.as_read).split()
        words[example.person].update(said)
        contexts[example.person].update(context_terms(said, fields_of))
    known, persons_by_word = _incidence(words.values())
    terms, words_by_term = _incidence(word_terms(word, fields_of) for word in known)
    users = Counter(dict(zip(terms, _counts(persons_by_word @ words_by_term), strict=True)))
    users.update(term for found in contexts.values() for term in found)
    return [term for term, count in users.items() if count >= min_persons]


def _incidence(rows: Iterable[Iterable[str]]) -> tuple[list[str], csr_matrix]:
    """Give the names that occur, and a (rows, names) matrix of ones where a row has a name."""
    number: dict[str, int] = {}
    places: list[int] = []
    ends = [0]
    for row in rows:
        places += {number.setdefault(name, len(number)) for name in row}
        ends.append(len(places))
    ones = np.ones(len(places), dtype=np.int32)
    return list(number), csr_matrix((ones, places, ends), shape=(len(ends) - 1, len(number)))


def _counts(matrix: csr_matrix) -> list[int]:
    """Count the rows in which each column is not zero."""
    counts: list[int] = np.bincount(matrix.indices, minlength=matrix.shape[1]).tolist()
    return counts
