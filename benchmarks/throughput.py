"""Measure the whole run, export to results, beside the bare tokenizer and other classifiers.

    python benchmarks/throughput.py [--sizes 50 25000 750000] [--workers 1 2] [--no-textcat]

Messages are drawn from the annotated ones, a third of them with light noise (a slip of the
pen, other numbers, other case), so that words repeat as they do in life. All ways run one
after the other in this process family on the same texts; what counts is the ratio, because
machines differ and are shared. Times are CPU seconds where one core works, and wall-clock
seconds for whole runs as commands, which include the start.
"""

import csv
import random
import resource
import subprocess
import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import spacy
from plain_vectorizer import with_plain_vectorizers

from postfach_triage.annotations import load_training, split
from postfach_triage.records import Message
from postfach_triage.triage import Triage

ROOT = Path(__file__).parents[1]
DATA, MODELS = ROOT / "data" / "annotated", ROOT / "models"
TODAY = date(2026, 11, 26)
NOISY = 1 / 3
COMPARED = 25_000  # messages for the comparison of steps
SEED = 7
CLASSES = 53
RUN = "from postfach_triage.cli.main import main; main()"


def main() -> None:
    """Print the table of steps, then one line for each whole run."""
    parser = ArgumentParser()
    parser.add_argument("--sizes", nargs="+", type=int, default=[50, 25_000, 750_000])
    parser.add_argument("--workers", nargs="+", type=int, default=[1, 2])
    parser.add_argument("--compared", type=int, default=COMPARED)
    arguments = parser.parse_args()
    steps(arguments.compared)
    print("\n| messages | workers | wall-clock, s | CPU, s | us a message | peak memory, MB |")
    print("|---:|---:|---:|---:|---:|---:|")
    with TemporaryDirectory() as folder:
        for size in arguments.sizes:
            export = Path(folder) / f"portal_{size}.csv"
            write(export, size)
            for workers in arguments.workers if size > COMPARED else [1]:
                print(run(export, size, workers), flush=True)


def texts(size: int) -> Iterator[str]:
    """Draw messages as they might arrive."""
    chance = random.Random(SEED)
    training, _ = split(load_training(DATA))
    pool = [annotation.text for annotation in training if annotation.text]
    for _ in range(size):
        text = chance.choice(pool)
        yield noisy(text, chance) if chance.random() < NOISY else text


def noisy(text: str, chance: random.Random) -> str:
    """Change a message lightly: its numbers, its case, or one letter."""
    kind = chance.randrange(3)
    if kind == 0:
        return "".join(str(chance.randrange(10)) if c.isdigit() else c for c in text)
    if kind == 1:
        return text.lower()
    place = chance.randrange(len(text))
    return text[:place] + text[place + 1 :] or text


def write(export: Path, size: int) -> None:
    """Write an export as portals do."""
    with export.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, delimiter=";")
        rows.writerow(["Nachrichten-ID", "Eingang", "Betreff", "Nachricht", "Anlagen"])
        for number, text in enumerate(texts(size)):
            rows.writerow([number, "2026-11-25 20:15", "", text, (number % 3 == 0 and 1) or 0])


def steps(size: int) -> None:
    """Print what each step costs beside the bare tokenizer, caches warm from a first pass."""
    pool = list(texts(size))
    first, second = pool[: size // 2], pool[size // 2 :]
    tokenizer = spacy.blank("de").tokenizer
    triage = Triage.load(models=MODELS, today=TODAY)
    ways: dict[str, Callable[[Sequence[str]], object]] = {
        "spaCy's bare tokenizer": lambda part: [tokenizer(text) for text in part],
        "Triage.run (all but reading and writing)": lambda part: list(triage.run(as_rows(part))),
        "the same, scikit-learn's vectorizers": plain_vectorizers(triage),
        "spaCy textcat, bag of words": textcat(),
    }
    taken = {name: measured(way, first, second) for name, way in ways.items()}
    bare = taken["spaCy's bare tokenizer"][1]
    print("| | first pass, us a message | second pass | times the tokenizer |")
    print("|---|---:|---:|---:|")
    for name, (cold, warm) in taken.items():
        print(f"| {name} | {cold:.0f} | {warm:.0f} | {warm / bare:.1f} |")


def measured(
    way: Callable[[Sequence[str]], object], first: Sequence[str], second: Sequence[str]
) -> tuple[float, float]:
    """Run a way on both halves; give microseconds of CPU a message for each."""
    found = []
    for part in (first, second):
        begun = time.process_time()
        way(part)
        found.append((time.process_time() - begun) / len(part) * 1e6)
    return found[0], found[1]


def as_rows(part: Sequence[str]) -> Iterator[Message]:
    """Number texts as messages."""
    return (Message(str(number), text) for number, text in enumerate(part))


def plain_vectorizers(triage: Triage) -> Callable[[Sequence[str]], object]:
    """Make the same run with scikit-learn's vectorizers."""
    assert triage.model is not None
    slow = replace(triage, model=with_plain_vectorizers(triage.model))
    return lambda part: list(slow.run(as_rows(part)))


def textcat() -> Callable[[Sequence[str]], object]:
    """Make spaCy's quickest text classifier with as many classes; its speed needs no training."""
    nlp = spacy.blank("de")
    model = {"@architectures": "spacy.TextCatBOW.v3", "exclusive_classes": True, "ngram_size": 2}
    pipe = nlp.add_pipe("textcat", config={"model": {**model, "no_output_layer": False}})
    for number in range(CLASSES):
        pipe.add_label(str(number))
    nlp.initialize()
    return lambda part: list(nlp.pipe(part))


def run(export: Path, size: int, workers: int) -> str:
    """Run the command on a whole export; give one line of the table."""
    folder = export.with_suffix(f".{workers}")
    folder.mkdir()
    command = [sys.executable, "-c", RUN, "score", str(export), "--runs", str(folder / "runs")]
    command += ["--out", str(folder / "results.jsonl"), "--workers", str(workers), "--json"]
    command += ["--models", str(MODELS), "--today", TODAY.isoformat()]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=folder)
    wall = time.perf_counter() - begun
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    with (folder / "results.jsonl").open("rb") as results:
        assert sum(1 for _ in results) == size
    peak = after.ru_maxrss / 1024  # of the largest process so far: sizes must grow
    each = wall / size * 1e6
    return f"| {size:,} | {workers} | {wall:.1f} | {cpu:.1f} | {each:.0f} | {peak:.0f} |"


if __name__ == "__main__":
    main()
