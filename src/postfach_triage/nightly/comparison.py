"""What changed between an earlier results file and a run: lane, team, urgency, reply."""

import sqlite3
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from postfach_triage.exports.results import read_results
from postfach_triage.exports.writing import rows_of

COMPARED = ("lane", "team", "urgency", "reply")
# So many changes are named row by row; all are counted.
NAMED = 1_000
_TABLE = "CREATE TABLE before (id TEXT PRIMARY KEY, lane, team, urgency, reply) WITHOUT ROWID"


class Before:
    """Earlier results by message id, on disk; of an id that occurs twice the first row counts."""

    def __init__(self, results: Path) -> None:
        """Read a results file; it may be written over afterwards."""
        # The empty name is SQLite's private database on disk.
        self._base = sqlite3.connect("")
        self._base.execute(_TABLE)
        rows = (
            (str(message_id), *values)
            for message_id, *values in read_results(results, ("message_id", *COMPARED))
            if message_id
        )
        self._base.executemany("INSERT OR IGNORE INTO before VALUES (?, ?, ?, ?, ?)", rows)

    def changes(self, parts: Iterable[Path]) -> dict[str, Any]:
        """Compare with a run's parts: counts, each kind of change, the first changed rows."""
        rows: Counter[str] = Counter(both=0, only_before=0, only_now=0, changed=0)
        fields: dict[str, Counter[str]] = {name: Counter() for name in COMPARED}
        named: list[list[str | None]] = []
        for row in (row for part in parts for row in rows_of(part)):
            old = self._take(row["message_id"])
            if old is None:
                rows["only_now"] += 1
                continue
            rows["both"] += 1
            found = [(n, o, row[n]) for n, o in zip(COMPARED, old, strict=True) if o != row[n]]
            rows["changed"] += bool(found)
            for name, before, after in found:
                fields[name][f"{_shown(before)} -> {_shown(after)}"] += 1
            named += [[row["row"], *change] for change in found][: NAMED - len(named)]
        rows["only_before"] = self._base.execute("SELECT count(*) FROM before").fetchone()[0]
        kinds = {name: dict(counted.most_common()) for name, counted in fields.items()}
        return {**rows, **kinds, "named": named}

    def _take(self, message_id: str) -> tuple[Any, ...] | None:
        """Take the earlier row out, so that it is compared once."""
        taken = self._base.execute(
            "DELETE FROM before WHERE id = ? RETURNING lane, team, urgency, reply", (message_id,)
        )
        found: tuple[Any, ...] | None = taken.fetchone()
        return found


def _shown(value: str | None) -> str:
    return "none" if value is None else value
