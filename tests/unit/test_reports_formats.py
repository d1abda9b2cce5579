"""How numbers are written on a page."""

from typing import Any

import pytest

from postfach_triage.evaluation.shares import Share
from postfach_triage.reports.formats import FILTERS


@pytest.mark.parametrize(
    ("name", "value", "written"),
    [
        ("percent", 0.0134, "1.3%"),
        ("percent", None, "–"),
        ("interval", (0.01, 0.2), "1.0 to 20.0%"),
        ("interval", None, "–"),
        ("counts", Share(3, 1000), "3/1,000"),
        ("short", Share(1, 4), "1/4 (25%)"),
        ("short", Share(0, 0), "–"),
        ("points", 0.012, "+1.2"),
        ("points", -0.5, "−50.0"),
        ("number", 0.12345, "0.123"),
        ("number", None, "–"),
        ("heads", ["a", "b"], [("a",), ("b",)]),
    ],
)
def test_a_number_is_written_in_one_way(name: str, value: Any, written: Any) -> None:
    """What is not there is a dash; a minus is a minus."""
    assert FILTERS[name](value) == written
