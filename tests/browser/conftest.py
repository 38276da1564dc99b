"""The product as a newcomer starts it: `plandugnad serve`, real Chromium, nothing replaced.

What is costly to make lasts for this folder and no longer: while playwright runs, other tests in the same process
cannot use the database.
"""

import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, StorageState, sync_playwright

from tests.browser import serving
from tests.browser.serving import Server
from tests.browser.visitor import Visit, Visitor, new_visitor

HERE = Path(__file__).parent
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
QUIET = ("--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run")
ANNA = "anna@eksempel.no"
PASSWORD = "fem epler i en kurv"


def pytest_itemcollected(item: pytest.Item) -> None:
    if HERE in item.path.parents:
        item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed, so nothing can be tried in a browser")
    with sync_playwright() as playwright:
        arguments = [*QUIET, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def demo(chromium: Browser) -> Iterator[Server]:
    folder = serving.new_folder()
    server = serving.start(folder, serving.free_port(), "--demo")
    yield server
    serving.end(server)


@dataclass(frozen=True)
class Ordinary:
    """An installation for real work, with Anna's way in printed by `setup`."""

    server: Server
    invitation: str


@pytest.fixture(scope="package")
def ordinary(chromium: Browser) -> Iterator[Ordinary]:
    folder, port = serving.new_folder(), serving.free_port()
    said = serving.run(folder, "setup", "--email", ANNA, "--base-url", f"http://localhost:{port}")
    link = re.search(r"http://localhost:\d+/invitasjon/\S+", said)
    assert link, said
    server = serving.start(folder, port, settings={"PLANDUGNAD_TWO_STEPS": "nei"})
    yield Ordinary(server, link[0])
    serving.end(server)


@pytest.fixture(scope="package")
def annas_key(chromium: Browser, ordinary: Ordinary) -> StorageState:
    """Anna accepts her invitation once; what her browser keeps opens the door afterwards."""
    anna = new_visitor(chromium, ordinary.server)
    anna.go(ordinary.invitation)
    anna.fill(name="Anna Eksempel", password=PASSWORD)
    anna.press("Bli med")
    anna.sees_heading("Administrasjon")
    key = anna.context.storage_state()
    anna.context.close()
    return key


@pytest.fixture
def anna(ordinary: Ordinary, annas_key: StorageState, visit: Visit) -> Visitor:
    return visit(ordinary.server, storage_state=annas_key)


@pytest.fixture
def visit(chromium: Browser) -> Iterator[Visit]:
    visitors: list[Visitor] = []

    def new(server: Server, width: int = 1440, **options: object) -> Visitor:
        visitors.append(new_visitor(chromium, server, width, **options))
        return visitors[-1]

    yield new
    said = [complaint for visitor in visitors for complaint in visitor.complaints]
    for visitor in visitors:
        visitor.context.close()
    assert said == []
