"""An identity provider by hand: the few answers of OpenID Connect that a page asks for."""

import base64
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "postfach", "ein-langes-geheimnis"


class Provider:
    """Knows one person; `token` and `userinfo` overlay what it says, `up` whether it answers."""

    def __init__(self, address: str) -> None:
        self.issuer = address
        self.token: dict[str, Any] = {}
        self.userinfo: dict[str, Any] = {}
        self.up = True
        self.asked: list[str] = []
        self._given: dict[str, dict[str, str]] = {}
        self._key = rsa.generate_private_key(public_exponent=65537, key_size=2048)

    def described(self) -> dict[str, str]:
        """Return what stands at .well-known/openid-configuration."""
        names = ("authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri")
        return {"issuer": self.issuer} | {name: f"{self.issuer}/{name}" for name in names}

    def answer(self, path: str, query: dict[str, str], form: dict[str, str]) -> Any:
        """Return what stands at an address."""
        self.asked.append(path)
        if not self.up:
            return None
        if path == "/jwks_uri":
            key = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self._key.public_key()))
            return {"keys": [key | {"kid": "1", "alg": "RS256", "use": "sig"}]}
        if path == "/authorization_endpoint":
            self._given["code"] = query
            back = urlencode({"code": "code", "state": query["state"]})
            return f"{query['redirect_uri']}?{back}"
        if path == "/token_endpoint":
            return self._token(form)
        return {"sub": "4711", "preferred_username": "anna"} | self.userinfo

    def _token(self, form: dict[str, str]) -> Any:
        begun = self._given.pop(form["code"], None)
        digest = hashlib.sha256(form["code_verifier"].encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if begun is None or form["client_secret"] != SECRET or begun["code_challenge"] != challenge:
            return None
        now = int(time.time())
        payload = {
            "iss": self.issuer, "aud": CLIENT, "sub": "4711", "iat": now, "exp": now + 60,
            "nonce": begun["nonce"],
        }  # fmt: skip
        signed = jwt.encode(payload | self.token, self._key, "RS256", headers={"kid": "1"})
        return {"access_token": "zugang", "token_type": "Bearer", "id_token": signed}


@contextmanager
def provider() -> Iterator[Provider]:
    """Let a provider answer on this machine as long as it is entered."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._respond({})

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self._respond({name: values[0] for name, values in parse_qs(body).items()})

        def _respond(self, form: dict[str, str]) -> None:
            parts = urlsplit(self.path)
            query = {name: values[0] for name, values in parse_qs(parts.query).items()}
            found = one.answer(parts.path, query, form)
            to = isinstance(found, str)
            self.send_response(503 if found is None else 302 if to else 200)
            self.send_header(
                "Location" if to else "Content-Type", found if to else "application/json"
            )
            self.end_headers()
            if not to:
                self.wfile.write(json.dumps(found).encode())

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    one = Provider(f"http://127.0.0.1:{server.server_address[1]}")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield one
    finally:
        server.shutdown()
        server.server_close()
