"""The part of a sign-in that happens at the real provider, walked as a browser does: redirects, cookies, its form."""

import re
import urllib.request
from http.cookiejar import CookieJar
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode, urljoin


class _Stays(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *about: Any) -> None:
        return None


class Walker:
    """One person's browser, as far as the provider sees it."""

    def __init__(self, product: str) -> None:
        self.product = product
        self._open = urllib.request.build_opener(_Stays, urllib.request.HTTPCookieProcessor(CookieJar())).open

    def walk(self, address: str, who: str, level: str = "idporten-loa-high", *, stops: bool = False) -> str:
        """From where the product sent her to where the provider sends her back: a path of the product, with query."""
        form = {"who": who, "acr": level} | ({"stop": "1"} if stops else {})
        body: bytes | None = None
        for _step in range(12):
            status, headers, _text = self._visit(address, body)
            body = None
            if status in {302, 303}:
                address = urljoin(address, headers["Location"])
                if address.startswith(self.product):
                    return address.removeprefix(self.product)
            else:
                assert "/hvem/" in address, (address, _text[-700:])
                body = urlencode(form).encode()
        raise AssertionError("went in circles")

    def end(self, address: str) -> str:
        """Signs out there: a page that sends its only form by itself, and then back."""
        _status, _headers, page = self._visit(address, None)
        action = re.search(r'action="([^"]+)"', page)
        fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', page))
        assert action, page[:500]
        status, headers, text = self._visit(urljoin(address, action[1]), urlencode(fields | {"logout": "yes"}).encode())
        assert status == 303, (status, text[:500])
        return str(headers["Location"])

    def _visit(self, address: str, body: bytes | None) -> tuple[int, Any, str]:
        try:
            with self._open(address, body, 20) as answer:
                return answer.status, answer.headers, answer.read().decode()
        except HTTPError as answer:
            with answer:
                return answer.code, answer.headers, answer.read().decode()
