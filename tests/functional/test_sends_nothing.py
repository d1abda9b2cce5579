"""The first promise: nothing is ever sent. There is no code that could."""

import ast
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import postfach_triage
from postfach_triage.records import Message
from postfach_triage.triage import Triage

SOURCE = Path(postfach_triage.__file__).parent
# What a program sends with: the standard library's ways and the usual packages.
SENDING = {
    *("socket", "ssl", "smtplib", "imaplib", "poplib", "ftplib", "telnetlib", "nntplib"),
    *("xmlrpc", "socketserver", "asyncio", "subprocess", "webbrowser", "urllib3", "requests"),
    *("httpx", "aiohttp", "websockets", "paramiko", "pika", "kafka", "redis", "grpc"),
}
SENDING_PARTS = {"urllib.request", "http.client", "http.server", "os.system", "os.popen"}


def _imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def sends(code: str) -> set[str]:
    """Name what a module imports that could send."""
    names = set(_imported(ast.parse(code)))
    return {name for name in names if name.split(".")[0] in SENDING or name in SENDING_PARTS}


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=lambda path: path.stem)
def test_no_module_imports_a_way_to_send(path: Path) -> None:
    """No module of the program imports anything that opens a connection or starts a program."""
    assert sends(path.read_text(encoding="utf-8")) == set()


@pytest.mark.parametrize(
    "code",
    ["import smtplib", "from urllib.request import urlopen", "import urllib.request as u",
     "from urllib import request", "def f():\n    import requests"],
)  # fmt: skip
def test_a_way_to_send_would_be_noticed(code: str) -> None:
    """The check finds each form of import, inside functions too."""
    assert sends(code)


def test_scoring_opens_no_connection(triage: Triage, monkeypatch: pytest.MonkeyPatch) -> None:
    """A whole run works where opening a socket is an error."""

    def refuse(*_args: Any, **_kwargs: Any) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    messages = [
        Message("m1", "Wann kommt das Geld?"),
        Message("m2", "Strom ist weg, siehe http://x.example"),
    ]
    results = list(triage.run(messages))
    assert [result.status for result in results] == ["scored", "scored"]
