"""Files that are whole or absent: written beside their place and moved there when complete."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

_MODE = 0o600


@contextmanager
def into_place(target: Path, *, lasting: bool = True) -> Iterator[BinaryIO]:
    """Open a file of mode 0600 that is seen under its name only when complete.

    After an error the former file is untouched. `lasting` waits until the disk has it; a file
    whose checksum is looked at before it is used needs no such wait.
    """
    if target.exists() and not target.is_file():
        # A device or a named pipe must not be replaced by a file.
        with target.open("wb") as stream:
            yield stream
        return
    part = target.with_name(f".{target.name}.part")
    try:
        with _private(part) as stream:
            yield stream
            stream.flush()
            if lasting:
                os.fsync(stream.fileno())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def _private(path: Path) -> BinaryIO:
    path.unlink(missing_ok=True)
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _MODE), "wb")
