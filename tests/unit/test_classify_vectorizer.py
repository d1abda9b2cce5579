"""The word-cached vectorizer against scikit-learn, the oracle."""

from collections import Counter
from itertools import chain

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import hstack
from sklearn.feature_extraction.text import TfidfVectorizer

from postfach_triage.classify.ngrams import char_terms, context_terms, word_terms
from postfach_triage.classify.vectorizer import WordCachedTfidf

# No white space of any kind inside a word: text_for_model is joined by single blanks.
WORDS = st.text(st.characters(exclude_categories=["Z", "C"]), min_size=1, max_size=12).filter(
    lambda word: len(word.split()) == 1
)
TEXTS = st.lists(WORDS, max_size=12).map(" ".join)


def sklearn_blocks(texts: list[str]) -> list[TfidfVectorizer]:
    """Fit the two vectorizers of the exported pipeline on texts."""
    plain = {"lowercase": False, "sublinear_tf": True, "dtype": np.float64}
    chars = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), **plain)
    words = TfidfVectorizer(token_pattern=r"\S+", ngram_range=(1, 2), **plain)
    return [chars.fit(texts), words.fit(texts)]


def ours(blocks: list[TfidfVectorizer]) -> WordCachedTfidf:
    """Build the vectorizer of the house from scikit-learn's vocabularies."""
    terms = [
        letter + term
        for letter, block in zip("cw", blocks, strict=True)
        for term in block.get_feature_names_out()
    ]
    return WordCachedTfidf(terms, np.concatenate([block.idf_ for block in blocks]))


@settings(max_examples=60, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=6), st.lists(TEXTS, max_size=4))
def test_matrix_equals_scikit_learn(known: list[str], new: list[str]) -> None:
    """Any text gives the matrix that scikit-learn's TfidfVectorizer gives, within 1e-6."""
    known = [*known, "ein wort"]  # scikit-learn refuses an empty vocabulary
    blocks = sklearn_blocks(known)
    texts = [*known, *new]
    expected = hstack([block.transform(texts) for block in blocks]).toarray()
    np.testing.assert_allclose(ours(blocks).transform(texts).toarray(), expected, atol=1e-6)


def test_matrix_is_canonical() -> None:
    """Rows are sorted and free of duplicates, as estimators and skops expect."""
    texts = ["strom weg strom weg", "", "strom"]
    matrix = ours(sklearn_blocks(texts)).transform(texts)
    assert matrix.has_canonical_format
    assert matrix.dtype == np.float32
    assert matrix[1].nnz == 0


def test_second_reading_of_a_word_gives_the_same_row() -> None:
    """A word read from the cache counts as one read anew."""
    texts = ["kein geld da", "kein geld da"]
    matrix = ours(sklearn_blocks(texts)).transform(texts)
    assert (matrix[0] != matrix[1]).nnz == 0


def test_fields_join_words_over_words_without_a_field() -> None:
    """Word fields of neighbours form a pair even where other words stand between them."""
    fields = {"strom": ("energie",), "weg": ("sperre",)}
    terms = context_terms(["strom", "ist", "weg"], lambda word: fields.get(word, ()))
    assert [term for term in terms if term[0] == "f"] == ["fenergie sperre"]


FIELDS = {"strom": ("energie",), "weg": ("sperre", "verlust"), "geld": ("betrag",)}


def of_field(word: str) -> tuple[str, ...]:
    """Look a word up."""
    return FIELDS.get(word, ())


@given(st.lists(st.lists(st.sampled_from([*FIELDS, "ist", "\ue000objection.hint"])), max_size=5))
def test_every_term_is_counted_as_often_as_it_is_listed(texts: list[list[str]]) -> None:
    """Counting a batch at once gives the terms of each text that cutting it word by word gives."""
    listed = [
        Counter(
            [*context_terms(words, of_field), *chain(*(word_terms(w, of_field) for w in words))]
        )
        for words in texts
    ]
    terms = sorted(set().union(*listed))
    counts = WordCachedTfidf(terms, np.ones(len(terms), np.float32), of_field).count(
        map(" ".join, texts)
    )
    found = [dict(zip(terms, row, strict=True)) for row in counts.toarray()]
    assert [{t: n for t, n in row.items() if n} for row in found] == listed


def test_known_words_are_terms_or_have_a_field() -> None:
    """The share of known words counts words alone, no numbers and no signs."""
    vectorizer = WordCachedTfidf(["wich"], np.ones(1, np.float32), of_field)
    assert vectorizer.known_words("ich strom xyz ? 00") == 2 / 3
    assert vectorizer.known_words("") == 1


def test_a_short_word_is_counted_once_as_a_whole() -> None:
    """A word shorter than the n-gram is one n-gram, as in scikit-learn."""
    assert char_terms("a") == ["c a", "ca ", "c a "]
    assert word_terms("a", lambda _word: ())[0] == "wa"
