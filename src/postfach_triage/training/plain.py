"""Plain scikit-learn pipelines for notebooks: n-grams alone, no class of ours; never loaded here.

They take `text_for_model` and read it as a model does, with the n-grams of words and of
characters that the model knows and their idf; word fields and the marks of signals are left out.
They are fitted for this purpose and are not the model: no probabilities, no lane, no rules.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import joblib
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import FeatureUnion, Pipeline
from sklearn.svm import LinearSVC

from postfach_triage.classify.ngrams import CHAR, CHAR_SIZES, WORD
from postfach_triage.classify.vectorizer import WordCachedTfidf
from postfach_triage.training.examples import Example
from postfach_triage.training.heads import LANE_C, SEED, SVM_C

_BLOCKS: dict[str, dict[str, Any]] = {
    WORD: {"token_pattern": r"\S+", "ngram_range": (1, 2)},
    CHAR: {"analyzer": "char_wb", "ngram_range": (CHAR_SIZES.start, CHAR_SIZES.stop - 1)},
}
_NAMES = {WORD: "words", CHAR: "characters"}


def plain_pipelines(
    examples: Sequence[Example], vectorizer: WordCachedTfidf
) -> dict[str, Pipeline]:
    """Fit `intents` (gives the main intent) and `lane` (simple or complex)."""
    texts = [example.document.text_for_model for example in examples]
    matrix = plain_features(vectorizer).transform(texts)
    weights = [example.weight for example in examples]
    gold = {
        "intents": (LinearSVC(C=SVM_C, random_state=SEED), [e.main for e in examples]),
        "lane": (
            LogisticRegression(C=LANE_C, solver="liblinear", random_state=SEED, max_iter=1000),
            [e.annotation.lane for e in examples],
        ),
    }
    return {
        name: Pipeline(
            [
                ("ngrams", plain_features(vectorizer)),
                ("classifier", classifier.fit(matrix, labels, sample_weight=weights)),
            ]
        )
        for name, (classifier, labels) in gold.items()
    }


def plain_features(vectorizer: WordCachedTfidf) -> FeatureUnion:
    """Give the word and character blocks of a vectorizer by scikit-learn's own classes."""
    known = {term[0] for term in vectorizer.terms}
    return FeatureUnion([(_NAMES[b], _block(vectorizer, b)) for b in _BLOCKS if b in known])


def write_plain(pipelines: dict[str, Pipeline], target: Path) -> None:
    """Write them with joblib, moved into place when complete."""
    draft = target.with_name(f".{target.name}.part")
    draft.touch(mode=0o600)
    joblib.dump(pipelines, draft, compress=3)
    draft.replace(target)


def _block(vectorizer: WordCachedTfidf, letter: str) -> TfidfVectorizer:
    places = [place for place, term in enumerate(vectorizer.terms) if term[0] == letter]
    vocabulary = [vectorizer.terms[place][1:] for place in places]
    block = TfidfVectorizer(
        vocabulary=vocabulary, lowercase=False, sublinear_tf=True, **_BLOCKS[letter]
    )
    block.idf_ = vectorizer.idf[places]
    return block
