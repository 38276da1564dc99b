"""Page workers: several processes on one door and one database."""

import http.client
import os
import signal
import socket
import threading
import urllib.request

import pytest

from tests.launch.serving import Serving, run, wait_until


def workers_of(serving: Serving, asked: int = 40) -> set[str]:
    return {serving.get("who") for _ in range(asked)}


def test_two_workers_answer_at_one_door_from_one_database(demo: Serving) -> None:
    demo.start("--workers", "2")
    wait_until(lambda: len(workers_of(demo)) == 2, "both to answer")
    for text in ("kyst", "fjell", "sentrum"):
        demo.get(f"note/{text}")
    assert {demo.get("notes") for _ in range(20)} == {"kyst fjell sentrum"}
    assert demo.stop() == 0
    assert "Traceback" not in demo.text


def test_when_one_is_killed_the_other_answers_and_it_is_started_again(demo: Serving) -> None:
    demo.start("--workers", "2")
    wait_until(lambda: len(workers_of(demo)) == 2, "both to answer")
    before = workers_of(demo)
    killed = min(before)
    os.kill(int(killed), signal.SIGKILL)
    assert demo.get("who") != killed
    wait_until(lambda: len(workers_of(demo)) == 2, "two to answer again")
    assert killed not in workers_of(demo)
    assert "stanset uventet. Starter igjen om 0,5 s." in demo.text


def test_slow_senders_do_not_stand_in_the_way(demo: Serving) -> None:
    demo.start("--workers", "1")
    port = int(demo.address.rsplit(":", 1)[1])
    slow = []
    for _ in range(4):
        one = socket.create_connection(("127.0.0.1", port))
        one.sendall(f"POST /length HTTP/1.1\r\nHost: localhost:{port}\r\nContent-Length: 1000\r\n\r\nabc".encode())
        slow.append(one)
    assert demo.get("helse") == "ok"
    slow[0].sendall(b"x" * 997)
    assert b"\r\n\r\n1000" in _all(slow[0])
    for one in slow:
        one.close()
    assert demo.get("helse") == "ok"


def _all(one: socket.socket) -> bytes:
    one.settimeout(10)
    heard = b""
    while piece := one.recv(4096):
        heard += piece
    return heard


def test_what_is_being_answered_at_ctrl_c_is_answered(demo: Serving) -> None:
    demo.start("--workers", "1")
    heard: list[str] = []
    asking = threading.Thread(target=lambda: heard.append(demo.get("slowly")))
    asking.start()
    wait_until(lambda: bool((demo.folder / "slowly").exists()), "the answer to begin")
    demo.stop()
    asking.join(10)
    assert heard == ["done"]


def test_a_page_is_not_given_our_secrets(demo: Serving) -> None:
    """granian would put all of our environment into every request."""
    demo.start("--workers", "1")
    given = demo.get("given")
    assert "HTTP_HOST" in given
    assert "SECRET" not in given
    assert "DATABASE_URL" not in given


def test_a_stream_comes_whole(demo: Serving) -> None:
    demo.start("--workers", "1")
    with urllib.request.urlopen(f"{demo.address}/stream", timeout=10) as answer:
        assert answer.read() == b"plan" * 5000
    port = int(demo.address.rsplit(":", 1)[1])
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", "/stream")
    connection.close()  # gone before it came
    assert demo.get("helse") == "ok"


@pytest.mark.parametrize("count", ["0", "17", "to", "-1"])
def test_a_number_of_workers_that_cannot_be_is_told(count: str, demo: Serving) -> None:
    told = run(demo.environment, "serve", "--workers", count)
    assert told.returncode == 2
    assert "Skriv hvor mange sidearbeidere, fra 1 til 16." in told.stderr
