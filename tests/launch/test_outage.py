"""The database goes away while people work, and comes back."""

import re
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote_plus

import psycopg
import pytest

from plandugnad.launch.postgres import EmbeddedPostgres
from tests.launch.real import Browser, Server, free_port, new_folder, start
from tests.launch.serving import wait_until

NEW = "/kommuner/9901/planer/ny/"


@pytest.fixture
def database() -> Iterator[EmbeddedPostgres]:
    """Somebody else's, as with DATABASE_URL: our supervisor neither stops nor starts it."""
    folder = new_folder()
    with EmbeddedPostgres(folder) as started:
        yield started
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["one process", "page workers"])
def server(request: pytest.FixtureRequest, database: EmbeddedPostgres) -> Iterator[Server]:
    folder, words = new_folder(), [] if request.param == "one process" else ["--workers", "2"]
    started = start(folder, free_port(), "--demo", *words, settings={"DATABASE_URL": database.url})
    yield started
    started.process.terminate()
    started.process.wait(90)
    shutil.rmtree(folder, ignore_errors=True)


class Writer(threading.Thread):
    """Makes one plan after the other, and remembers which she was told were made."""

    def __init__(self, address: str, name: str) -> None:
        super().__init__(daemon=True)
        self.browser = Browser(address).sign_in("Ingrid")
        self.name_of_plans = name
        self.answered: dict[str, int] = {}
        self.is_over = threading.Event()

    def run(self) -> None:
        number = 0
        while not self.is_over.is_set():
            number += 1
            name = f"{self.name_of_plans} {number}"
            try:
                self.answered[name] = self._make(name)
            except OSError:  # the server is gone: the test has ended
                return

    def _make(self, name: str) -> int:
        form = self.browser.get(f"{NEW}?navn={quote_plus(name)}")
        if form.status != 200:
            return form.status
        hidden = dict(re.findall(r'<input[^>]*type="hidden"[^>]*name="([^"]+)"[^>]*value="([^"]*)"', form.text))
        about = hidden | {"name": name, "plan_type": "theme_plan", "status": "in_process"}
        return self.browser.post(NEW, about).status


def told_of(folder: Path, url: str) -> dict[str, tuple[int, int]]:
    """Each plan by its name, with how many lines of history and places in the search it has."""
    question = """
        SELECT name, (SELECT count(*) FROM core_auditevent WHERE subject_id = plan.id),
               (SELECT count(*) FROM projections_foundentry WHERE source_id = plan.id)
        FROM plans_plan AS plan WHERE name LIKE 'Prøveplan%'"""
    with psycopg.connect(url) as connection:
        return {name: (events, found) for name, events, found in connection.execute(question)}


def test_the_pages_say_so_while_it_is_away_and_go_on_by_themselves(server: Server, database: EmbeddedPostgres) -> None:
    writers = [Writer(server.address, f"Prøveplan {letter}") for letter in "ABC"]
    for writer in writers:
        writer.start()
    reader = Browser(server.address).sign_in("Ingrid")
    wait_until(lambda: all(len(writer.answered) > 3 for writer in writers), "some plans to be made", 60)
    database.stop()
    page = reader.get("/")
    assert page.status == 503
    assert "Databasen svarer ikke akkurat nå" in page.text
    assert page.headers["retry-after"]
    english = reader.get("/", Accept_Language="en", Cookie="language=en")
    assert "The database is not answering" in english.text
    program = Browser(server.address)
    call = program.get("/api/v1/municipalities")
    assert (call.status, call.headers["content-type"]) == (503, "application/problem+json")
    assert program.get("/helse").status == 200
    assert program.get("/helse/klar").status == 503
    database.start()
    wait_until(lambda: reader.get("/").status == 200, "the pages to be back", 30)
    wait_until(lambda: all(list(writer.answered.values())[-1] == 200 for writer in writers), "plans again", 60)
    for writer in writers:
        writer.is_over.set()
        writer.join(60)
    answered = {name: status for writer in writers for name, status in writer.answered.items()}
    assert set(answered.values()) == {200, 503}
    kept = told_of(server.folder, database.url)
    assert {name for name, status in answered.items() if status == 200} <= set(kept)
    assert set(kept.values()) == {(1, 1)}
    said = (server.folder / "said.txt").read_text("utf-8")
    # The jobs have a connection of their own that must stand; their process is started again. No other may stop.
    assert "stanset uventet" not in said.replace("Jobbene stanset uventet", "")
