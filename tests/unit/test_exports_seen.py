"""The index of message ids."""

import stat
from pathlib import Path

import pytest

from postfach_triage.exports.seen import SeenIds


@pytest.mark.parametrize("on_disk", [True, False])
def test_an_id_is_new_once(tmp_path: Path, on_disk: bool) -> None:
    """The first sight of an id is new, every other is not."""
    with SeenIds(tmp_path / "ids" if on_disk else None) as seen:
        ids = ["a", "b", "a", "ä", "\ud83d", "b", "A"]
        assert [seen.add(one) for one in ids] == [True, True, False, True, True, False, True]


def test_the_index_starts_anew_and_is_private(tmp_path: Path) -> None:
    """A file left by an interrupted run is not believed, and only the owner reads it."""
    for _ in range(2):
        with SeenIds(tmp_path / "ids") as seen:
            assert seen.add("a")
    assert stat.S_IMODE((tmp_path / "ids").stat().st_mode) == 0o600


def test_ids_are_not_written_in_clear(tmp_path: Path) -> None:
    """The index holds hashes, no ids."""
    with SeenIds(tmp_path / "ids") as seen:
        seen.add("PN-2026-geheim")
    assert b"geheim" not in (tmp_path / "ids").read_bytes()
