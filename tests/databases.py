"""A database for the page's tests that is gone afterwards: SQLite, or a PostgreSQL of its own."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SERVERS = Path("/usr/lib/postgresql")
NOBODY_NEEDS_TO_WAIT = "-c fsync=off -c listen_addresses=127.0.0.1"


@contextmanager
def database(kind: str) -> Iterator[str]:
    """Give the address of an empty database; "" is SQLite in the page's own folder."""
    if kind == "sqlite":
        yield ""
        return
    folder = Path(tempfile.mkdtemp(prefix="postfach-pg-"))
    as_postgres: list[str] = []
    if os.geteuid() == 0:
        # The server refuses to run as root.
        shutil.chown(folder, "postgres")
        as_postgres = ["runuser", "-u", "postgres", "--"]
    programs = newest()
    data, port = folder / "data", free_port()
    options = f"-p {port} -k {folder} {NOBODY_NEEDS_TO_WAIT}"
    run = [*as_postgres, str(programs / "pg_ctl"), "-D", str(data), "-w"]
    try:
        _quietly(*as_postgres, programs / "initdb", "-D", data, "-U", "postgres", "-A", "trust",
                 "-E", "UTF8", "--locale=C.UTF-8")  # fmt: skip
        _quietly(*run, "-o", options, "-l", folder / "log", "start")
        _quietly(programs / "createdb", "-h", "127.0.0.1", "-p", port, "-U", "postgres", "review")
        yield f"postgresql://postgres@127.0.0.1:{port}/review"
    finally:
        subprocess.run([*run, "-m", "immediate", "stop"], check=False, capture_output=True)
        shutil.rmtree(folder, ignore_errors=True)


def newest() -> Path:
    """Find the programs of the newest PostgreSQL on this machine."""
    found = sorted(SERVERS.glob("*/bin"), key=lambda path: int(path.parent.name))
    assert found, "PostgreSQL is not installed: apt-get install postgresql"
    return found[-1]


def free_port() -> int:
    """Find a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _quietly(*words: object) -> None:
    done = subprocess.run(list(map(str, words)), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
