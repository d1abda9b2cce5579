"""The learning curve: nested parts, measured on the same messages."""

from collections.abc import Sequence

from fakes import document, fake_model
from scored_messages import scored

from postfach_triage.evaluation.learning import LearningPoint
from postfach_triage.evaluation.shares import Share
from postfach_triage.training.examples import Example
from postfach_triage.training.learning_curve import (
    LANE,
    PARTS,
    learning_curve,
    learning_point,
)


def _example(name: str, word: str, intent: str, lane: str) -> Example:
    gold = scored(name, lane=lane).gold
    return Example(
        type(gold)(id=name, text=word, intents=(intent,), lane=lane, urgency="U3"),  # type: ignore[arg-type]
        document(word),
    )


DEV = [
    _example("a", "danke", "dank", "simple"),
    _example("b", "krank", "dank", "simple"),
    _example("c", "widerspruch", "widerspruch", "complex"),
]
HEADS = fake_model().heads


def test_heads_alone_are_measured() -> None:
    """Main intent, main intent among three, and simple messages above the complex ones."""
    point = learning_point(HEADS, 1, 5, DEV)
    assert (point.part, point.messages) == (1, 5)
    assert point.shares == {
        "main intent first": Share(2, 3),
        "main intent among three": Share(3, 3),
        LANE: Share(2, 2),
    }


def test_smaller_parts_lie_within_larger_ones() -> None:
    """Groups are taken whole and in one order, so that only the number changes."""
    examples = [
        _example(f"m{n}", "danke", "dank", "complex" if n % 2 else "simple") for n in range(120)
    ]
    groups = [f"group {n // 2}" for n in range(120)]
    parts: list[set[str]] = []

    def fit(part: Sequence[Example]) -> object:
        parts.append({example.annotation.id for example in part})
        return HEADS

    points = learning_curve(examples, groups, DEV, fit)  # type: ignore[arg-type]
    assert [point.part for point in points] == list(PARTS)
    assert parts[0] < parts[1] < parts[2]
    assert [point.messages for point in points] == [len(part) for part in parts]
    assert all(len(part) % 2 == 0 for part in parts)


def test_a_part_without_both_lanes_is_left_out() -> None:
    """There is nothing to fit on simple messages alone."""
    assert learning_curve(DEV[:2], ["a", "b"], DEV, lambda part: HEADS) == []


def test_a_point_survives_meta_json() -> None:
    """What is stored is what was measured."""
    point = learning_point(HEADS, 0.5, 5, DEV)
    assert LearningPoint.read(point.plain()) == point
