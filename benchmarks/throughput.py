"""Measure the whole run, export to results, beside the bare tokenizer and other classifiers.

    python benchmarks/throughput.py [--sizes 50 25000 750000] [--workers 1 2] [--compared 25000]

Messages are drawn from the annotated ones, a third of them with light noise (a slip of the
pen, other numbers, other case), so that words repeat as they do in life. What counts is the
ratio within one run, because machines differ and are shared: the ways take turns, chunk by
chunk, on the same texts. Times are CPU seconds of one core; for whole runs as commands also
wall-clock seconds, start included. fastText is measured where it is installed.
"""

import csv
import gc
import random
import subprocess
import sys
import time
from argparse import ArgumentParser
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

import psutil
import spacy
from plain_vectorizer import with_plain_vectorizers
from public_accuracy import fasttext, fasttext_module

from postfach_triage.annotations import load_training, split
from postfach_triage.classify.texts import marked_text
from postfach_triage.exports.columns import RunInfo
from postfach_triage.exports.reading import read_rows
from postfach_triage.nightly.chunks import Task, chunks_of, score_chunk
from postfach_triage.records import Message
from postfach_triage.triage import Triage

ROOT = Path(__file__).parents[1]
DATA, MODELS = ROOT / "data" / "annotated", ROOT / "models"
TODAY = date(2026, 11, 26)
NOISY = 1 / 3
WARM = 4  # chunks before the clock runs: beyond start-up
SEED = 7
CLASSES = 53
RUN = "from postfach_triage.cli.main import main; main()"
T = TypeVar("T")
Way = Callable[[Sequence[str]], object]


def main() -> None:
    """Print the tables."""
    parser = ArgumentParser()
    parser.add_argument("--sizes", nargs="*", type=int, default=[50, 25_000, 750_000])
    parser.add_argument("--workers", nargs="+", type=int, default=[1, 2])
    parser.add_argument("--compared", type=int, default=25_000, help="messages of all but runs")
    arguments = parser.parse_args()
    with TemporaryDirectory() as folder:
        runs(Path(folder), arguments.sizes, arguments.workers)
        triage = Triage.load(models=MODELS, today=TODAY)
        gc.freeze()  # as the command does
        whole(Path(folder), triage, arguments.compared)
    vectorizers(triage, list(texts(arguments.compared)))
    classifiers(list(texts(arguments.compared)))


def whole(folder: Path, triage: Triage, size: int) -> None:
    """Print what the whole run costs beside the tokenizer, words met for the first time or not."""
    export = folder / "whole.csv"
    write(export, size)
    tokenizer = spacy.blank("de").tokenizer
    task = Task(RunInfo("x", "x", "x", "x", "x"), (), with_text=False)
    chunks, spent, scored = chunks_of(read_rows(export)), Spent(), 0
    while chunk := spent.on("reading", lambda: next(chunks, None)):
        spent.on("scoring and writing", lambda: score_chunk(triage, chunk, task))
        spent.on("tokenizer", lambda: [tokenizer(row.message.text) for row in chunk.rows])
        scored += len(chunk.rows)
        if chunk.number == WARM:
            spent, scored = Spent(), 0
    each = {name: seconds / scored * 1e6 for name, seconds in spent.seconds.items()}
    ours = each["reading"] + each["scoring and writing"]
    print("\n| the whole run, one core | us a message | times the tokenizer |\n|---|---:|---:|")
    print(f"| reading | {each['reading']:.0f} | {each['reading'] / each['tokenizer']:.1f} |")
    print(f"| reading, scoring, writing | {ours:.0f} | {ours / each['tokenizer']:.1f} |")
    print(f"| spaCy's bare tokenizer | {each['tokenizer']:.0f} | 1 |", flush=True)


def vectorizers(triage: Triage, pool: Sequence[str]) -> None:
    """Print what the word cache gives beside scikit-learn's vectorizers, in the same pipeline."""
    assert triage.model is not None
    slow = replace(triage, model=with_plain_vectorizers(triage.model))
    fast_terms, slow_terms = (one.model.heads.vectorizer for one in (triage, slow))
    documents = list(triage.preprocessor.prepare_many(as_rows(pool)))
    marked = [marked_text(document) for document in documents]
    ways = {
        "vectors, ours": (marked, fast_terms.transform),
        "vectors, scikit-learn": (marked, slow_terms.transform),
        "vectors and scores, ours": (documents, triage.model.predict),
        "vectors and scores, scikit-learn": (documents, slow.model.predict),
        "all but reading and writing, ours": (pool, lambda part: scored_labels(triage, part)),
        "all but reading and writing, scikit-learn": (
            pool,
            lambda part: scored_labels(slow, part),
        ),
    }
    assert scored_labels(triage, pool) == scored_labels(slow, pool)  # and every cache is warm
    spent = Spent()
    for start in range(0, len(pool), 512):
        for name, (given, way) in ways.items():
            part = given[start : start + 512]
            spent.on(name, lambda way=way, part=part: way(part))
    each = {name: seconds / len(pool) * 1e6 for name, seconds in spent.seconds.items()}
    print("\n| words met before | ours, us | scikit-learn, us | times |\n|---|---:|---:|---:|")
    for what in ("vectors", "vectors and scores", "all but reading and writing"):
        ours, theirs = each[f"{what}, ours"], each[f"{what}, scikit-learn"]
        print(f"| {what} | {ours:.0f} | {theirs:.0f} | {theirs / ours:.1f} |", flush=True)


