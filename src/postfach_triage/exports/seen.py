"""The index of message ids of one run, on disk so that memory stays flat."""

import sqlite3
from hashlib import blake2b
from pathlib import Path
from types import TracebackType

# Kilobytes of the index that SQLite may keep in memory.
_CACHE = 8_192


class SeenIds:
    """Remember ids as 64-bit hashes: at a million ids two share one with probability 3e-8.

    A shared hash would send one message to people as a duplicate; none is lost.
    """

    def __init__(self, path: Path | None = None) -> None:
        """Open the index anew at `path`, or as a private file that vanishes with the object."""
        if path is not None:
            path.unlink(missing_ok=True)
            path.touch(mode=0o600)
        # The empty name is SQLite's private database on disk.
        self._base = sqlite3.connect(str(path or ""), isolation_level=None)
        self._base.execute("PRAGMA journal_mode=OFF")
        self._base.execute("PRAGMA synchronous=OFF")
        self._base.execute(f"PRAGMA cache_size=-{_CACHE}")
        self._base.execute("CREATE TABLE seen (id INTEGER PRIMARY KEY)")
        self._base.execute("BEGIN")

    def add(self, message_id: str) -> bool:
        """Take an id in; False if it was there before."""
        digest = blake2b(message_id.encode("utf-8", "replace"), digest_size=8).digest()
        number = int.from_bytes(digest, "big", signed=True)
        return self._base.execute("INSERT OR IGNORE INTO seen VALUES (?)", (number,)).rowcount == 1

    def close(self) -> None:
        """Let the file go; the caller owns a file at `path`."""
        self._base.close()

    def __enter__(self) -> "SeenIds":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
