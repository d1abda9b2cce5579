"""Dask for volumes beyond one machine; the extra `cluster` brings it."""

from concurrent.futures import Future
from datetime import date
from typing import Any, Self
from urllib.parse import urlsplit

from postfach_triage.errors import RunError
from postfach_triage.nightly.chunks import Chunk, Scored, Task
from postfach_triage.nightly.workers import score_remotely
from postfach_triage.triage import Origin

_HERE = ("127.0.0.1", "localhost", "::1")


class DaskPool:
    """Processes of a Dask cluster: that of a scheduler, else one of its own on this machine."""

    def __init__(self, scheduler: str | None, size: int) -> None:
        _only_encrypted(scheduler)
        self.size = size
        self.broken: tuple[type[BaseException], ...] = ()
        self._scheduler = scheduler
        self._client: Any = None
        self._executor: Any = None

    def __enter__(self) -> Self:
        try:
            from distributed import Client, KilledWorker
        except ImportError:
            raise RunError(
                "Dask is not installed", next_step="pip install 'postfach-triage[cluster]'"
            ) from None
        self.broken = (KilledWorker,)
        try:
            client: Any = Client
            self._client = client(self._scheduler, **_own(self.size, self._scheduler))
        except (OSError, ValueError) as error:
            raise RunError(
                f"no Dask scheduler answers ({type(error).__name__})",
                where=self._scheduler or "--engine dask",
                next_step="check --scheduler and its certificates, or leave --engine out",
            ) from None
        if self._scheduler:
            self.size = max(1, sum(self._client.nthreads().values()))
        self._executor = self._client.get_executor(pure=False)
        return self

    def __exit__(self, *_error: object) -> None:
        if self._client is not None:
            self._client.close()
            if self._client.cluster is not None:
                self._client.cluster.close()

    def restart(self) -> None:
        """Do nothing: a cluster starts its dead workers again itself."""

    def submit(self, origin: Origin, today: date, task: Task, chunk: Chunk) -> "Future[Scored]":
        """Hand over a chunk."""
        future: Future[Scored] = self._executor.submit(score_remotely, origin, today, task, chunk)
        return future


def _own(size: int, scheduler: str | None) -> dict[str, Any]:
    if scheduler:
        return {}
    # Processes on this machine alone, and no page that shows what they do.
    return {
        "n_workers": size,
        "threads_per_worker": 1,
        "processes": True,
        "host": _HERE[0],
        "dashboard_address": None,
    }


def _only_encrypted(scheduler: str | None) -> None:
    """Refuse to send social data over a network in clear."""
    if scheduler is None:
        return
    address = urlsplit(scheduler if "://" in scheduler else f"tcp://{scheduler}")
    if address.scheme != "tls" and address.hostname not in _HERE:
        raise RunError(
            "messages go over a network only encrypted",
            where="--scheduler",
            got=scheduler,
            allowed="tls://HOST:PORT, or this machine",
            next_step="set up Dask with TLS",
        )
