"""The files of an export: which they are, how to open them, whether they stay as they are."""

import gzip
import hashlib
import os
import zlib
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import BinaryIO, cast

from postfach_triage.errors import ExportError
from postfach_triage.exports.mangled import whole

STDIN = "stdin"
_SUFFIXES = {
    ".csv": "csv",
    ".tsv": "csv",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".parquet": "parquet",
    ".xlsx": "xlsx",
}
# Our own output may lie beside the input.
_OURS = ("*.results.*", "results.*", "urgent.jsonl", ".*")
_CHUNK = 1 << 20
_GZIP = b"\x1f\x8b"
_MAGIC = {b"PAR1": "parquet", b"PK\x03\x04": "xlsx"}
_BLANK = b" \t\r\n\x00\xef\xbb\xbf\xfe\xff"


@dataclass(frozen=True, slots=True)
class Source:
    """One file and the name its rows carry in their key."""

    path: Path
    name: str

    def open(self) -> AbstractContextManager[BinaryIO]:
        """Open the bytes, unpacked where they are gzip."""
        with self.path.open("rb") as stream:
            packed = stream.read(len(_GZIP)) == _GZIP
        return cast(BinaryIO, gzip.open(self.path)) if packed else self.path.open("rb")


def sources(path: Path, name: str | None = None) -> list[Source]:
    """List the export files of a path: itself, or those of a folder by name."""
    if not path.is_dir():
        return [Source(path, whole(name or path.name))]
    with readable(Source(path, path.name), may_change=True):
        found = sorted(entry.name for entry in path.iterdir() if is_export(entry.name))
    found = [name for name in found if (path / name).is_file()]
    if not found:
        raise ExportError(
            "no export in this folder",
            where=str(path),
            allowed=", ".join(f"*{suffix}" for suffix in _SUFFIXES) + ", each also .gz",
            next_step="name the folder the portal writes to",
        )
    # A name that is no UTF-8 opens its file as it is, but no result can hold it.
    return [Source(path / name, whole(name)) for name in found]


def is_export(name: str) -> bool:
    """Tell by its name whether a file of a folder is to be read.

    >>> is_export("portal.csv"), is_export("portal.results.jsonl"), is_export("README.md")
    (True, False, False)
    """
    if any(fnmatch(name, pattern) for pattern in _OURS):
        return False
    return _suffix(name) in _SUFFIXES


def _suffix(name: str) -> str:
    return Path(name.lower().removesuffix(".gz")).suffix


def file_format(source: Source) -> str:
    """Name the format by the first bytes, then by the suffix, then by the first character."""
    with source.open() as stream:
        head = stream.read(1 << 10)
    known = _SUFFIXES.get(_suffix(source.name))
    for magic, kind in _MAGIC.items():
        if head.startswith(magic):
            return kind
    if not head and known != "jsonl":
        raise ExportError(
            "the file is empty",
            where=str(source.path),
            got="0 bytes",
            next_step="ask the portal for the export again",
        )
    if known in _MAGIC.values():
        raise ExportError(
            f"this is no {known} file",
            where=str(source.path),
            next_step="export again, or give the file its right suffix",
        )
    return known or ("jsonl" if head.lstrip(_BLANK).startswith(b"{") else "csv")


@contextmanager
def readable(source: Source, *, may_change: bool = False) -> Iterator[None]:
    """Turn what the disk says into ExportError, and a file that changes meanwhile too."""
    where = str(source.path)
    try:
        before = _stamp(source.path)
        yield
        after = _stamp(source.path)
    except FileNotFoundError:
        raise ExportError("file not found", where=where, next_step="check the path") from None
    except (gzip.BadGzipFile, EOFError, zlib.error):
        raise ExportError(
            "the gzip archive is broken", where=where, next_step="copy the file again"
        ) from None
    except OSError as error:
        raise ExportError(
            f"the file cannot be read ({error.strerror})", where=where, next_step="check its rights"
        ) from None
    if before != after and not may_change:
        raise _changed(where)


class Steady:
    """Remembers how an export looked, so that a change can be noticed while it is read."""

    def __init__(self, export: Path, name: str | None = None) -> None:
        """Look at the export now."""
        self._export, self._name = export, name
        self._before = self._look()

    def check(self) -> None:
        """Raise ExportError if size, time or list of files is another than at first."""
        if self._look() != self._before:
            raise _changed(str(self._export))

    def _look(self) -> list[tuple[str, int, int]]:
        looks = []
        for source in sources(self._export, self._name):
            with readable(source, may_change=True):
                looks.append((source.name, *_stamp(source.path)))
        return looks


def _changed(where: str) -> ExportError:
    return ExportError(
        "the file changed while it was read",
        where=where,
        next_step="wait until the portal has finished writing, then run again",
    )


def _stamp(path: Path) -> tuple[int, int]:
    stat = path.stat()
    return stat.st_size, stat.st_mtime_ns


def input_sha256(path: Path) -> str:
    """Hash the bytes of a file; of a folder the names and hashes of its exports."""
    if path.is_dir():
        parts = [f"{source.name} {input_sha256(source.path)}\n" for source in sources(path)]
        return hashlib.sha256("".join(parts).encode()).hexdigest()
    with readable(Source(path, path.name)), path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def spool(stream: BinaryIO, target: Path) -> None:
    """Copy stdin into a file of mode 0600, so that it can be hashed and read twice."""
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as copy:
        while chunk := stream.read(_CHUNK):
            copy.write(chunk)
