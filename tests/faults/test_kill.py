"""kill -9 at any moment, and the same command again: each row once, the same bytes."""

import random
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from nights import PATIENCE, Night

ROWS, CHUNKS = 4_096, 64
# A busy machine may be late with a kill; so late that the run has ended is late.
LATE = 16
Nights = Callable[[int], Night]


def _killed(night: Night, done: int, pause: float) -> bool:
    """Kill a run once `done` chunks are kept and a moment has passed; False if it was faster."""
    process = night.start()
    deadline = time.monotonic() + PATIENCE
    while len(night.parts()) < done and process.poll() is None:
        assert time.monotonic() < deadline, "nothing is kept"
        time.sleep(0.001)
    time.sleep(pause)
    process.kill()
    process.communicate()
    return process.returncode == -signal.SIGKILL


def test_a_killed_run_goes_on_as_if_nothing_had_been(
    nights: Nights, undisturbed: Nights, short: bool
) -> None:
    """Ten kills at random moments, the last ones while the results are written."""
    chance = random.Random(6)
    kills = 3 if short else 10
    night, whole = nights(ROWS), undisturbed(ROWS)
    moments = sorted(chance.sample(range(1, CHUNKS - LATE), kills - 1))
    killed = [_killed(night, done, chance.uniform(0, 0.05)) for done in moments]
    assert killed.count(True) > kills // 2
    _killed(night, CHUNKS, 0.0)
    code, said = night.run()
    assert code == 0 and "Traceback" not in said
    assert night.results.read_bytes() == whole.results.read_bytes()
    assert night.urgent.read_bytes() == whole.urgent.read_bytes()


def _children(process: int) -> list[int]:
    text = Path(f"/proc/{process}/task/{process}/children").read_text()
    return [int(number) for number in text.split()]


def _alive(process: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{process}/status").read_text()
    except OSError:
        return False


@pytest.mark.parametrize("workers", ["2"])
def test_workers_do_not_outlive_a_killed_run(
    nights: Nights, undisturbed: Nights, workers: str
) -> None:
    """They end by themselves, and the run goes on with any number of them."""
    night, whole = nights(ROWS), undisturbed(ROWS)
    process = night.start("--workers", workers)
    while not night.parts() and process.poll() is None:
        time.sleep(0.01)
    children = _children(process.pid)
    process.kill()
    process.communicate()
    assert len(children) >= int(workers)
    deadline = time.monotonic() + PATIENCE
    while any(map(_alive, children)) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not any(map(_alive, children))
    assert night.run()[0] == 0
    assert night.results.read_bytes() == whole.results.read_bytes()