def classifiers(pool: Sequence[str]) -> None:
    """Print what other classifiers cost that say no more than one of as many labels."""
    tokenizer = spacy.blank("de").tokenizer
    ways: dict[str, Way] = {
        "spaCy's bare tokenizer": lambda part: [tokenizer(text) for text in part],
        "spaCy textcat, bag of words": textcat(),
    }
    if fasttext_module() is not None:
        training, _ = split(load_training(DATA))
        pairs = [(one.text, one.intents[0]) for one in training if one.text]
        ways["fastText, trained on the annotated messages"] = fasttext(*zip(*pairs, strict=True))
    spent, half = Spent(), len(pool) // 2
    for name, way in ways.items():
        way(pool[:half])
        spent.on(name, lambda way=way: way(pool[half:]))
    bare = spent.seconds["spaCy's bare tokenizer"]
    print("\n| | us a message | times the tokenizer |\n|---|---:|---:|")
    for name, seconds in spent.seconds.items():
        print(f"| {name} | {seconds / (len(pool) - half) * 1e6:.0f} | {seconds / bare:.1f} |")


class Spent:
    """CPU seconds by what they were spent on."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)

    def on(self, name: str, work: Callable[[], T]) -> T:
        """Do work and note its time."""
        begun = time.process_time()
        done = work()
        self.seconds[name] += time.process_time() - begun
        return done


def scored_labels(triage: Triage, part: Sequence[str]) -> list[tuple[str, str, str]]:
    """Run a triage on texts; give lane, main intent and urgency of each."""
    return [
        (result.decision.lane, result.prediction.intents[0][0], result.decision.urgency)
        for result in triage.run(as_rows(part))
    ]


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


def as_rows(part: Sequence[str]) -> Iterator[Message]:
    """Number texts as messages."""
    return (Message(str(number), text) for number, text in enumerate(part))


def textcat() -> Callable[[Sequence[str]], object]:
    """Make spaCy's quickest text classifier with as many classes; its speed needs no training."""
    nlp = spacy.blank("de")
    model = {"@architectures": "spacy.TextCatBOW.v3", "exclusive_classes": True, "ngram_size": 2}
    pipe = nlp.add_pipe("textcat", config={"model": {**model, "no_output_layer": False}})
    for number in range(CLASSES):
        pipe.add_label(str(number))
    nlp.initialize()
    return lambda part: list(nlp.pipe(part))


def runs(folder: Path, sizes: Sequence[int], workers: Sequence[int]) -> None:
    """Print one line for each whole run as a command."""
    print("| messages | workers | wall-clock, s | CPU, s | us a message | peak memory, MB |")
    print("|---:|---:|---:|---:|---:|---:|")
    for size in sizes:
        export = folder / f"portal_{size}.csv"
        write(export, size)
        for count in workers:
            print(run(export, size, count), flush=True)


def run(export: Path, size: int, workers: int) -> str:
    """Run the command on a whole export; give one line of the table."""
    folder = export.with_suffix(f".{workers}")
    folder.mkdir()
    command = [sys.executable, "-c", RUN, "score", str(export), "--runs", str(folder / "runs")]
    command += ["--out", str(folder / "results.jsonl"), "--workers", str(workers), "--json"]
    command += ["--models", str(MODELS), "--today", TODAY.isoformat()]
    begun, peak, cpu = time.perf_counter(), 0.0, 0.0
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd=folder) as process:
        while process.poll() is None:
            time.sleep(0.2)
            memory, seconds = of_family(psutil.Process(process.pid))
            peak, cpu = max(peak, memory), max(cpu, seconds)
    wall = time.perf_counter() - begun
    assert process.returncode == 0
    with (folder / "results.jsonl").open("rb") as results:
        assert sum(1 for _ in results) == size
    each = wall / size * 1e6
    return f"| {size:,} | {workers} | {wall:.1f} | {cpu:.1f} | {each:.0f} | {peak:.0f} |"


def of_family(parent: psutil.Process) -> tuple[float, float]:
    """Give megabytes and CPU seconds of a process and its children; shared pages count once."""
    memory = cpu = 0.0
    for one in (parent, *parent.children(recursive=True)):
        try:
            memory += one.memory_full_info().pss / 2**20
            times = one.cpu_times()
        except psutil.Error:
            continue  # gone meanwhile
        cpu += times.user + times.system
    return memory, cpu


if __name__ == "__main__":
    main()
