"""Sixteen readers without think time against `plandugnad serve --workers`: what the server says, what they wait for."""

import http.client
import os
import re
import signal
import statistics
import subprocess
import sys
import threading
import time
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path

import psutil

from tests.bench.figures import verdict

_TOTAL = re.compile(r"total;dur=([\d.]+)")
_QUEUE = re.compile(r"queue;dur=([\d.]+)")
_QUERIES = re.compile(r'desc="(\d+)"')
_WARM_UP_SECONDS = 4.0


@dataclass(frozen=True)
class Reader:
    cookie: str
    pages: tuple[tuple[str, str], ...]  # kind, address


@dataclass
class Heard:
    server_ms: list[float] = field(default_factory=list)
    waited_ms: list[float] = field(default_factory=list)  # with the line in the worker before it
    client_ms: list[float] = field(default_factory=list)
    queries: int = 0
    bytes: int = 0
    failures: int = 0


@dataclass
class Result:
    kinds: dict[str, Heard]
    seconds: float
    memory_mb: dict[str, float]
    processor_ms: dict[str, float]  # by kind of process, per request; says more than time where others work too
    load: float

    @property
    def count(self) -> int:
        return sum(len(heard.client_ms) for heard in self.kinds.values())


class Served:
    """The production setting, on the data folder that holds the nation."""

    def __init__(self, folder: Path, workers: int, port: int) -> None:
        command = [sys.executable, "-m", "plandugnad.launch.cli", "serve", "--data", str(folder)]
        command += ["--port", str(port), *(["--workers", str(workers)] if workers else [])]
        environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        self.process = subprocess.Popen(
            command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8"
        )
        assert self.process.stdout is not None
        said = []
        for line in self.process.stdout:
            said.append(line)
            if line.startswith("Plandugnad er klar: "):
                self.port = int(line.rsplit(":", 1)[1])
                break
        else:
            raise SystemExit("".join(said))
        threading.Thread(target=self.process.stdout.read, daemon=True).start()

    def memory_mb(self) -> dict[str, float]:
        """Each kind of process with what is shared divided among those that share it."""
        found: dict[str, float] = defaultdict(float)
        parent = psutil.Process(self.process.pid)
        for one in (parent, *parent.children(recursive=True)):
            try:
                found[_kind(one, parent)] += one.memory_full_info().pss / 1024**2
            except psutil.Error:
                continue
        return dict(found)

    def processor_seconds(self) -> dict[str, float]:
        found: dict[str, float] = defaultdict(float)
        parent = psutil.Process(self.process.pid)
        for one in parent.children(recursive=True):
            try:
                times = one.cpu_times()
                found[_kind(one, parent)] += times.user + times.system
            except psutil.Error:
                continue
        return dict(found)

    def stop(self) -> None:
        self.process.send_signal(signal.SIGINT)
        self.process.wait(60)


def _kind(process: psutil.Process, parent: psutil.Process) -> str:
    words = " ".join(process.cmdline())
    if process == parent:
        return "supervisor"
    if "postgres" in words:
        return "database"
    return "job worker" if "procrastinate" in words else "pages"


def read_in_loop(served: Served, readers: list[Reader], seconds: float) -> Result:
    heard: dict[str, Heard] = defaultdict(Heard)
    lock, starts_at = threading.Lock(), time.perf_counter() + _WARM_UP_SECONDS
    arguments = (served.port, heard, lock, starts_at, starts_at + seconds)
    threads = [threading.Thread(target=_read, args=(reader, n, *arguments)) for n, reader in enumerate(readers)]
    for thread in threads:
        thread.start()
    time.sleep(_WARM_UP_SECONDS)
    before = served.processor_seconds()
    time.sleep(seconds / 2)
    memory = served.memory_mb()
    for thread in threads:
        thread.join()
    after, count = served.processor_seconds(), sum(len(one.client_ms) for one in heard.values())
    processor_ms = {kind: (after[kind] - before.get(kind, 0)) * 1000 / max(count, 1) for kind in sorted(after)}
    return Result(dict(sorted(heard.items())), seconds, memory, processor_ms, os.getloadavg()[0])


def _read(
    reader: Reader, n: int, port: int, heard: dict[str, Heard], lock: threading.Lock, starts_at: float, ends_at: float
) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {"Host": f"localhost:{port}", "Cookie": reader.cookie, "Accept-Encoding": "gzip"}
    pages = cycle(reader.pages[n % len(reader.pages) :] + reader.pages[: n % len(reader.pages)])
    while (started := time.perf_counter()) < ends_at:
        kind, address = next(pages)
        connection.request("GET", address, headers=headers)
        answer = connection.getresponse()
        length = len(answer.read())
        taken, said = time.perf_counter() - started, answer.headers.get("Server-Timing", "")
        if started < starts_at:
            continue
        with lock:
            one = heard[kind]
            one.client_ms.append(taken * 1000)
            one.failures += answer.status != http.HTTPStatus.OK
            one.bytes = max(one.bytes, length)
            if (total := _TOTAL.search(said)) and (queries := _QUERIES.search(said)):
                queue = _QUEUE.search(said)
                one.server_ms.append(float(total[1]))
                one.waited_ms.append(float(total[1]) + (float(queue[1]) if queue else 0))
                one.queries = max(one.queries, int(queries[1]))
    connection.close()


def print_result(result: Result, workers: int, goals_ms: dict[str, float], most_queries: int) -> None:
    print(
        f"{workers} page workers, {result.count / result.seconds:.1f} requests/s over {result.seconds:.0f} s, "
        f"load {result.load:.1f}"
    )
    heads = f"{'server p50':>10} {'p95':>7} {'goal for p95':>15} {'with line':>10} {'p95':>7} "
    heads += f"{'client p50':>10} {'p95':>7}     kB"
    print(f"{'page':10} {'count':>6} {'failed':>6} {'queries':>7} {'goal':>12} {heads}")
    for kind, heard in result.kinds.items():
        server, client = _percentiles(heard.server_ms), _percentiles(heard.client_ms)
        goal = verdict(server[1], goals_ms.get(kind))
        waited = _percentiles(heard.waited_ms)
        times = f"{server[0]:10.0f} {server[1]:7.0f} {goal:>15} {waited[0]:10.0f} {waited[1]:7.0f} "
        times += f"{client[0]:10.0f} {client[1]:7.0f}"
        asked = f"{heard.queries:7} {verdict(heard.queries, most_queries):>12}"
        print(f"{kind:10} {len(heard.client_ms):6} {heard.failures:6} {asked} {times} {heard.bytes / 1024:6.0f}")
    spent = ", ".join(f"{kind} {ms:.0f}" for kind, ms in result.processor_ms.items())
    print(f"processor time in ms for each request: {spent}")
    whole = ", ".join(f"{kind} {size:.0f}" for kind, size in sorted(result.memory_mb.items()))
    print(f"memory in MB: {whole}; together {sum(result.memory_mb.values()):.0f}")


def _percentiles(values: list[float]) -> tuple[float, float]:
    if len(values) < 2:
        return (values or [float("nan")])[0], (values or [float("nan")])[0]
    parts = statistics.quantiles(values, n=20)
    return parts[9], parts[18]
