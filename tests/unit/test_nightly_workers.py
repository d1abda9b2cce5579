"""Chunks in other processes: all come back, whoever dies on the way."""

import pickle
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from datetime import date
from typing import Self

import pytest
from triages import fake_triage

from postfach_triage.errors import ConfigError, RunError, TriageError
from postfach_triage.exports.columns import RunInfo
from postfach_triage.nightly import workers
from postfach_triage.nightly.chunks import KEY, Chunk, Scored, Task, score_chunk
from postfach_triage.nightly.cluster import DaskPool
from postfach_triage.nightly.workers import DIED, score_here, score_in, workers_for
from postfach_triage.records import Message, Row
from postfach_triage.triage import Origin, Triage

TASK = Task(RunInfo("0" * 64, "constructed", "fake", "r", "id"), (), False)
KILLS = "stirb"


class Mortal:
    """A pool without processes: a chunk that holds a certain word takes all that run along."""

    broken = (BrokenProcessPool,)

    def __init__(self, size: int = 2, *, ill: bool = False) -> None:
        self.size, self.ill = size, ill
        self.restarts = self.most = 0
        self._waiting: list[Future[Scored]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.closed = True

    def submit(self, origin: Origin, today: date, task: Task, chunk: Chunk) -> "Future[Scored]":
        """Score at once, or die with all that were handed over lately."""
        future: Future[Scored] = Future()
        self.most = max(self.most, len(chunk.rows))
        self._waiting = [one for one in self._waiting if not one.done()]
        if self.ill or any(KILLS in row.message.text for row in chunk.rows):
            for one in (*self._waiting, future):
                one.set_exception(BrokenProcessPool())
        else:
            future.set_result(score_chunk(_triage(), chunk, task))
        return future

    def restart(self) -> None:
        """Count."""
        self.restarts += 1


def _triage() -> Triage:
    return replace(fake_triage(), origin=Origin(None, None, "fake"))


def _chunks(*texts: str, size: int = 2) -> list[Chunk]:
    rows = [Row(f"a#{n}", Message(str(n), text)) for n, text in enumerate(texts, 1)]
    cuts = range(0, len(rows), size)
    return [Chunk(n, tuple(rows[cut : cut + size])) for n, cut in enumerate(cuts, 1)]


def _parts(scored: list[Scored]) -> list[bytes]:
    return [one.part for one in sorted(scored, key=lambda one: one.number)]


def test_every_engine_gives_the_same_bytes() -> None:
    """The order they come in may differ, nothing else."""
    chunks = _chunks(*["Danke", "Strom weg", "ok"] * 5)
    here = list(score_here(_triage(), TASK, chunks))
    there = list(score_in(Mortal(), _triage(), TASK, chunks))
    assert _parts(here) == _parts(there)
    assert sum(one.counts.rows for one in there) == 15


def test_a_message_that_kills_its_process_fails_alone() -> None:
    """The chunk is tried again by halves; its neighbours are scored, the killer goes to people."""
    chunks = _chunks("Danke", "Strom weg", "ok", KILLS, "Danke", "ok", size=3)
    pool = Mortal()
    scored = list(score_in(pool, _triage(), TASK, chunks))
    assert sorted(one.number for one in scored) == [1, 2]
    total = sum((one.counts.failures for one in scored), start=Counter())
    assert total == {DIED: 1} and sum(one.counts.rows for one in scored) == 6
    second = next(one for one in scored if one.number == 2)
    assert [line.split(b'"')[3] for line in second.part.splitlines()] == [b"a#4", b"a#5", b"a#6"]
    assert len(second.keys) == 3 * KEY
    assert pool.restarts >= 2


def test_where_every_process_dies_the_rows_go_to_people(monkeypatch: pytest.MonkeyPatch) -> None:
    """After so many deaths a chunk is given up; no row is lost and the run ends."""
    monkeypatch.setattr(workers, "MOST_DEATHS", 3)
    pool = Mortal(ill=True)
    scored = list(score_in(pool, _triage(), TASK, _chunks(*["Danke"] * 16, size=8)))
    assert sum(one.counts.rows for one in scored) == 16
    assert all(set(one.counts.failures) == {DIED} for one in scored)
    assert pool.restarts <= 2 * 12


def test_few_chunks_wait_at_a_time() -> None:
    """Memory holds what the processes need next, not the export."""
    taken: list[int] = []

    def feed() -> Iterator[Chunk]:
        for chunk in _chunks(*["Danke"] * 40, size=2):
            taken.append(chunk.number)
            yield chunk

    coming = score_in(Mortal(size=2), _triage(), TASK, feed())
    next(coming)
    assert len(taken) <= 2 * 2 + 1
    coming.close()


def test_the_number_of_processes() -> None:
    """One below 200,000 rows: starting more costs longer than it saves."""
    assert workers_for(199_999) == 1
    assert workers_for(200_000) >= 1


def test_errors_come_whole_out_of_a_process() -> None:
    """What was wrong in a worker is said as if it were here."""
    error = ConfigError([TriageError("odd", where="office.yaml"), TriageError("odder")])
    again = pickle.loads(pickle.dumps(error))
    assert (str(again), len(again.problems)) == (str(error), 2)
    plain = pickle.loads(pickle.dumps(RunError("bad", where="here", next_step="go")))
    assert (str(plain), plain.where) == ("here: bad. Next: go.", "here")


@pytest.mark.parametrize("scheduler", ["tcp://10.0.0.1:8786", "10.0.0.1:8786", "ws://far:1"])
def test_messages_never_go_over_a_network_in_clear(scheduler: str) -> None:
    """Only TLS, or this machine."""
    with pytest.raises(RunError, match="only encrypted"):
        DaskPool(scheduler, 2)


@pytest.mark.parametrize("scheduler", ["tls://10.0.0.1:8786", "tcp://127.0.0.1:8786", None])
def test_an_encrypted_way_is_taken(scheduler: str | None) -> None:
    """TLS anywhere; in clear only inside the machine."""
    assert DaskPool(scheduler, 2).size == 2
