"""The web process as the supervisor starts it, on the database of the tests."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from django.db import connection
from psycopg.conninfo import make_conninfo

START_SECONDS = 60


class Server:
    def __init__(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as found:
            self.port = found.getsockname()[1]
        self.process: subprocess.Popen[bytes] | None = None
        self.log = Path(tempfile.mkstemp(prefix="plandugnad-live-", suffix=".log")[1])

    @property
    def address(self) -> str:
        return f"http://localhost:{self.port}"

    def start(self) -> "Server":
        """The door is ours while the process starts, so that nobody else takes it and callers wait."""
        door = socket.create_server(("127.0.0.1", self.port), backlog=256)
        door.set_inheritable(True)
        command = (sys.executable, "-m", "plandugnad.launch.web", "plandugnad.config.asgi:application")
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [*command, "--descriptor", str(door.fileno())],
                env=os.environ | self.settings(),
                pass_fds=[door.fileno()],
                stdout=log,
                stderr=log,
            )
        door.close()
        return self

    def settings(self) -> dict[str, str]:
        its = connection.settings_dict
        place = {"dbname": its["NAME"], "user": its["USER"], "password": its["PASSWORD"]}
        place |= {"host": its["HOST"], "port": str(its["PORT"])}
        return {
            "DATABASE_URL": make_conninfo(**{name: value for name, value in place.items() if value}),
            "DJANGO_SETTINGS_MODULE": "plandugnad.config.settings",
            "PLANDUGNAD_BASE_URL": self.address,
            "PLANDUGNAD_TWO_STEPS": "nei",
            "PLANDUGNAD_POOL": "6",
        }

    def kill(self) -> None:
        """As when the power goes: nothing is said to anybody."""
        assert self.process is not None
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        assert self.process is not None
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(30)

    def end(self) -> None:
        self.stop()
        self.log.unlink()

    @property
    def said(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")


def wait_for(server: Server) -> None:
    """Until it answers."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        with socket.create_connection(("127.0.0.1", server.port), timeout=START_SECONDS) as one:
            one.sendall(b"GET /helse HTTP/1.0\r\nHost: localhost\r\n\r\n")
            if one.recv(12):
                return
    raise AssertionError(server.said)


class Mortal(Server):
    """One that is killed and is there again at once: a process that has read all the code makes each as a copy of
    itself, and holds the door meanwhile."""

    def start(self) -> "Mortal":
        with self.log.open("ab") as log:
            self.maker = subprocess.Popen(
                [sys.executable, "-m", "tests.worksheets.live.copies", str(self.port)],
                env=os.environ | self.settings(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
        self._say("start")
        return self

    def _say(self, what: str) -> None:
        assert self.maker.stdin is not None
        assert self.maker.stdout is not None
        self.maker.stdin.write(f"{what}\n")
        self.maker.stdin.flush()
        assert self.maker.stdout.readline() == f"{what} done\n", self.said

    def kill(self) -> None:
        self._say("kill")

    def again(self) -> None:
        self._say("start")

    def stop(self) -> None:
        assert self.maker.stdin is not None
        self.maker.stdin.close()
        self.maker.wait(30)
        assert self.maker.stdout is not None
        self.maker.stdout.close()
