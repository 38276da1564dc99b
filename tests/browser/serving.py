"""The product as people start it: the command line, in processes of its own."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import IO

START_SECONDS = 240


@dataclass
class Server:
    address: str
    folder: Path
    process: subprocess.Popen[str]

    def failures(self) -> list[str]:
        """What broke behind the pages without anybody in front of them noticing."""
        lines = (self.folder / "logs" / "web.log").read_text(encoding="utf-8").splitlines()
        return [line for line in lines if "Internal Server Error" in line or "Exception in ASGI" in line]


def start(folder: Path, port: int, *words: str, settings: dict[str, str] | None = None) -> Server:
    said = folder / "said.txt"
    with said.open("w", encoding="utf-8") as output:
        process = _begin(output, settings or {}, "serve", "--data", str(folder), "--port", str(port), *words)
    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        if found := re.search(r"http://localhost:\d+", said.read_text(encoding="utf-8")):
            return Server(found[0], folder, process)
        time.sleep(0.05)
    process.kill()
    process.wait()
    raise AssertionError("the pages never opened:\n" + said.read_text(encoding="utf-8"))


def end(server: Server) -> None:
    server.process.send_signal(signal.SIGTERM)
    server.process.wait(90)
    failures = server.failures()
    shutil.rmtree(server.folder, ignore_errors=True)
    assert failures == [], failures


def run(folder: Path, command: str, *words: str) -> str:
    """A command that ends by itself; what it said."""
    said = subprocess.run(
        _command(command, "--data", str(folder), *words),
        env=_surroundings(),
        capture_output=True,
        text=True,
        timeout=START_SECONDS,
        check=False,
    )
    assert said.returncode == 0, said.stdout + said.stderr
    return said.stdout


def manage(folder: Path, *words: str) -> str:
    """One of Django's commands beside a server that runs."""
    said = subprocess.run(
        _command("manage", *words),
        env=_surroundings() | {"PLANDUGNAD_DATA": str(folder)},
        capture_output=True,
        text=True,
        timeout=START_SECONDS,
        check=False,
    )
    assert said.returncode == 0, said.stdout + said.stderr
    return said.stdout


def new_folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="plandugnad-browser-"))
    folder.chmod(0o755)  # as root the database runs as an account that must get through here
    return folder


def free_port() -> int:
    with socket.create_server(("localhost", 0)) as door:
        port: int = door.getsockname()[1]
        return port


def _begin(output: IO[str], settings: dict[str, str], *words: str) -> subprocess.Popen[str]:
    surroundings = _surroundings() | settings
    return subprocess.Popen(_command(*words), stdout=output, stderr=subprocess.STDOUT, text=True, env=surroundings)


def _command(*words: str) -> list[str]:
    return [sys.executable, "-m", "plandugnad.launch.cli", *words]


def _surroundings() -> dict[str, str]:
    """Without what the other tests put there: the product makes its own database and key."""
    ours = ("PLANDUGNAD_", "DATABASE_URL", "DJANGO_", "PG")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)}
