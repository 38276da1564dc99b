"""Two page workers are one to those outside: what one of them has counted or taken in, the other knows."""

import hashlib
import itertools
import os
import re
import shutil
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import suppress

import psutil
import pytest
from pycrdt import Doc, Map, Text
from websockets.sync.client import connect
from websockets.typing import Origin

from tests.launch.real import Browser, Server, free_port, new_folder, start
from tests.launch.serving import wait_until

MEGABYTES = 99


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    folder = new_folder()
    started = start(folder, free_port(), "--demo", "--workers", "2")
    yield started
    started.process.terminate()
    started.process.wait(90)
    shutil.rmtree(folder, ignore_errors=True)


def workers(server: Server) -> list[int]:
    found = []
    for one in psutil.Process(server.process.pid).children(recursive=True):
        with suppress(psutil.NoSuchProcess):  # what was killed, until it is reaped, has no words any more
            found += [one.pid] if "plandugnad.launch.pages" in one.cmdline() else []
    return sorted(found)


def replace(server: Server, worker: int) -> None:
    """Kills one and waits until another stands in its place, so that nothing it alone knew is left."""
    os.kill(worker, signal.SIGKILL)
    wait_until(lambda: worker not in workers(server) and len(workers(server)) == 2, "another worker")


def test_calls_are_counted_together_and_the_count_outlives_the_one_who_counted(server: Server) -> None:
    """Counted by the minute: where another minute begins while a worker is replaced, it is done again."""

    def left() -> tuple[int, int]:
        """The minute, and how many calls are left in it. Asked again of whom was killed as she answered, which is a
        call too."""
        said = Browser(server.address).get("/api/v1/municipalities?limit=1").headers["ratelimit"]
        rest, seconds = re.search(r"r=(\d+);t=(\d+)", said).groups()  # type: ignore[union-attr]  # or the test is red
        return int(time.time() + int(seconds)) // 60, int(rest)

    for wait in (False, True, True):
        if wait:
            time.sleep(60 - time.time() % 60)
        told = [left() for _ in range(10)]
        replace(server, workers(server)[0])
        told += [left() for _ in range(5)]
        if len({minute for minute, _rest in told}) == 1:
            break
    else:
        pytest.fail(f"a worker was never replaced within a minute: {told}")
    rests = [rest for _minute, rest in told]
    assert all(later < earlier for earlier, later in itertools.pairwise(rests)), rests


def test_who_guesses_passwords_is_stopped_whichever_worker_she_meets(server: Server) -> None:
    """Five tries for one address in five minutes."""

    def guess() -> str:
        return Browser(server.address).post("/inn/", {"login": "ukjent@eksempel.no", "password": "gjetter"}).text

    told = []
    for worker in workers(server):
        told += [guess(), guess()]
        replace(server, worker)
    told += [guess(), guess()]
    assert ["for mange" in text.lower() for text in told] == [False] * 5 + [True]


def test_large_files_come_in_through_both_at_once_while_others_read(server: Server) -> None:
    ingrid = Browser(server.address).sign_in("Ingrid")
    room = re.findall(r"/arkiv/rom/[0-9a-f-]{36}/", ingrid.get("/kommuner/9901/arkiv/").text)[0]
    contents = {f"stor {letter}.bin": os.urandom(1024**2) * MEGABYTES for letter in "AB"}
    told: dict[str, str] = {}

    def send(name: str) -> None:
        browser = Browser(server.address).sign_in("Ingrid")
        told[name] = browser.upload(f"{room}last-opp/", name, contents[name], Accept="application/json").text

    senders = [threading.Thread(target=send, args=[name]) for name in contents]
    for sender in senders:
        sender.start()
    statuses = []
    while any(sender.is_alive() for sender in senders):
        statuses.append(ingrid.get("/").status)
    assert set(statuses) == {200}
    assert all('"wrong": false' in said for said in told.values()), told
    kept = {path.name for path in (server.folder / "files").glob("??/*")}
    assert {hashlib.sha256(content).hexdigest() for content in contents.values()} <= kept
    assert list((server.folder / "incoming").iterdir()) == []


def test_what_is_written_through_a_page_worker_is_at_once_with_who_is_connected_to_the_sheet(server: Server) -> None:
    """Page workers take no connections that stay open: the sheets have a door of their own, the next one."""
    ingrid = Browser(server.address).sign_in("Ingrid")
    path = next(one for one in re.findall(r"/samarbeid/[0-9a-f-]{36}/", ingrid.get("/samarbeid/").text))
    sheets = dict.fromkeys(re.findall(r"/arbeidsark/[0-9a-f-]{36}/", ingrid.get(f"{path}arbeidsark/").text))
    [page] = [text for text in (ingrid.get(sheet).text for sheet in sheets) if "En felles planprosess</h1>" in text]
    [address] = set(re.findall(r"/arbeidsark/dokument/[0-9a-f-]{36}/", page))
    host, port = server.address.removeprefix("http://").rsplit(":", 1)
    door = f"{host}:{int(port) + 1}"
    doc: Doc[Map[object]] = Doc()
    doc.get("differences/cards", type=Map)["kort-utenfra"] = Map({"text": Text("Fra en annen vei"), "order": "a5"})
    with connect(
        f"ws://{door}{address}direkte/", origin=Origin(f"http://{door}"), additional_headers={"Cookie": ingrid.cookies}
    ) as live:
        live.send('{"t": "hello", "vector": "AA=="}')
        assert '"t":"welcome"' in str(live.recv(30))
        assert ingrid.send(f"{address}endringer/", doc.get_update()).status == 200
        wait_until(lambda: "Fra en annen vei" in str(live.recv(30)), "the words to come")
