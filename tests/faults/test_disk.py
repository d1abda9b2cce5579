"""A full disk, and files that rot: said in one line, mended by the same command."""

import random
import resource
from collections.abc import Callable
from pathlib import Path

import pytest
from nights import Night

ROWS = 1_024
Nights = Callable[[int], Night]


def _no_file_beyond(size: int) -> Callable[[], None]:
    """Let no file grow beyond so many bytes: writing then fails as on a full disk."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


@pytest.mark.parametrize(
    "size",
    [0, 1_000, 9_000, 60_000, 400_000],
    ids=["at once", "manifest", "ids", "part", "results"],
)
def test_a_full_disk_is_one_line_and_nothing_is_lost(
    nights: Nights, undisturbed: Nights, size: int
) -> None:
    """Wherever it fills up; with space again the same command finishes the run."""
    night, whole = nights(ROWS), undisturbed(ROWS)
    code, said = night.run(before=_no_file_beyond(size))
    assert code == 1
    assert len(said.splitlines()) == 1 and "space" in said
    assert not night.results.exists()
    assert night.run()[0] == 0
    assert night.results.read_bytes() == whole.results.read_bytes()
    assert night.urgent.read_bytes() == whole.urgent.read_bytes()


def _harmed(path: Path, chance: random.Random) -> None:
    content = bytearray(path.read_bytes())
    if chance.random() < 0.3:
        del content[chance.randrange(len(content)) :]
    else:
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    path.write_bytes(bytes(content))


def test_whatever_rots_is_scored_again(nights: Nights, undisturbed: Nights, short: bool) -> None:
    """A bit turned or an end cut off in any file of a finished run changes no result."""
    chance = random.Random(6)
    night, whole = nights(ROWS), undisturbed(ROWS)
    assert night.run()[0] == 0
    for _ in range(1 if short else 5):
        files = [*night.folder.glob("runs/*/parts/*"), night.manifest()]
        for path in chance.sample(files, 3):
            _harmed(path, chance)
        code, said = night.run()
        assert code == 0 and "Traceback" not in said
        assert night.results.read_bytes() == whole.results.read_bytes()
        assert night.urgent.read_bytes() == whole.urgent.read_bytes()
