"""The disk of the data folder fills up while somebody sends a file: a real one, of a few megabytes of memory."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from plandugnad.launch.postgres import EmbeddedPostgres
from tests.launch.real import Browser, Server, free_port, new_folder, start

MEGABYTE = 1024**2
SIZE_MB = 160


@pytest.fixture(params=["one process", "page workers"])
def server(request: pytest.FixtureRequest) -> Iterator[tuple[Server, str]]:
    """With the database elsewhere, as with DATABASE_URL."""
    folder, place = new_folder(), new_folder()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE_MB}m,mode=755", "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        pytest.skip("a disk of its own can be mounted by root only")
    words = [] if request.param == "one process" else ["--workers", "2"]
    try:
        with EmbeddedPostgres(place) as database:
            started = start(folder, free_port(), "--demo", *words, settings={"DATABASE_URL": database.url})
            try:
                yield started, database.url
            finally:
                started.process.terminate()
                started.process.wait(90)
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)
        shutil.rmtree(folder, ignore_errors=True)
        shutil.rmtree(place, ignore_errors=True)


def fill(path: Path, megabytes: int) -> None:
    """Leaves this much: enough to begin, too little to end."""
    path.write_bytes(bytes(max(0, shutil.disk_usage(path.parent).free - megabytes * MEGABYTE)))


def rows(url: str) -> list[int]:
    tables = ("core_storedfile", "archive_file", "archive_fileversion", "imports_importrun", "core_auditevent")
    with psycopg.connect(url) as connection:
        counts = [connection.execute(f"SELECT count(*) FROM {table}").fetchone() for table in tables]
    return [count[0] for count in counts if count]


def litter(folder: Path) -> list[str]:
    return [path.name for path in [*(folder / "files").glob(".*"), *(folder / "incoming").iterdir()]]


def test_who_sends_a_file_is_told_and_nothing_is_half_done(server: tuple[Server, str]) -> None:
    running, url = server
    ingrid = Browser(running.address).sign_in("Ingrid")
    room = re.findall(r"/arkiv/rom/[0-9a-f-]{36}/", ingrid.get("/kommuner/9901/arkiv/").text)[0]
    before = rows(url)
    fill(running.folder / "fyll", 24)
    for megabytes in (60, 20):  # too much already on its way in; and room for one copy of it, not for two
        sent = os.urandom(MEGABYTE) * megabytes
        told = ingrid.upload(f"{room}last-opp/", "plankart.pdf", sent, Accept="application/json")
        assert told.status == 507, (megabytes, told)
        assert "Det er ikke plass" in told.text
        led_on = ingrid.upload(f"{room}last-opp/", "plankart.pdf", sent)
        assert "Det er ikke plass" in led_on.text
        assert (rows(url), litter(running.folder)) == (before, [])
    fill(running.folder / "fyll mer", 10)
    table = ingrid.upload("/kommuner/9901/import/", "planer.xlsx", os.urandom(MEGABYTE) * 23)
    assert table.status == 507
    assert "Det er ikke plass" in table.text
    assert (rows(url), litter(running.folder)) == (before, [])
    assert ingrid.get("/kommuner/9901/").status == 200
    for name in ("fyll", "fyll mer"):
        (running.folder / name).unlink()
    again = ingrid.upload(f"{room}last-opp/", "plankart.pdf", os.urandom(MEGABYTE) * 20, Accept="application/json")
    assert again.status == 200
    assert "Traceback" not in (running.folder / "said.txt").read_text("utf-8")
