"""The command line with the small product behind it, in a process of its own."""

import os
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

import psutil

_RUN = [sys.executable, "-m", "tests.launch.standin.run"]
_SECONDS = 30


def run(environment: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*_RUN, *words], env=environment, capture_output=True, encoding="utf-8", timeout=60, check=False
    )


def wait_until(is_so: Callable[[], bool], what: str, seconds: float = _SECONDS) -> None:
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline, f"waited {seconds} s in vain for: {what}"
        time.sleep(0.02)


class Serving:
    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self.folder = folder
        self.environment = environment
        self.lines: list[str] = []
        self.process: subprocess.Popen[str] | None = None
        self._thread: threading.Thread | None = None

    def start(self, *words: str, port: int = 8600) -> "Serving":
        self.begin(*words, port=port)
        wait_until(lambda: self.is_ready or not self.is_running, "the pages to open")
        assert self.is_ready, self.text
        return self

    def begin(self, *words: str, port: int = 8600) -> None:
        self.lines = []
        self.process = subprocess.Popen(
            [*_RUN, "serve", "--data", str(self.folder), "--port", str(port), *words],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def _read(self) -> None:
        assert self.process is not None
        assert self.process.stdout is not None
        with self.process.stdout as stream:
            for line in stream:
                self.lines.append(line.rstrip("\n"))

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    @property
    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    @property
    def is_ready(self) -> bool:
        return any("Stopp med Ctrl-C" in line for line in self.lines)

    @property
    def address(self) -> str:
        return next(line for line in self.lines if line.startswith("Plandugnad er klar: ")).removeprefix(
            "Plandugnad er klar: "
        )

    def get(self, path: str) -> str:
        with urllib.request.urlopen(f"{self.address}/{path}", timeout=10) as answer:
            text: str = answer.read().decode()
            return text

    def children(self) -> list[psutil.Process]:
        assert self.process is not None
        found: list[psutil.Process] = psutil.Process(self.process.pid).children(recursive=True)
        return found

    def child(self, trace: str) -> psutil.Process:
        return next(one for one in self.children() if trace in " ".join(one.cmdline()))

    def send(self, number: signal.Signals) -> None:
        assert self.process is not None
        os.kill(self.process.pid, number)

    def wait(self) -> int:
        assert self.process is not None
        code = self.process.wait(_SECONDS)
        if self._thread:
            self._thread.join(_SECONDS)
        return code

    def stop(self) -> int:
        self.send(signal.SIGINT)
        return self.wait()

    def end(self) -> None:
        if self.is_running:
            self.send(signal.SIGTERM)
            self.wait()
        elif self.process is not None and self._thread:
            self._thread.join(_SECONDS)
