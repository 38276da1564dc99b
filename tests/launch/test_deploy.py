"""The files of `deploy`: told word for word in docs/drift.md, and taken by the programs they are for."""

import os
import re
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.launch.serving import Serving, wait_until

TOP = Path(__file__).parents[2]
DEPLOY = TOP / "deploy"
PLACES = {
    "plandugnad.service": "/etc/systemd/system/plandugnad.service",
    "plandugnad-backup.service": "/etc/systemd/system/plandugnad-backup.service",
    "plandugnad-backup.timer": "/etc/systemd/system/plandugnad-backup.timer",
    "nginx.conf": "/etc/nginx/sites-available/plandugnad",
    "Caddyfile": "/etc/caddy/Caddyfile",
}


@pytest.mark.parametrize("name", sorted(PLACES))
def test_the_guide_tells_each_file_as_it_is(name: str) -> None:
    told = (TOP / "docs" / "drift.md").read_text("utf-8")
    found = re.search(re.escape(f"`{PLACES[name]}`") + r".*?```\w*\n(.*?)```", told, re.DOTALL)
    assert found
    assert found[1] == (DEPLOY / name).read_text("utf-8")


def test_there_is_no_file_the_guide_does_not_tell_of() -> None:
    assert {path.name for path in DEPLOY.iterdir()} == set(PLACES)


def program(name: str) -> str:
    found = shutil.which(name, path="/usr/local/sbin:/usr/sbin:/usr/local/bin:/usr/bin:/sbin:/bin")
    if found is None:
        pytest.skip(f"{name} is not installed here")
    return found


def test_systemd_takes_the_units(tmp_path: Path) -> None:
    """With the program's own path, which must be there, put in the place of the one in /opt."""
    systemd = program("systemd-analyze")
    for name in PLACES:
        if name.startswith("plandugnad"):
            text = (DEPLOY / name).read_text("utf-8")
            (tmp_path / name).write_text(text.replace("/opt/plandugnad/.venv/bin/plandugnad", "/bin/true"), "utf-8")
    units = sorted(str(path) for path in tmp_path.iterdir())
    said = subprocess.run([systemd, "verify", "--man=no", *units], capture_output=True, text=True, check=False)
    assert (said.returncode, said.stderr) == (0, "")
    told = [systemd, "security", "--offline=true", "--threshold=25", str(tmp_path / "plandugnad.service")]
    assert subprocess.run(told, capture_output=True, check=False).returncode == 0


def on_loopback(text: str, folder: Path, port: int, behind: int) -> str:
    """The same file with another name, certificate and ports, and nothing else changed."""
    for was, becomes in (
        ("/etc/letsencrypt/live/plan.kommunen.no/fullchain.pem", f"{folder}/cert.pem"),
        ("/etc/letsencrypt/live/plan.kommunen.no/privkey.pem", f"{folder}/key.pem"),
        ("443 ssl", f"{port} ssl"),
        ("listen 80;", f"listen {port + 1};"),
        ("[::]:80;", f"[::]:{port + 1};"),
        ("plan.kommunen.no {\n    request_body", f"http://localhost:{port} {{\n    request_body"),
        ("plan.kommunen.no", "localhost"),
        ("127.0.0.1:8000", f"127.0.0.1:{behind}"),
        ("127.0.0.1:8001", f"127.0.0.1:{behind + 1}"),
    ):
        text = text.replace(was, becomes)
    return text


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
        return port


def certificate(folder: Path) -> None:
    about = ["-subj", "/CN=localhost", "-keyout", str(folder / "key.pem"), "-out", str(folder / "cert.pem")]
    command = [program("openssl"), "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *about]
    subprocess.run(command, capture_output=True, check=True)


@pytest.fixture
def behind(demo: Serving) -> int:
    demo.start("--workers", "1")
    return int(demo.address.rsplit(":", 1)[1])


@pytest.fixture
def nginx(behind: int, tmp_path: Path) -> Iterator[str]:
    found, port = program("nginx"), free_port()
    certificate(tmp_path)
    (tmp_path / "site").write_text(on_loopback((DEPLOY / "nginx.conf").read_text("utf-8"), tmp_path, port, behind))
    (tmp_path / "nginx.conf").write_text(
        f"{'user root; ' if os.geteuid() == 0 else ''}"  # or its workers may not enter our folder
        f"pid {tmp_path}/pid; daemon off; error_log {tmp_path}/log; events {{}} "
        f"http {{ access_log off; client_body_temp_path {tmp_path}/in; proxy_temp_path {tmp_path}/out; "
        f"fastcgi_temp_path {tmp_path}/f; uwsgi_temp_path {tmp_path}/u; scgi_temp_path {tmp_path}/s; "
        f"include {tmp_path}/site; }}"
    )
    yield from running([found, "-c", str(tmp_path / "nginx.conf")], port, f"https://localhost:{port}")


@pytest.fixture
def caddy(behind: int, tmp_path: Path) -> Iterator[str]:
    found, port = program("caddy"), free_port()
    site = on_loopback((DEPLOY / "Caddyfile").read_text("utf-8"), tmp_path, port, behind)
    (tmp_path / "Caddyfile").write_text(f"{{\n admin off\n storage file_system {tmp_path}/kept\n}}\n{site}")
    command = [found, "run", "--adapter", "caddyfile", "--config", str(tmp_path / "Caddyfile")]
    yield from running(command, port, f"http://localhost:{port}")


def running(command: list[str], port: int, address: str) -> Iterator[str]:
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            wait_until(lambda: process.poll() is not None or _answers(port), "the proxy to open")
            assert process.poll() is None, "the proxy refused its file"
            yield address
        finally:
            process.terminate()


def _answers(port: int) -> bool:
    with socket.socket() as one:
        return one.connect_ex(("127.0.0.1", port)) == 0


def asked(address: str, *more: str) -> str:
    """By curl, which sends whatever headers it is told to."""
    command = [program("curl"), "-sk", "--max-time", "60", address, *more]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("proxy", ["nginx", "caddy"])
def test_a_proxy_tells_who_asks_and_lets_nobody_say_so_herself(proxy: str, request: pytest.FixtureRequest) -> None:
    address = request.getfixturevalue(proxy)
    made_up = ["X-Forwarded-For: 10.9.9.9", "X_Forwarded_For: 10.9.9.9", "X-Forwarded_For: 10.9.9.9"]
    said = asked(f"{address}/forwarded", *(part for header in made_up for part in ("-H", header)))
    assert said in {"127.0.0.1", "::1"}


@pytest.mark.parametrize("proxy", ["nginx", "caddy"])
def test_as_much_as_the_archive_takes_comes_through_and_more_does_not(
    proxy: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    """A file of 100 MB with the form around it, in the megabytes of the archive."""
    address = request.getfixturevalue(proxy)
    path = tmp_path / "body"
    for megabytes in (100, 102):
        length = megabytes * 1024**2 + 70_000
        path.write_bytes(bytes(length))
        said = asked(f"{address}/taken_in", "--data-binary", f"@{path}", "-w", " %{http_code}").split(" ")
        assert (said == [str(length), "200"]) is (megabytes == 100), (megabytes, said[-1])
