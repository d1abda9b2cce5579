"""Choose the terms of a model: known from several persons, and telling."""

from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np
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
    by_person: dict[str, set[str]] = defaultdict(set)
    for example in examples:
        words = marked_text(example.as_read).split()
        terms = by_person[example.person]
        terms.update(context_terms(words, fields_of))
        for word in set(words):
            terms.update(word_terms(word, fields_of))
    persons = Counter(term for terms in by_person.values() for term in terms)
    return [term for term, count in persons.items() if count >= min_persons]
