"""A stretch of rows, and what scoring it gives: lines for the results, counts, urgent rows."""

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from itertools import islice

from postfach_triage.batches import uncollected
from postfach_triage.exports.columns import RunInfo, output_columns, result_row
from postfach_triage.exports.writing import JsonlWriter
from postfach_triage.nightly.summary import Counts, Urgent, urgent_of
from postfach_triage.records import Result, Row
from postfach_triage.triage import Triage

# Rows of a chunk: small enough that urgent rows are known soon and little is lost by a kill.
CHUNK = 2_048
KEY = 8  # bytes


@dataclass(frozen=True, slots=True)
class Chunk:
    """Rows that are scored and kept together; numbers count from 1."""

    number: int
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Task:
    """What is the same for every chunk of a run."""

    run: RunInfo
    extra: tuple[str, ...]
    with_text: bool


@dataclass(frozen=True, slots=True)
class Scored:
    """A chunk's results: `part` is JSONL, `keys` the keys of its rows one after the other."""

    number: int
    part: bytes
    counts: Counts
    urgent: tuple[Urgent, ...]
    keys: bytes


def chunks_of(rows: Iterable[Row]) -> Iterator[Chunk]:
    """Cut an export into chunks; the cuts depend on nothing but the rows."""
    waiting, number = iter(rows), 1
    while taken := _taken(waiting):
        yield Chunk(number, taken)
        number += 1


def _taken(waiting: Iterator[Row]) -> tuple[Row, ...]:
    with uncollected():
        return tuple(islice(waiting, CHUNK))


def score_chunk(triage: Triage, chunk: Chunk, task: Task) -> Scored:
    """Score the rows of a chunk."""
    with uncollected():
        return _scored(triage, chunk, task, triage.run_rows(chunk.rows))


def unread_chunk(triage: Triage, chunk: Chunk, task: Task, error: str) -> Scored:
    """Send all rows of a chunk to people without reading them."""
    return _scored(triage, chunk, task, (triage.unread(row, error) for row in chunk.rows))


def joined(number: int, pieces: Iterable[Scored]) -> Scored:
    """Put the pieces of a chunk together again."""
    pieces, counts = tuple(pieces), Counts()
    for piece in pieces:
        counts.merge(piece.counts)
    return Scored(
        number,
        b"".join(piece.part for piece in pieces),
        counts,
        tuple(urgent for piece in pieces for urgent in piece.urgent),
        b"".join(piece.keys for piece in pieces),
    )


def key_of(row: Row) -> bytes:
    """Tell a message by its id and its text, whatever file it stands in."""
    words = f"{row.message.id}\0{row.message.text}".encode("utf-8", "replace")
    return blake2b(words, digest_size=KEY).digest()


def _scored(triage: Triage, chunk: Chunk, task: Task, results: Iterable[Result]) -> Scored:
    results = list(results)
    lines, counts = io.BytesIO(), Counts()
    out = JsonlWriter(lines, output_columns(task.extra, with_text=task.with_text))
    for row in [result_row(result, task.run, with_text=task.with_text) for result in results]:
        out.write(row)
    for result in results:
        counts.add(result)
        counts.catch_all += _no_key_fits(result, triage)
    return Scored(
        chunk.number,
        lines.getvalue(),
        counts,
        tuple(urgent_of(results)),
        b"".join(map(key_of, chunk.rows)),
    )


def _no_key_fits(result: Result, triage: Triage) -> bool:
    """Tell whether a function that is split among teams left the row to its catch-all."""
    if result.decision is None:
        return False
    function = triage.office.functions[result.decision.function]
    return bool(function.keys) and result.decision.team == function.catch_all
