"""Results and their export, row by row; refused where they do not belong together."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from postfach_triage.errors import TriageError
from postfach_triage.exports.columns import JUDGEMENT, KEYS, LISTS, NUMBERS, ORIGIN
from postfach_triage.exports.reading import read_rows
from postfach_triage.exports.results import read_results
from postfach_triage.exports.sources import input_sha256
from postfach_triage.records import Row

COLUMNS = (*KEYS, *JUDGEMENT, *ORIGIN)


class Joined(NamedTuple):
    """A row of the export and what the run made of it, by column."""

    row: Row
    result: dict[str, Any]


def check(results: Path, export: Path, mapping: Mapping[str, str] | None = None) -> int:
    """Return how many rows the results hold; raise TriageError unless all are of this export."""
    sha256 = input_sha256(export)
    count = 0
    for pair in _pairs(results, export, mapping, ("row", "input_sha256", "message_id")):
        count += 1
        if pair.result["input_sha256"] != sha256:
            raise _strangers(results, export, "the export was changed, or it is another one")
    return count


def join(results: Path, export: Path, mapping: Mapping[str, str] | None = None) -> Iterator[Joined]:
    """Give each result with its row, in the export's order; rows without a result are left out."""
    for pair in _pairs(results, export, mapping, COLUMNS):
        yield Joined(pair.row, {name: _value(name, cell) for name, cell in pair.result.items()})


def _pairs(
    results: Path, export: Path, mapping: Mapping[str, str] | None, columns: tuple[str, ...]
) -> Iterator[Joined]:
    """Walk both files at once: results of new rows alone are a part of the export's rows."""
    waiting = (dict(zip(columns, row, strict=True)) for row in read_results(results, columns))
    result = next(waiting, None)
    for row in read_rows(export, mapping=mapping):
        if result is None:
            break
        if row.key != result["row"]:
            continue
        if row.message.id != (result["message_id"] or ""):
            raise _strangers(results, export, f"another message in row {row.key}")
        yield Joined(row, result)
        result = next(waiting, None)
    if result is not None:
        raise _strangers(results, export, "rows that the export does not have in this order")


def _value(name: str, cell: Any) -> Any:
    """Undo what CSV and XLSX do to lists and numbers."""
    if name in LISTS:
        return json.loads(cell) if isinstance(cell, str) else list(cell or [])
    if name in NUMBERS:
        return None if cell in (None, "") else float(cell)
    return cell


def _strangers(results: Path, export: Path, got: str) -> TriageError:
    return TriageError(
        f"these results do not belong to {export.name}",
        where=str(results),
        got=got,
        allowed="results and the very export they were made from",
        next_step=f"postfach-triage score {export}, then load again",
    )
