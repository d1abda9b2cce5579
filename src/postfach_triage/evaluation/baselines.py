"""Three simpler ways to do the same job, measured on the same messages."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.feature_selection import chi2
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.svm import LinearSVC

from postfach_triage.evaluation.shares import Share
from postfach_triage.records import Annotation, Document, Message

Prepare = Callable[[Iterable[Message]], Iterable[Document]]
Guess = tuple[Sequence[str], Sequence[bool]]
KEYWORDS = 10


def baselines(
    training: Sequence[Annotation],
    dev: Sequence[Annotation],
    prepare: Prepare,
    functions: Mapping[str, str],
) -> dict[str, dict[str, Share]]:
    """Measure majority, keyword lists alone and plain tf-idf with linear models."""
    known, new = _texts(training, prepare), _texts(dev, prepare)
    guesses: dict[str, Guess] = {
        "majority": _majority(training, len(dev)),
        "keyword lists alone": _keywords(training, known, new),
        "plain tf-idf, linear models": _plain(training, known, new),
    }
    return {name: _shares(guess, dev, functions) for name, guess in guesses.items()}


def _texts(golds: Sequence[Annotation], prepare: Prepare) -> list[str]:
    documents = prepare(Message(id=gold.id, text=gold.text) for gold in golds)
    return [document.text_for_model for document in documents]


def _main(golds: Sequence[Annotation]) -> list[str]:
    return [gold.intents[0] for gold in golds]


def _majority(training: Sequence[Annotation], n: int) -> Guess:
    intent = Counter(_main(training)).most_common(1)[0][0]
    lane = Counter(gold.lane for gold in training).most_common(1)[0][0]
    return [intent] * n, [lane == "simple"] * n


def _keywords(training: Sequence[Annotation], known: list[str], new: list[str]) -> Guess:
    """Ten telling words an intent; the most hits win, simple where one intent alone is hit."""
    counter = CountVectorizer(token_pattern=r"\S+", lowercase=False, min_df=5, binary=True)
    words = counter.fit_transform(known)
    main = np.array(_main(training))
    intents = sorted(set(main))
    table = np.zeros((words.shape[1], len(intents)), dtype=np.int64)
    for column, intent in enumerate(intents):
        table[_telling(words, main == intent), column] = 1
    hits = counter.transform(new) @ table
    fallback = _majority(training, 1)[0][0]
    found = [intents[row.argmax()] if row.any() else fallback for row in hits]
    simple = {gold.intents[0] for gold in training if gold.lane == "simple"}
    lanes = [
        intent in simple and (row > 0).sum() == 1 for intent, row in zip(found, hits, strict=True)
    ]
    return found, lanes


def _telling(words: NDArray[np.int64], target: NDArray[np.bool_]) -> NDArray[np.int64]:
    more = np.asarray(words[target].mean(axis=0) > words[~target].mean(axis=0)).ravel()
    scores = np.where(more, chi2(words, target)[0], 0)
    return np.argsort(-scores, kind="stable")[:KEYWORDS]


def _plain(training: Sequence[Annotation], known: list[str], new: list[str]) -> Guess:
    def tfidf() -> TfidfVectorizer:
        return TfidfVectorizer(token_pattern=r"\S+", lowercase=False, min_df=2)

    intent = make_pipeline(tfidf(), LinearSVC(random_state=0)).fit(known, _main(training))
    simple = [gold.lane == "simple" for gold in training]
    lane = make_pipeline(tfidf(), LogisticRegression(max_iter=1000)).fit(known, simple)
    return list(intent.predict(new)), list(lane.predict(new))


def _shares(
    guess: Guess, dev: Sequence[Annotation], functions: Mapping[str, str]
) -> dict[str, Share]:
    intents, lanes = guess
    rows = list(zip(intents, lanes, dev, strict=True))
    return {
        "main intent first": Share.of(intent == gold.intents[0] for intent, _, gold in rows),
        "function": Share.of(
            functions[intent] == (gold.function or functions[gold.intents[0]])
            for intent, _, gold in rows
        ),
        "complex in the simple lane": Share.of(
            lane for _, lane, gold in rows if gold.lane == "complex"
        ),
        "simple in the simple lane": Share.of(
            lane for _, lane, gold in rows if gold.lane == "simple"
        ),
    }
