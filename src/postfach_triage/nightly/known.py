"""Which messages the finished runs of a folder have: an index on disk, made from their records.

It can be lost: what is missing is read from the runs again.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from postfach_triage.errors import RunError
from postfach_triage.nightly.chunks import KEY
from postfach_triage.nightly.folder import RunFolder
from postfach_triage.nightly.manifest import read_manifest

FILE = "known.sqlite3"
_TABLES = """
    CREATE TABLE IF NOT EXISTS runs (number INTEGER PRIMARY KEY, run_id TEXT UNIQUE);
    CREATE TABLE IF NOT EXISTS keys (key INTEGER PRIMARY KEY, run INTEGER NOT NULL);
"""
_LATEST = "INSERT INTO keys VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET run = excluded.run"


class Known:
    """The index of one runs folder; open it with the folder's lock held."""

    def __init__(self, runs: Path, base: sqlite3.Connection) -> None:
        self._runs = runs
        self._base = base

    def holds(self, key: bytes) -> bool:
        """Tell whether a finished run has the message."""
        found = self._base.execute("SELECT 1 FROM keys WHERE key = ?", (_number(key),))
        return found.fetchone() is not None

    def size(self) -> int:
        """Count the messages it knows."""
        return int(self._base.execute("SELECT count(*) FROM keys").fetchone()[0])

    def bring_up_to_date(self) -> None:
        """Take in finished runs that are new, let go of those that are deleted."""
        finished = finished_runs(self._runs)
        there = dict(self._base.execute("SELECT run_id, number FROM runs"))
        for run_id in there.keys() - finished:
            self._forget(there[run_id])
        for run_id in sorted(finished - there.keys()):
            self._take(run_id)

    def _take(self, run_id: str) -> None:
        folder = RunFolder(self._runs / run_id)
        manifest = read_manifest(folder.path)
        assert manifest is not None
        with self._base:
            self._base.execute("INSERT INTO runs (run_id) VALUES (?)", (run_id,))
            number = self._base.execute("SELECT last_insert_rowid()").fetchone()[0]
            for chunk, done in manifest.chunks.items():
                if folder.sound(chunk, done):
                    keys = folder.keys(chunk)
                    places = range(0, len(keys), KEY)
                    rows = ((_number(keys[at : at + KEY]), number) for at in places)
                    self._base.executemany(_LATEST, rows)

    def _forget(self, number: int) -> None:
        with self._base:
            self._base.execute("DELETE FROM keys WHERE run = ?", (number,))
            self._base.execute("DELETE FROM runs WHERE number = ?", (number,))


@contextmanager
def known(runs: Path) -> Iterator[Known]:
    """Open the index of a runs folder, brought up to date."""
    path = runs / FILE
    path.touch(mode=0o600)
    with closing(sqlite3.connect(path)) as base:
        index = Known(runs, base)
        try:
            base.executescript(_TABLES)
            index.bring_up_to_date()
        except sqlite3.DatabaseError as error:
            raise RunError(
                f"the index of known messages cannot be used ({error})",
                where=str(path),
                next_step="delete this file, it is made again; check the space on the disk",
            ) from None
        yield index


def finished_runs(runs: Path) -> set[str]:
    """Name the finished runs of a folder."""
    manifests = map(read_manifest, runs.iterdir())
    return {one.run_id for one in manifests if one is not None and one.finished}


def _number(key: bytes) -> int:
    return int.from_bytes(key, "big", signed=True)
