"""The whole product, served to a real client that signs in to its example region."""

import http.cookiejar
import json
import re
import secrets
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from typing import IO

from tests.browser.serving import Server, free_port, new_folder, start

__all__ = ["Browser", "Heard", "Server", "free_port", "new_folder", "start"]


@dataclass(frozen=True)
class Heard:
    status: int
    text: str
    headers: dict[str, str]
    url: str = ""

    def json(self) -> dict[str, object]:
        said: dict[str, object] = json.loads(self.text)
        return said


class Browser:
    """Keeps cookies, follows redirects and answers forms, and nothing else."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._jar = http.cookiejar.CookieJar()
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self._jar))

    def get(self, path: str, **headers: str) -> Heard:
        return self._ask(urllib.request.Request(self.address + path, headers=_named(headers)))

    def post(self, path: str, form: dict[str, str], **headers: str) -> Heard:
        body = urllib.parse.urlencode(form | {"csrfmiddlewaretoken": self._token()}).encode()
        return self._ask(urllib.request.Request(self.address + path, body, self._origin() | _named(headers)))

    def upload(self, path: str, name: str, content: bytes | IO[bytes], field: str = "file", **headers: str) -> Heard:
        edge = secrets.token_hex(8)
        about = f'--{edge}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{self._token()}\r\n'
        about += f'--{edge}\r\nContent-Disposition: form-data; name="{field}"; filename="{name}"\r\n\r\n'
        held = content if isinstance(content, bytes) else content.read()
        body = about.encode() + held + f"\r\n--{edge}--\r\n".encode()
        kind = {"Content-Type": f"multipart/form-data; boundary={edge}"}
        return self._ask(urllib.request.Request(self.address + path, body, self._origin() | kind | _named(headers)))

    def send(self, path: str, body: bytes) -> Heard:
        kind = {"Content-Type": "application/octet-stream", "X-CSRFToken": self._token()}
        return self._ask(urllib.request.Request(self.address + path, body, self._origin() | kind))

    @property
    def cookies(self) -> str:
        return "; ".join(f"{one.name}={one.value}" for one in self._jar)

    def sign_in(self, name: str) -> "Browser":
        """By the one click there is in a demo."""
        page = self.get("/").text
        found = next(at for at, words in _doors(page) if name in words)
        assert self.post(found, {}).status == 200
        return self

    def _token(self) -> str:
        found = next((cookie.value for cookie in self._jar if cookie.name == "csrftoken"), None)
        if found is None:
            self.get("/inn/")
            found = next(cookie.value for cookie in self._jar if cookie.name == "csrftoken")
        return found or ""

    def _origin(self) -> dict[str, str]:
        return {"Origin": self.address, "Referer": f"{self.address}/"}

    def _ask(self, request: urllib.request.Request) -> Heard:
        try:
            answer = self._opener.open(request, timeout=60)
        except urllib.error.HTTPError as refused:
            answer = refused
        with answer:
            return Heard(
                answer.status,
                answer.read().decode(errors="replace"),
                {name.lower(): value for name, value in answer.headers.items()},
                answer.url,
            )


def _named(headers: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}


def _doors(page: str) -> list[tuple[str, str]]:
    return re.findall(r'<form[^>]*action="(/demo/inn/[^"]+)"[^>]*>(.*?)</form>', page, re.DOTALL)
