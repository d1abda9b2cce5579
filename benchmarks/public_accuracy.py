"""Train the model's features and head on any labelled German data, beside other libraries.

    python benchmarks/public_accuracy.py FOLDER_OR_CSV ... [--no-textcat]

A CSV has the columns text, label and split; a folder holds several such files. Trained on
split `train`, measured on `test` (what else there is stays unread). Ours: the house's
preprocessing, its word-cached n-grams and word fields, and its linear head, with the settings
of the product; only the rule of five persons for a term is one of two messages here, for
there are no names to keep out. fastText and floret are measured where they are installed.
"""

import csv
import random
from argparse import ArgumentParser
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from tempfile import NamedTemporaryFile
from time import perf_counter
from typing import Any

import spacy
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import accuracy_score, f1_score
from sklearn.pipeline import FeatureUnion, make_pipeline
from sklearn.svm import LinearSVC
from spacy.training import Example as SpacyExample
from spacy.util import minibatch

from postfach_triage.assembly import preprocessor, word_fields
from postfach_triage.records import Annotation, Message
from postfach_triage.training.examples import Example, prepare
from postfach_triage.training.heads import SEED, SVM_C
from postfach_triage.training.vocabulary import fit_vectorizer

EPOCHS = 10
Texts = Sequence[str]
# Trains on texts and labels; returns what labels new texts.
System = Callable[[Texts, Texts], Callable[[Texts], Sequence[str]]]


@dataclass(frozen=True)
class Data:
    """The messages of one data set."""

    name: str
    train: list[tuple[str, str]]
    test: list[tuple[str, str]]


def main() -> None:
    """Print one table for each data set."""
    parser = ArgumentParser()
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--no-textcat", action="store_true", help="leave out the slow ones")
    arguments = parser.parse_args()
    for path in arguments.paths:
        data = read(path)
        print(f"\n{data.name}: {len(data.train):,} to train on, {len(data.test):,} to test on\n")
        print("| | accuracy | macro-F1 | train, s | predict, us a text |")
        print("|---|---:|---:|---:|---:|")
        for name, system in systems(textcat=not arguments.no_textcat):
            print(line(name, system, data), flush=True)


def read(path: Path) -> Data:
    """Read a data set; a row belongs to the split it names."""
    files = sorted(path.glob("*.csv")) if path.is_dir() else [path]
    rows = [row for file in files for row in rows_of(file)]
    pairs = {
        part: [(row["text"], row["label"]) for row in rows if row["split"] == part]
        for part in ("train", "test")
    }
    return Data(path.name, **pairs)


def rows_of(file: Path) -> list[dict[str, str]]:
    """Read the rows of one CSV."""
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def systems(*, textcat: bool) -> Iterator[tuple[str, System]]:
    """Name what is measured."""
    yield "postfach_triage", ours
    yield "scikit-learn, words and characters, LinearSVC", plain(characters=True)
    yield "scikit-learn, words, LinearSVC", plain(characters=False)
    if fasttext_module() is not None:
        yield "fastText", fasttext
    if textcat:
        yield "spaCy textcat, bag of words", spacy_textcat("spacy.TextCatBOW.v3")
        yield "spaCy textcat, CNN", spacy_textcat("spacy.TextCatCNN.v2")


def line(name: str, system: System, data: Data) -> str:
    """Train and test one system."""
    texts, labels = zip(*data.train, strict=True)
    begun = perf_counter()
    predict = system(texts, labels)
    trained = perf_counter()
    new, gold = zip(*data.test, strict=True)
    found = predict(new)
    each = (perf_counter() - trained) / len(new) * 1e6
    scores = (accuracy_score(gold, found), f1_score(gold, found, average="macro"))
    return f"| {name} | {scores[0]:.3f} | {scores[1]:.3f} | {trained - begun:.1f} | {each:.0f} |"


