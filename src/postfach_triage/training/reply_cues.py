"""Learn from training messages which words ask for which reply to an intent.

Nobody has labelled these messages with replies. The cues that people wrote label them, softly, by
what they know of each; fitting words to that finds what stands beside the cues where they stand,
and so speaks where none does (weak supervision: Ratner et al., Snorkel, VLDB 2017).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression

from postfach_triage.classify.gender import tells_gender
from postfach_triage.records import Message
from postfach_triage.replies.catalogue import Catalogue
from postfach_triage.replies.cue_index import grams
from postfach_triage.replies.ranking import words_of
from postfach_triage.training.examples import Example

# Words of few writers say who writes, not what is asked; so do words that tell gender.
_WRITERS = 5
_STRENGTH = 1.0  # scikit-learn's C, as it comes
_HARDLY = 0.02  # shares below are no label
_DIGITS = 2

Learned = dict[str, dict[str, dict[str, float]]]
_Taught = tuple[Example, list[str], Mapping[str, float]]


def learn(examples: Iterable[Example], catalogue: Catalogue) -> Learned:
    """Return the weights of words by intent and reply, as _learned.yaml holds them.

    `catalogue` must know nothing learned. Messages that are not simple are left out.
    """
    taught: dict[str, list[_Taught]] = defaultdict(list)
    for example in examples:
        variants = catalogue.simple.get(example.main) if example.simple else None
        if variants is not None and len(variants.ids) > 1:
            attachments = example.annotation.attachments or 0
            message = Message(id=example.annotation.id, text="", attachments=attachments)
            words = words_of(example.document, message)
            _, shares = catalogue.weigh(variants, catalogue.cues.read(words))
            taught[example.main].append((example, words, shares))
    found = {intent: _fitted(rows) for intent, rows in sorted(taught.items())}
    return {intent: replies for intent, replies in found.items() if replies}


def _fitted(rows: Sequence[_Taught]) -> dict[str, dict[str, float]]:
    vocabulary = _vocabulary(rows)
    if not vocabulary:
        return {}
    vectorizer = CountVectorizer(analyzer=grams, binary=True, vocabulary=vocabulary)
    counts = vectorizer.transform([words for _, words, _ in rows])
    labels = [
        (place, reply, share)
        for place, (_, _, shares) in enumerate(rows)
        for reply, share in shares.items()
        if share > _HARDLY
    ]
    places, replies, shares = zip(*labels, strict=True)
    if len(set(replies)) < 2:
        return {}
    model = LogisticRegression(
        l1_ratio=1, C=_STRENGTH, solver="saga", max_iter=500, tol=1e-3, random_state=0
    ).fit(counts[list(places)], replies, sample_weight=shares)
    return _told(model, vocabulary)


def _vocabulary(rows: Sequence[_Taught]) -> list[str]:
    writers: dict[str, set[str]] = defaultdict(set)
    for example, words, _ in rows:
        for gram in grams(words):
            writers[gram].add(example.person)
    return sorted(
        gram
        for gram, persons in writers.items()
        if len(persons) >= _WRITERS and not any(map(tells_gender, gram.split()))
    )


def _told(model: LogisticRegression, names: Sequence[str]) -> dict[str, dict[str, float]]:
    """Write the weights of each class; of two classes scikit-learn keeps one difference.

    How often a reply is right is left out: the replies' own head starts say that.
    """
    weights = model.coef_
    if len(weights) == 1:
        weights = np.vstack([-weights, weights]) / 2
    return {
        str(reply): {
            str(name): float(weight) for name, weight in zip(names, row, strict=True) if weight
        }
        for reply, row in zip(model.classes_, weights.round(_DIGITS), strict=True)
    }
