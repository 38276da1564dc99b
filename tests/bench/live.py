"""How long it takes from somebody types until all others have it, and what it costs the server, beside what others use.

`python -m tests.bench.live [editors …]`. Three servers in one run, asked by the same editors: ours, durable and judged,
on the embedded database; Hocuspocus and y-websocket as they come from npm, which keep nothing. All editors are
connections of this process, which shares the machine with the server.
"""

import asyncio
import gc
import os
import re
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

from plandugnad.launch.postgres import EmbeddedPostgres

PACES, SECONDS = (100, 400), 10  # edits a second
_EDITS_A_CARD = 100  # a card holds 2,000 characters
GOAL_MS = 15.0  # at the first pace
_TOKEN = re.compile(rb"bit\d{8}")
_HEADS = ("server", "editors", "edits/s", "p50 ms", "p95 ms", "goal", "% of a core")


@dataclass(frozen=True)
class Measured:
    """Times in ms from an edit is sent until the last editor has it; `load` is the server's, in parts of a core."""

    times: list[float]
    load: float

    @property
    def p95(self) -> float:
        return statistics.quantiles(self.times, n=20)[-1]


def main() -> None:
    folder = Path(tempfile.mkdtemp(prefix="plandugnad-bench-"))
    folder.chmod(0o755)
    with EmbeddedPostgres(folder / "db") as database:
        os.environ |= {
            "DATABASE_URL": database.url,
            "PLANDUGNAD_SECRET_KEY": "bare-for-maling",
            "PLANDUGNAD_DATA": str(folder),
            "DJANGO_SETTINGS_MODULE": "plandugnad.config.settings",
            "PLANDUGNAD_LOG_LEVEL": "ERROR",
            "PLANDUGNAD_TWO_STEPS": "nei",
        }
        import django  # settings are read from the environment above

        django.setup()
        measure([int(word) for word in sys.argv[1:]] or [20, 100])
    shutil.rmtree(folder, ignore_errors=True)


def measure(sizes: list[int]) -> None:
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    print("{:>12} {:>8} {:>8} {:>8} {:>8} {:>12} {:>12}".format(*_HEADS))
    with rooms(max(sizes)) as opened:
        for size in sizes:
            for pace in PACES:
                for room in opened():
                    tell(room.name, size, pace, asyncio.run(edit(room, size, pace)))
                    room.end()


@contextmanager
def rooms(size: int) -> Iterator[Any]:
    from plandugnad.worksheets.actions import document_for
    from tests.bench.live_peers import FromNpm, Ours, install_peers
    from tests.cast import make_cast, make_person
    from tests.worksheets.live.serving import Server
    from tests.worksheets.live.tab import session_of
    from tests.worksheets.making import begin

    cast = make_cast()
    _ = cast.ytre_fjord
    sessions = [session_of(make_person(f"Planlegger{n}", "planner", cast.fjordvik)) for n in range(size)]
    peers, server = install_peers(), Server().start()

    def opened() -> Iterator[Any]:
        yield Ours(server, document_for(begin(cast, "share"), None).id, sessions)
        yield FromNpm("hocuspocus", peers)
        yield FromNpm("y-websocket", peers)

    yield opened
    server.end()
    shutil.rmtree(peers)


def tell(name: str, size: int, pace: int, measured: Measured) -> None:
    p50, p95 = statistics.median(measured.times), measured.p95
    is_asked = name == "plandugnad" and pace == PACES[0]
    goal = "" if not is_asked else "met" if p95 <= GOAL_MS else "NOT MET"
    print(f"{name:>12} {size:8} {pace:8} {p50:8.1f} {p95:8.1f} {goal:>12} {100 * measured.load:12.0f}", flush=True)


class Editor:
    def __init__(self, everybody: int) -> None:
        from pycrdt import Doc, Map

        self.doc: Any = Doc()
        self.cards: Any = self.doc.get("hard/cards", type=Map)
        self.text: Any = None
        self.everybody = everybody
        self.n = 0

    async def open(self, room: Any, number: int, seen: dict[bytes, int], ended: dict[bytes, float]) -> None:
        self.connection = await room.enter(number)
        self.reading = asyncio.ensure_future(self.read(seen, ended))

    async def read(self, seen: dict[bytes, int], ended: dict[bytes, float]) -> None:
        async for frame in self.connection:
            assert isinstance(frame, bytes) or '"refused"' not in frame, frame
            if isinstance(frame, bytes):
                for token in set(_TOKEN.findall(frame)):
                    seen[token] = seen.get(token, 0) + 1
                    if seen[token] == self.everybody:
                        ended[token] = time.perf_counter()

    async def write(self, room: Any, number: int, begun: dict[bytes, float]) -> None:
        from pycrdt import Map, Text

        before, token = self.doc.get_state(), f"bit{number:08d}"
        if self.n % _EDITS_A_CARD == 0:
            self.text = Text()
            self.cards[f"card-{number:08d}"] = Map({"text": self.text, "order": f"a{number:04d}5"})
        self.text += f"{token} "
        self.n += 1
        update = self.doc.get_update(before)
        begun[token.encode()] = time.perf_counter()
        await self.connection.send(room.frame(self.n, update))


async def edit(room: Any, size: int, pace: int) -> Measured:
    seen: dict[bytes, int] = {}
    begun: dict[bytes, float] = {}
    ended: dict[bytes, float] = {}
    for number in range(size):  # who opens a sheet has just loaded its page, which notes that she is here
        connection = await room.enter(number)
        await connection.close()
    editors = [Editor(size) for _ in range(size)]
    for number, editor in enumerate(editors):
        await editor.open(room, number, seen, ended)
    await asyncio.sleep(2)
    gc.collect()
    gc.freeze()  # of the editors: the server answers for its own
    process = psutil.Process(room.process_id)
    spent, started = sum(process.cpu_times()[:2]), time.perf_counter()
    for number in range(pace * SECONDS):
        await asyncio.sleep(max(0.0, started + number / pace - time.perf_counter()))
        await editors[number % size].write(room, number, begun)
    while len(ended) < len(begun):
        await asyncio.sleep(0.05)
        for editor in editors:
            if editor.reading.done():
                said = f"{room.name} shut an editor out: {editor.connection.close_code}"
                raise RuntimeError(said) from editor.reading.exception()
    load = (sum(process.cpu_times()[:2]) - spent) / (time.perf_counter() - started)
    for editor in editors:
        await editor.connection.close()
        await editor.reading
    return Measured([1000 * (ended[token] - at) for token, at in begun.items()], load)


if __name__ == "__main__":
    main()