def ours(texts: Texts, labels: Texts) -> Callable[[Texts], Sequence[str]]:
    """Train the features and the head of the house."""
    reader = preprocessor()
    golds = [
        Annotation(id=str(n), text=text, intents=(label,), lane="complex", urgency="U3")
        for n, (text, label) in enumerate(zip(texts, labels, strict=True))
    ]
    examples: list[Example] = prepare(golds, reader.prepare_many)
    vectorizer = fit_vectorizer(examples, word_fields(), min_persons=2)
    matrix = vectorizer.transform(example.document.text_for_model for example in examples)
    head = LinearSVC(C=SVM_C, random_state=SEED).fit(matrix, labels)

    def predict(new: Texts) -> Sequence[str]:
        documents = reader.prepare_many(Message("", text) for text in new)
        matrix = vectorizer.transform(document.text_for_model for document in documents)
        return list(head.predict(matrix))

    return predict


def plain(*, characters: bool) -> System:
    """Make scikit-learn's own pipeline on raw text."""

    def train(texts: Texts, labels: Texts) -> Callable[[Texts], Sequence[str]]:
        parts = [("words", TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True))]
        if characters:
            chars = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True)
            parts.append(("characters", chars))
        model = make_pipeline(FeatureUnion(parts), LinearSVC(random_state=SEED))
        model.fit(texts, labels)
        return lambda new: list(model.predict(new))

    return train


def spacy_textcat(architecture: str) -> System:
    """Make spaCy's text classifier, trained for ten epochs."""

    def train(texts: Texts, labels: Texts) -> Callable[[Texts], Sequence[str]]:
        nlp = spacy.blank("de")
        model: dict[str, Any] = {"@architectures": architecture, "exclusive_classes": True}
        if "BOW" in architecture:
            model |= {"ngram_size": 2, "no_output_layer": False}
        else:
            tok2vec: dict[str, Any] = {
                "@architectures": "spacy.HashEmbedCNN.v2",
                "pretrained_vectors": None,
            }
            tok2vec |= {"width": 96, "depth": 2, "embed_size": 2000, "window_size": 1}
            model["tok2vec"] = tok2vec | {"maxout_pieces": 3, "subword_features": True}
        categories = sorted(set(labels))
        nlp.add_pipe("textcat", config={"model": model})
        examples = [
            SpacyExample.from_dict(
                nlp.make_doc(text), {"cats": {one: float(one == label) for one in categories}}
            )
            for text, label in zip(texts, labels, strict=True)
        ]
        optimizer = nlp.initialize(lambda: examples)
        chance = random.Random(SEED)
        for _ in range(EPOCHS):
            chance.shuffle(examples)
            for batch in minibatch(examples, 64):
                nlp.update(batch, sgd=optimizer)
        return lambda new: [max(doc.cats, key=doc.cats.__getitem__) for doc in nlp.pipe(new)]

    return train


def fasttext_module() -> Any:
    """Import fastText, or nothing where it is not installed."""
    try:
        return import_module("fasttext")
    except ImportError:
        return None


def fasttext(texts: Texts, labels: Texts) -> Callable[[Texts], Sequence[str]]:
    """Train fastText with character n-grams 2-5 and word bigrams."""
    names = sorted(set(labels))
    with NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
        for text, label in zip(texts, labels, strict=True):
            file.write(f"__label__{names.index(label)} {one_line(text)}\n")
        file.flush()
        model = fasttext_module().train_supervised(
            file.name, epoch=50, lr=0.5, wordNgrams=2, minn=2, maxn=5, thread=1, verbose=0
        )
    # The wrapper's own predict fails under NumPy 2; what it wraps does not.
    return lambda new: [
        names[int(model.f.predict(one_line(text) + "\n", 1, 0.0, "strict")[0][1][9:])]
        for text in new
    ]


def one_line(text: str) -> str:
    """Write a text in lower case on one line, as fastText reads it."""
    return " ".join(text.lower().split())


if __name__ == "__main__":
    main()
