import os
import signal
import socket
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from tests.launch.serving import Serving, run, wait_until

linux_only = pytest.mark.skipif(not Path("/proc").exists(), reason="only Linux tells children that their parent died")


def all_ended(processes: list[psutil.Process]) -> bool:
    """A zombie waits for whoever adopted it; it has ended all the same."""
    return not any(one.is_running() and one.status() != psutil.STATUS_ZOMBIE for one in processes)


def test_a_new_folder_becomes_a_demo_opens_its_pages_and_stops_at_ctrl_c(serving: Serving) -> None:
    serving.start("--demo")
    children = serving.children()
    assert serving.get("helse") == "ok"
    assert serving.address.startswith("http://localhost:")
    assert serving.get("address").startswith(serving.address)
    assert serving.stop() == 0
    assert all_ended(children)
    assert "Traceback" not in serving.text
    assert not (serving.folder / "database" / "cluster" / "postmaster.pid").exists()


def test_the_second_start_is_warm_and_keeps_what_was_saved(demo: Serving) -> None:
    demo.start()
    demo.get("note/sykkelplan")
    demo.stop()
    demo.start()
    assert demo.get("notes") == "sykkelplan"
    assert "Lager tabellene" not in demo.text


@linux_only
def test_nothing_saved_is_lost_when_everything_is_killed_at_once(demo: Serving) -> None:
    demo.start()
    children = demo.children()
    for text in ("kyst", "fjell", "sentrum"):
        demo.get(f"note/{text}")
    demo.send(signal.SIGKILL)
    for one in children:
        with suppress(psutil.NoSuchProcess):  # its parent is gone, so it may be about to go too
            one.kill()
    demo.wait()
    demo.start()
    assert demo.get("notes") == "kyst fjell sentrum"


@linux_only
def test_when_only_the_supervisor_is_killed_its_children_end_by_themselves(demo: Serving) -> None:
    demo.start()
    demo.get("note/kyst")
    children = demo.children()
    demo.send(signal.SIGKILL)
    demo.wait()
    wait_until(lambda: all_ended(children), "the children to end")
    demo.start()
    assert demo.get("notes") == "kyst"


def test_a_web_that_dies_is_started_again_and_that_is_said(demo: Serving) -> None:
    demo.start()
    before = demo.get("who")
    os.kill(int(before), signal.SIGKILL)
    after = demo.get("who")  # waits at the supervisor's own socket until the new one answers
    assert after != before
    assert "Nettjeneren stanset uventet" in demo.text


def test_a_database_that_dies_is_started_again_with_everything_in_it(demo: Serving) -> None:
    demo.start()
    demo.get("note/kyst")
    demo.child("postgres -D").kill()
    wait_until(lambda: "Databasen stanset uventet" in demo.text, "the death to be noticed")

    def has_kyst() -> bool:
        try:
            return demo.get("notes") == "kyst"
        except OSError:
            return False

    wait_until(has_kyst, "the notes to be back")


def test_a_second_serve_on_the_same_folder_is_refused_in_a_sentence(demo: Serving) -> None:
    demo.start()
    second = run(demo.environment, "serve", "--data", str(demo.folder))
    assert second.returncode == 1
    assert "Plandugnad kjører allerede" in second.stderr
    assert demo.get("helse") == "ok"


def test_the_next_free_port_is_used_when_the_wanted_one_is_taken(demo: Serving) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        demo.start(port=port)
        assert f"Port {port} er opptatt" in demo.text
        assert demo.address != f"http://localhost:{port}"


def test_serve_without_an_installation_tells_what_to_do(folder: Path, environment: dict[str, str]) -> None:
    told = run(environment, "serve", "--data", str(folder))
    assert told.returncode == 1
    assert "plandugnad setup" in told.stderr
    assert "serve --demo" in told.stderr
    assert not folder.exists()


def test_a_start_that_was_stopped_half_way_is_finished_by_the_next(serving: Serving) -> None:
    serving.begin("--demo")
    wait_until(lambda: "Starter databasen" in serving.text, "the database")
    wait_until(lambda: len(serving.children()) > 1, "a step to run")
    serving.send(signal.SIGINT)
    assert serving.wait() == 0
    assert "Stoppet." in serving.text
    serving.start("--demo")
    assert serving.get("helse") == "ok"


def test_two_interrupts_do_not_lose_anything_either(demo: Serving) -> None:
    demo.start()
    demo.get("note/kyst")
    demo.send(signal.SIGINT)
    demo.send(signal.SIGINT)
    assert demo.wait() == 0
    demo.start()
    assert demo.get("notes") == "kyst"
