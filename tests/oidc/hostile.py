"""A provider that answers as it is told to: forged, old, for somebody else, unsigned. Ours, on loopback."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key

from plandugnad.accounts.providers.provider import Provider

CLIENT = "plandugnad"


def new_key() -> RSAPrivateKey:
    return generate_private_key(public_exponent=65537, key_size=2048)


@dataclass
class Hostile:
    address: str = ""
    keys: dict[str, RSAPrivateKey] = field(default_factory=lambda: {"one": new_key()})
    issuer: str | None = None  # what it says of itself, when that is a lie
    token: str = ""
    status: int = 200
    fetched: list[str] = field(default_factory=list)

    def claims(self, asked: str, /, **changes: Any) -> dict[str, Any]:
        now = int(time.time())
        about = {"iss": self.address, "aud": CLIENT, "sub": "abc", "nonce": asked, "iat": now, "exp": now + 300}
        return {name: value for name, value in (about | changes).items() if value is not None}

    def sign(self, claims: dict[str, Any], key_id: str = "one", key: Any = None, alg: str = "RS256") -> None:
        self.token = jwt.encode(
            claims, self.keys[key_id] if key is None else key, algorithm=alg, headers={"kid": key_id}
        )

    def answer(self, path: str) -> dict[str, Any]:
        self.fetched.append(path)
        if path == "/jwks":
            return {"keys": [self._public(name, key) for name, key in self.keys.items()]}
        if path == "/token":
            return {"access_token": "x", "token_type": "Bearer", "id_token": self.token}
        return {
            "issuer": self.issuer or self.address,
            "authorization_endpoint": f"{self.address}/auth",
            "token_endpoint": f"{self.address}/token",
            "jwks_uri": f"{self.address}/jwks",
        }

    @staticmethod
    def _public(name: str, key: RSAPrivateKey) -> dict[str, Any]:
        told = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(key.public_key()))
        return {**told, "kid": name, "use": "sig", "alg": "RS256"}


@contextmanager
def hostile() -> Iterator[Hostile]:
    its = Hostile()

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            told = json.dumps(its.answer(self.path.split("?")[0])).encode()
            self.send_response(its.status)
            self.send_header("Content-Length", str(len(told)))
            self.end_headers()
            self.wfile.write(told)

        do_POST = do_GET

        def log_message(self, *about: Any) -> None:
            return None

    server = ThreadingHTTPServer(("localhost", 0), Answers)
    its.address = f"http://localhost:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield its
    finally:
        server.shutdown()
        thread.join(5)
        server.server_close()


def as_known(its: Hostile, **more: Any) -> Provider:
    return Provider("porten", "Prøveporten", its.address, CLIENT, "hemmelig", **more)
