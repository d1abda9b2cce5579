"""Measure redaction on marked messages, label by label, beside plainer rules and Presidio.

    python benchmarks/redaction.py [FILE_OR_FOLDER ...] [--ids PREFIX ...]

Without a path data/annotated is read: of a folder the training messages, never dev, never the
calibration messages. `--ids` keeps the messages whose ids begin so.
`exact`: start, end and label as marked. `covered`: every letter and digit of the marked stretch
is hidden, under whatever label: what recall means for redaction. `false`: stretches that touch
nothing marked, per 1,000 messages. Presidio is measured where it is installed (README.md).
"""

from argparse import ArgumentParser
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from typing import NamedTuple
from unittest.mock import patch

from postfach_triage.annotations import load, load_training, split
from postfach_triage.preprocess import name_runs, vocabulary
from postfach_triage.preprocess.redaction import redact
from postfach_triage.records import Annotation, Message

DATA = Path(__file__).parents[1] / "data" / "annotated"
Found = tuple[str, int, int]
System = Callable[[str], Sequence[Found]]


class Score(NamedTuple):
    """What one system finds, by label."""

    exact: Counter[str]
    covered: Counter[str]
    false: Counter[str]
    microseconds: float


def main() -> None:
    """Print one table for all messages given."""
    rows = asked_for()
    scores = {"ours": measure(ours, rows)}
    with without_first_names():
        scores["without first names"] = measure(ours, rows)
    with without_first_names(), without_vocabulary():
        scores["without any list"] = measure(ours, rows)
    presidio = load_presidio()
    if presidio:
        scores["Presidio, German"] = measure(presidio, rows)
    show(rows, scores)


def asked_for() -> list[Annotation]:
    """Read the messages that the command line names."""
    parser = ArgumentParser()
    parser.add_argument("paths", nargs="*", type=Path, default=[DATA])
    parser.add_argument("--ids", nargs="+", default=[""])
    arguments = parser.parse_args()
    return [row for row in messages(arguments.paths) if row.id.startswith(tuple(arguments.ids))]


def messages(paths: Sequence[Path]) -> list[Annotation]:
    """Read the training messages of folders, and files whole."""
    rows: list[Annotation] = []
    for path in paths:
        rows += split(load_training(path))[0] if path.is_dir() else load(path)
    return rows


def ours(text: str) -> list[Found]:
    """Redact with this package."""
    _, spans = redact(Message("1", text))
    return [(span.label, span.start, span.end) for span in spans]


def load_presidio() -> System | None:
    """Return Presidio with its German recognisers, or None and say that it is missing."""
    try:
        from presidio_german import find
    except ImportError:
        print("Presidio is missing here: pip install presidio-analyzer\n")
        return None
    return find


@contextmanager
def without_first_names() -> Iterator[None]:
    """Take the list of first names away."""
    with patch.object(name_runs, "FIRST", frozenset()):
        forget()
        yield
    forget()


@contextmanager
def without_vocabulary() -> Iterator[None]:
    """Take the list of ordinary words away."""
    with patch.object(vocabulary, "_listed", frozenset):
        forget()
        yield
    forget()


def forget() -> None:
    """Empty what is remembered of words."""
    name_runs.is_ordinary.cache_clear()
    vocabulary.is_known.cache_clear()


def measure(system: System, rows: Sequence[Annotation]) -> Score:
    """Run a system over all messages."""
    system(rows[0].text)
    exact, covered, false = Counter[str](), Counter[str](), Counter[str]()
    seconds = 0.0
    for row in rows:
        begin = perf_counter()
        found = system(row.text)
        seconds += perf_counter() - begin
        marked = [(span.label, span.start, span.end) for span in row.spans]
        for item in marked:
            exact[item[0]] += item in found
            covered[item[0]] += is_covered(row.text, item, found)
        for item in found:
            false[item[0]] += not any(touches(item, other) for other in marked)
    return Score(exact, covered, false, seconds / len(rows) * 1e6)


def is_covered(text: str, marked: Found, found: Sequence[Found]) -> bool:
    """Say whether every letter and digit of a marked stretch lies in some stretch found."""
    return all(
        not text[place].isalnum() or any(start <= place < end for _, start, end in found)
        for place in range(marked[1], marked[2])
    )


def touches(one: Found, other: Found) -> bool:
    """Say whether two stretches share a character."""
    return one[1] < other[2] and other[1] < one[2]


def show(rows: Sequence[Annotation], scores: dict[str, Score]) -> None:
    """Print a Markdown table: exact / covered in percent, false per 1,000 messages."""
    marked = Counter(span.label for row in rows for span in row.spans)
    print(f"{len(rows):,} messages, exact / covered in %, false per 1,000 messages\n")
    print("| label | marked |", " | ".join(scores), "|")
    print("|---|---:|" + "---:|" * len(scores))
    labels = marked.keys() | {label for score in scores.values() for label in score.false}
    groups = {"names": {"NAME"}, "identifiers": labels - {"NAME"}}
    groups |= {label: {label} for label, _ in marked.most_common() if label != "NAME"}
    for name, labels in groups.items():
        cells = [cell(score, labels, marked, len(rows)) for score in scores.values()]
        print(f"| {name} | {sum(marked[x] for x in labels):,} |", " | ".join(cells), "|")
    times = [f"{score.microseconds:,.0f} µs" for score in scores.values()]
    print("| time a message | |", " | ".join(times), "|")


def cell(score: Score, labels: set[str], marked: Counter[str], messages: int) -> str:
    """Write exact / covered, false."""
    total = sum(marked[label] for label in labels) or 1
    exact, covered = (
        100 * sum(counts[x] for x in labels) / total for counts in (score.exact, score.covered)
    )
    false = 1_000 * sum(score.false[label] for label in labels) / messages
    return f"{exact:.1f} / {covered:.1f}, {false:.1f}"


if __name__ == "__main__":
    main()
