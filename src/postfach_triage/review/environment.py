"""What the page is told by its surroundings: folder, database, address, key."""

import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from postfach_triage.errors import TriageError

FOLDER = "POSTFACH_TRIAGE_REVIEW_DIR"
ORIGIN = "POSTFACH_TRIAGE_REVIEW_ORIGIN"
LOCAL = "POSTFACH_TRIAGE_REVIEW_LOCAL"
DATABASE = "DATABASE_URL"
PROVIDER = "POSTFACH_TRIAGE_REVIEW_OIDC_PROVIDER"
CLIENT = "POSTFACH_TRIAGE_REVIEW_OIDC_CLIENT"
SECRET = "POSTFACH_TRIAGE_REVIEW_OIDC_SECRET"
CLAIM = "POSTFACH_TRIAGE_REVIEW_OIDC_CLAIM"
_SQLITE = "review.sqlite3"
_KEY_FILE = "secret_key"
_WAIT_SECONDS = 20
LOOPBACK = ("127.0.0.1", "localhost", "::1")
# 64 MB of cache: with SQLite's 2 MB a large load reads its indexes from disk again and again.
_PRAGMAS = ("journal_mode=WAL", "synchronous=NORMAL", "cache_size=-65536", "temp_store=MEMORY")


@dataclass(frozen=True, slots=True)
class SingleSignOn:
    """The identity provider's addresses and name, and what it knows this page by.

    `claim` says by which claim it names people. The secret shows in no error.
    """

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    userinfo_endpoint: str
    jwks_uri: str
    client: str
    secret: str = field(repr=False)
    claim: str


def folder(environ: Mapping[str, str]) -> Path:
    """Return the page's own folder; it may not exist yet."""
    return Path(environ.get(FOLDER) or "review").absolute()


def make_folder(environ: Mapping[str, str]) -> Path:
    """Make the page's folder, for its owner alone."""
    place = folder(environ)
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    return place


def secret_key(environ: Mapping[str, str]) -> str:
    """Return the key that signs sessions; made once and kept in the page's folder (mode 0600)."""
    path = make_folder(environ) / _KEY_FILE
    try:
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as stream:
            stream.write(secrets.token_urlsafe(64))
    except FileExistsError:
        pass
    return path.read_text(encoding="utf-8").strip()


def origin(environ: Mapping[str, str]) -> str:
    """Return the address people open, such as https://postfach.amt.example; "" if none is set."""
    value = environ.get(ORIGIN, "").rstrip("/")
    parts = urlsplit(value)
    if value and (parts.scheme != "https" or not parts.hostname or parts.path):
        raise TriageError(
            "must be an https address without a path",
            where=ORIGIN,
            got=repr(value),
            allowed="https://postfach.amt.example",
            next_step="set it to the address people open",
        )
    return value


def single_sign_on(environ: Mapping[str, str]) -> SingleSignOn | None:
    """Return how people log in with their office account; None if that is not set up.

    PROVIDER is a file with the provider's own description (OpenID Connect Discovery 1.0,
    section 4.2). Raise TriageError where something is missing or not https.
    """
    path = environ.get(PROVIDER, "")
    if not path:
        return None
    try:
        told = json.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise _no_provider(path, type(error).__name__) from None
    names = ("issuer", "authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri")
    for name in names:
        parts = urlsplit(str(told.get(name, "")) if isinstance(told, dict) else "")
        if parts.scheme != "https" and parts.hostname not in LOOPBACK:
            raise _no_provider(path, f"no https address as {name}")
    missing = [name for name in (CLIENT, SECRET) if not environ.get(name)]
    if missing:
        raise TriageError(
            "single sign-on is half set up",
            where=missing[0],
            got="nothing",
            allowed="what the identity provider gave for this page",
            next_step=f"set {' and '.join(missing)}, or unset {PROVIDER}",
        )
    addresses = {name: str(told[name]) for name in names}
    claim = environ.get(CLAIM) or "preferred_username"
    return SingleSignOn(**addresses, client=environ[CLIENT], secret=environ[SECRET], claim=claim)


def _no_provider(path: str, got: str) -> TriageError:
    return TriageError(
        "does not describe an identity provider",
        where=f"{PROVIDER}={path}",
        got=got,
        allowed="the JSON a provider shows at ISSUER/.well-known/openid-configuration",
        next_step="save that page under this name",
    )


def database(environ: Mapping[str, str]) -> dict[str, Any]:
    """Return Django's settings of the database: DATABASE_URL, else SQLite in the page's folder."""
    url = environ.get(DATABASE, "")
    if not url:
        return _sqlite(make_folder(environ) / _SQLITE)
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise _unusable("an address that cannot be read") from None
    if parts.scheme == "sqlite" and parts.path:
        return _sqlite(Path(unquote(parts.path)))
    if parts.scheme in ("postgres", "postgresql") and parts.path.strip("/"):
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.strip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or ""),
            "PORT": str(port or ""),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": dict(parse_qsl(parts.query)),
        }
    # The address holds a password: only its kind is repeated.
    raise _unusable(f"{parts.scheme or 'no scheme'}://...")


def _sqlite(path: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {
            # Writers queue up at once instead of failing half-way; readers never wait.
            "transaction_mode": "IMMEDIATE",
            "timeout": _WAIT_SECONDS,
            "init_command": "; ".join(f"PRAGMA {pragma}" for pragma in _PRAGMAS),
        },
    }


def _unusable(got: str) -> TriageError:
    return TriageError(
        "no database can be reached by this address",
        where=DATABASE,
        got=got,
        allowed="postgresql://user:password@host:5432/name, sqlite:///path; unset for SQLite",
        next_step="mend the variable",
    )
