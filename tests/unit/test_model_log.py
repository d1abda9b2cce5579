"""The log of models: who was live when, and where a rollback goes."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postfach_triage.errors import RegistryError
from postfach_triage.model_log import LOG, Change, append, earlier, periods, read

START = datetime(2026, 11, 26, 6, tzinfo=UTC)


def _promotions(*versions: str) -> list[Change]:
    """Put one version after another into use."""
    before = (None, *versions)
    return [
        Change(START + timedelta(days=day), "promote", version, before[day])
        for day, version in enumerate(versions)
    ]


def _rolled_back(changes: list[Change]) -> list[Change]:
    current = changes[-1].version
    target = earlier(changes, current)
    assert target is not None
    at = changes[-1].at + timedelta(days=1)
    return [*changes, Change(at, "rollback", target, current)]


def test_lines_are_added_and_read_again(tmp_path: Path) -> None:
    """What stands in the log stays as it is."""
    first, second = _promotions("a", "b")
    append(tmp_path, first)
    before = (tmp_path / LOG).read_bytes()
    append(tmp_path, second)
    assert (tmp_path / LOG).read_bytes().startswith(before)
    assert read(tmp_path) == [first, second]


def test_no_log_is_an_empty_one(tmp_path: Path) -> None:
    """A folder whose model came with the program has none."""
    assert read(tmp_path) == [] and periods([]) == [] and earlier([], "a") is None


@given(st.lists(st.text("abc", min_size=1, max_size=1), min_size=2, max_size=8))
def test_rolling_back_goes_the_way_back(versions: list[str]) -> None:
    """Each rollback gives the version before, down to the first; then there is none."""
    changes = _promotions(*versions)
    for expected in reversed(versions[:-1]):
        changes = _rolled_back(changes)
        assert changes[-1].version == expected
    assert earlier(changes, versions[0]) is None


def test_after_a_rollback_a_promotion_goes_on_from_there() -> None:
    """What was rolled back is not what a later rollback gives."""
    changes = _rolled_back(_promotions("a", "b"))
    changes.append(Change(changes[-1].at, "promote", "c", "a"))
    assert earlier(changes, "c") == "a"


def test_a_current_written_by_hand_counts() -> None:
    """Whoever wrote into `current` gets back to what the log says was live."""
    assert earlier(_promotions("a", "b"), "z") == "b"


def test_the_model_before_the_first_line_is_known() -> None:
    """The model that came with the program is noted as what was before."""
    assert earlier([Change(START, "promote", "b", "a")], "b") == "a"


def test_a_version_is_live_until_the_next() -> None:
    """The last one still is."""
    first, second = periods(_promotions("a", "b"))
    assert (first.version, first.until) == ("a", second.since)
    assert (second.version, second.until) == ("b", None)


@pytest.mark.parametrize(
    "line",
    ["{", "[]", '{"at": "x"}', '{"at": "2026-11-26", "by": "me", "version": "a", "before": null}'],
    ids=["torn", "list", "no date", "unknown command"],
)
def test_a_broken_line_is_named(tmp_path: Path, line: str) -> None:
    """A rollback must not guess."""
    (tmp_path / LOG).write_text(line + "\n")
    with pytest.raises(RegistryError, match=r"log\.jsonl:1: broken line"):
        read(tmp_path)
