"""Measure what becomes of texts that are no message to a Jobcenter, or not in German.

    python benchmarks/alien_texts.py CSV ... [--sample 2000]

CSV: columns text and perhaps others (any labelled German data). Beside them stand texts made
here, in the current model's own alphabet: words shuffled between training messages, and letters
shuffled within words; then the annotated messages that are not in German, and, for what these
conditions cost, the simple dev messages. For each group: how many reach the simple lane, and
how many each of the conditions `familiarity`, `language and length` and `intent` stops.
"""

import csv
import random
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from postfach_triage.annotations import load_training, split
from postfach_triage.evaluation.conditions import failing
from postfach_triage.evaluation.scoring import messages
from postfach_triage.records import Annotation, Message
from postfach_triage.triage import Triage

DATA = Path(__file__).parents[1] / "data" / "annotated"
MODELS = Path(__file__).parents[1] / "models"
SHOWN = ("familiarity", "language and length", "intent", "score")
SEED = 1


def main() -> None:
    """Print one line for each group of texts."""
    parser = ArgumentParser()
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--sample", type=int, default=2000)
    arguments = parser.parse_args()
    triage = Triage.load(today=date.today(), models=MODELS)
    print(f"| texts | n | in the simple lane | {' | '.join(SHOWN)} |")
    print("|---|---:|---:|" + "---:|" * len(SHOWN))
    for name, texts in groups(arguments.paths, arguments.sample):
        print(line(name, texts, triage))


def groups(paths: Sequence[Path], sample: int) -> Iterator[tuple[str, list[Message]]]:
    """Yield each group of texts with its name."""
    chance = random.Random(SEED)
    for path in paths:
        with path.open(encoding="utf-8", newline="") as file:
            texts = [row["text"] for row in csv.DictReader(file)]
        yield f"{path.parent.name}/{path.name}", as_messages(pick(texts, sample, chance))
    training, dev = split(load_training(DATA))
    german = [a.text for a in training if a.lang == "de"]
    yield "words shuffled between messages", as_messages(mixed(german, sample, chance))
    yield "letters shuffled within words", as_messages(jumbled(german, sample, chance))
    foreign = [a for a in training if a.lang != "de" and a.lane == "complex"]
    yield "not in German (training)", messages(foreign)
    yield "simple dev messages", messages(simple(dev))


def pick(texts: list[str], sample: int, chance: random.Random) -> list[str]:
    """Draw some of the texts."""
    return chance.sample(texts, min(sample, len(texts)))


def as_messages(texts: Sequence[str]) -> list[Message]:
    """Number texts as messages."""
    return [Message(str(number), text) for number, text in enumerate(texts)]


def mixed(texts: list[str], sample: int, chance: random.Random) -> list[str]:
    """Write texts of usual length from words of all messages."""
    words = [word for text in texts for word in text.split()]
    lengths = [len(text.split()) for text in pick(texts, sample, chance)]
    return [" ".join(chance.sample(words, length)) for length in lengths]


def jumbled(texts: list[str], sample: int, chance: random.Random) -> list[str]:
    """Shuffle the letters of every word."""
    return [
        " ".join("".join(chance.sample(word, len(word))) for word in text.split())
        for text in pick(texts, sample, chance)
    ]


def simple(annotations: Sequence[Annotation]) -> list[Annotation]:
    """Keep the simple ones."""
    return [annotation for annotation in annotations if annotation.lane == "simple"]


def line(name: str, texts: list[Message], triage: Triage) -> str:
    """Score a group and write its line of the table."""
    results = list(triage.run(texts))
    lane = sum(r.decision is not None and r.decision.lane == "simple" for r in results)
    failed = [failing(r.message, r.prediction, triage) for r in results if r.prediction]
    shares = [sum(one[name] for one in failed) / len(texts) for name in SHOWN]
    return f"| {name} | {len(texts)} | {lane} | " + " | ".join(f"{s:.1%}" for s in shares) + " |"


if __name__ == "__main__":
    main()
