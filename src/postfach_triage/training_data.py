"""Which annotated messages train, and which are kept apart for measuring.

An own label given without a suggestion (`how: blind`) says what a person saw in the message. Who
corrects or accepts a suggestion leans towards the model, so such labels train and never measure.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from postfach_triage import annotations
from postfach_triage.errors import AnnotationError
from postfach_triage.records import Annotation
from postfach_triage.second_opinions import with_replies


@dataclass(frozen=True, slots=True)
class TrainingData:
    """The folder of annotated messages, and files of an office's own annotations."""

    folder: Path
    own: tuple[Path, ...] = ()

    def read(self, intents: Collection[str]) -> tuple[list[Annotation], list[Annotation]]:
        """Return (train, dev); own annotations of persons who are measured are in neither."""
        training, dev = annotations.split(annotations.load_training(self.folder, intents=intents))
        own, _ = divide(load_own(self.own, intents=intents))
        return [*training, *own], with_replies(dev, self.folder)

    def digests(self) -> dict[str, str]:
        """Give the sha256 of each file by name; it changes when the data do."""
        files = (*sorted(self.folder.glob("*.jsonl")), *self.own)
        return {path.name: sha256(path.read_bytes()).hexdigest() for path in files}


def load_own(paths: Iterable[Path], *, intents: Collection[str] | None = None) -> list[Annotation]:
    """Read files of own annotations as one; raise AnnotationError where an id occurs twice."""
    found: dict[str, Annotation] = {}
    for path in paths:
        for number, gold in enumerate(annotations.load(path, intents=intents), 1):
            if gold.id in found:
                where, next_step = f"{path.name}:{number}", "keep the later label alone"
                what = "id occurs in an earlier file, too"
                raise AnnotationError(what, where=where, next_step=next_step)
            found[gold.id] = gold
    return list(found.values())


def blind(golds: Iterable[Annotation]) -> list[Annotation]:
    """Keep the labels that were given without a suggestion."""
    return [gold for gold in golds if gold.how == "blind"]


def divide(golds: Sequence[Annotation]) -> tuple[list[Annotation], list[Annotation]]:
    """Return (train, measure): one person in five is measured, by blind labels alone.

    Nobody changes sides when the data grow. Led labels of persons who are measured are in
    neither part.
    """
    apart = [annotations.is_held_out(gold.person or gold.id) for gold in golds]
    train = [gold for gold, held_out in zip(golds, apart, strict=True) if not held_out]
    return train, blind(gold for gold, held_out in zip(golds, apart, strict=True) if held_out)
