"""What a first visit costs, and what its answers let a browser do."""

import re
from collections.abc import Iterator
from datetime import timedelta
from time import time

import pytest
from playwright.sync_api import Page

from tests.browser.serving import Server
from tests.browser.visitor import Visit

LIMIT_BYTES = 150_000
TWO_WEEKS = timedelta(days=14).total_seconds()


class Wire:
    """Counts what comes over the wire, headers and compressed bodies, as the browser's own network panel does."""

    def __init__(self, page: Page) -> None:
        self.bytes = 0
        panel = page.context.new_cdp_session(page)
        panel.send("Network.enable")
        panel.on("Network.loadingFinished", self._add)

    def _add(self, told: dict[str, float]) -> None:
        self.bytes += int(told["encodedDataLength"])


@pytest.mark.parametrize("address", ["/", "/kommuner/9901/", "/kommuner/9901/tabell/"])
def test_a_first_visit_is_light(demo: Server, visit: Visit, address: str) -> None:
    ingrid = visit(demo)
    if address != "/":
        ingrid.sign_in_as("Ingrid")
    newcomer = visit(demo, storage_state=ingrid.context.storage_state())  # signed in, with nothing in the cache
    wire = Wire(newcomer.page)
    newcomer.page.goto(newcomer.address + address, wait_until="networkidle")
    assert 10_000 < wire.bytes < LIMIT_BYTES


@pytest.mark.parametrize("address", ["/", "/inn/", "/kommuner/9901/", "/finnes-ikke/", "/helse"])
def test_the_content_policy_lets_nothing_foreign_and_nothing_inline_in(
    demo: Server, visit: Visit, address: str
) -> None:
    ingrid = visit(demo)
    ingrid.sign_in_as("Ingrid")
    answer = ingrid.context.request.get(demo.address + address)
    parts = (part.split() for part in answer.headers["content-security-policy"].split(";"))
    policy = {words[0]: words[1:] for words in parts if words}
    assert policy["default-src"] == ["'none'"]
    assert {source for sources in policy.values() for source in sources} == {"'none'", "'self'"}
    assert policy["frame-ancestors"] == ["'none'"]


def files_of(page: Page) -> Iterator[str]:
    yield from re.findall(r'(?:href|src)="(/static/[^"#]+)', page.content())


def test_files_are_compressed_and_kept_for_good(demo: Server, visit: Visit) -> None:
    ingrid = visit(demo)
    ingrid.sign_in_as("Ingrid")
    files = set(files_of(ingrid.go("/kommuner/9901/")))
    assert {file.rpartition(".")[2] for file in files} >= {"css", "js", "svg"}
    for file in sorted(files):
        headers = ingrid.context.request.get(demo.address + file, headers={"Accept-Encoding": "gzip"}).headers
        assert "immutable" in headers["cache-control"], file
        assert headers.get("content-encoding") == "gzip" or int(headers["content-length"]) < 1000, file


def test_the_session_is_out_of_reach_of_scripts_and_of_other_sites(demo: Server, visit: Visit) -> None:
    ingrid = visit(demo)
    ingrid.sign_in_as("Ingrid")
    session = next(cookie for cookie in ingrid.context.cookies() if cookie.get("name") == "sessionid")
    assert session.get("httpOnly")
    assert session.get("sameSite") == "Lax"
    assert session.get("expires", 0) < time() + TWO_WEEKS + 60


def test_somebody_not_signed_in_is_given_no_session(demo: Server, visit: Visit) -> None:
    stranger = visit(demo)
    stranger.go("/")
    assert {cookie.get("name") for cookie in stranger.context.cookies()} == {"csrftoken"}
