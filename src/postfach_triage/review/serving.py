"""One command that serves the page: gunicorn inside this process."""

import os
from collections.abc import Callable
from typing import Any

from django.db import connections
from gunicorn.app.base import BaseApplication
from gunicorn.config import Config
from gunicorn.sock import TCP6Socket, TCPSocket

from postfach_triage.errors import TriageError
from postfach_triage.review import environment

# One process: the reader of messages is large, and a page waits for its database most of the time.
_THREADS = 8


class _Server(BaseApplication):
    def __init__(self, options: dict[str, Any]) -> None:
        self._options = options
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> Callable[..., Any]:
        from postfach_triage.review.office import the_office
        from postfach_triage.review.wsgi import application

        # Seconds, once: the first message somebody opens must not wait for it.
        _ = the_office().preprocessor
        return application


class _ClosesUnbound:
    """What could not be bound is closed at once, not when the collector comes by."""

    def bind(self, sock: Any) -> None:
        try:
            super().bind(sock)  # type: ignore[misc]
        except OSError:
            sock.close()
            raise


class _Trial(_ClosesUnbound, TCPSocket):
    pass


class _Trial6(_ClosesUnbound, TCP6Socket):
    pass


def allow(host: str) -> None:
    """Ease https for a page on this machine alone; refuse an open address without one."""
    if host in environment.LOOPBACK:
        os.environ[environment.LOCAL] = "" if os.environ.get(environment.ORIGIN) else "1"
        return
    if not environment.origin(os.environ):
        raise TriageError(
            "the page must be reached by https",
            where="--host",
            got=host,
            allowed=f"127.0.0.1, or {environment.ORIGIN} set to the https address people open",
            next_step="put a web server with https in front, then set the variable",
        )


def require_free(host: str, port: int) -> None:
    """Raise TriageError where the address cannot be listened on, before anything is started."""
    kind = _Trial6 if ":" in host else _Trial
    try:
        kind((host, port), Config(), None).close()
    except OSError as error:
        raise TriageError(
            f"cannot listen there: {error.strerror}",
            where="--host, --port",
            got=f"{host}, {port}",
            allowed="an address of this machine that nothing else uses",
            next_step="stop what listens there, or name another --port",
        ) from None


def serve(host: str, port: int, *, ready: Callable[[], None] = lambda: None) -> None:
    """Serve until stopped; `ready` is called once the address is bound."""
    # The process that answers opens its own connections.
    connections.close_all()
    bind = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    _Server(
        {
            "bind": bind,
            "workers": 1,
            "worker_class": "gthread",
            "threads": _THREADS,
            "loglevel": "error",
            "proc_name": "postfach-triage",
            "when_ready": lambda _server: ready(),
            "forwarded_allow_ips": "127.0.0.1,::1",
            "control_socket_disable": True,
        }
    ).run()
