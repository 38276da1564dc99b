"""How long it takes from somebody types until all others have it, durable, and what it costs the server.

`python -m tests.bench.live [editors …]`. The real web process on the embedded database; all editors are connections of
this process, which shares the machine with it: the processor's time of the server alone says more than the clock.
"""

import asyncio
import os
import re
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import psutil

from plandugnad.launch.postgres import EmbeddedPostgres

EDITS_A_SECOND, SECONDS = 100, 10
GOAL_MS = 15.0
_TOKEN = re.compile(rb"bit\d{8}")


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

    from plandugnad.worksheets.actions import document_for
    from tests.cast import make_cast, make_person
    from tests.worksheets.live.serving import Server
    from tests.worksheets.live.tab import session_of
    from tests.worksheets.making import begin

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    cast = make_cast()
    _ = cast.ytre_fjord
    sessions = [session_of(make_person(f"Planlegger{n}", "planner", cast.fjordvik)) for n in range(max(sizes))]
    server = Server().start()
    print(
        f"{'editors':>8} {'p50 ms':>8} {'p95 ms':>8} {'goal':>12} {'server, % of a core':>20} {'ms for each edit':>17}"
    )
    for size in sizes:
        document = document_for(begin(cast, "share"), None)
        times, spent, seconds = asyncio.run(edit(server, document.id, sessions[:size]))
        p50, p95 = statistics.median(times), statistics.quantiles(times, n=20)[-1]
        goal = "met" if p95 <= GOAL_MS else "NOT MET"
        print(
            f"{size:8} {p50:8.1f} {p95:8.1f} {goal:>12} {100 * spent / seconds:20.0f} {1000 * spent / len(times):17.2f}"
        )
    server.end()


class Editor:
    def __init__(self, seen: dict[bytes, int]) -> None:
        from pycrdt import Doc, Map

        self.doc: Any = Doc()
        self.cards: Any = self.doc.get("hard/cards", type=Map)
        self.seen = seen
        self.text: Any = None
        self.n = 0

    async def open(self, server: Any, document_id: Any, session: str) -> None:
        from tests.worksheets.live.tab import knock

        self.connection = await knock(server, document_id, session)
        await self.connection.send('{"t": "hello", "vector": "AA=="}')
        self.reading = asyncio.ensure_future(self.read())

    async def read(self) -> None:
        async for frame in self.connection:
            assert isinstance(frame, bytes) or '"refused"' not in frame, frame
            if isinstance(frame, bytes):
                for token in set(_TOKEN.findall(frame)):
                    self.seen[token] = self.seen.get(token, 0) + 1
                    if self.seen[token] == self.all:
                        self.ended[token] = time.perf_counter()

    async def write(self, number: int, begun: dict[bytes, float]) -> None:
        from pycrdt import Map, Text

        before, token = self.doc.get_state(), f"bit{number:08d}"
        if self.text is None:
            self.text = Text()
            self.cards[f"card-{number:08d}"] = Map({"text": self.text, "order": f"a{number:04d}5"})
        self.text += f"{token} "
        self.n += 1
        update = self.doc.get_update(before)
        begun[token.encode()] = time.perf_counter()
        await self.connection.send(self.n.to_bytes(4, "big") + update)

    all = 0
    ended: dict[bytes, float]


async def edit(server: Any, document_id: Any, sessions: list[str]) -> tuple[list[float], float, float]:
    """Times in ms, the processor's seconds of the server, and how long it went on."""
    seen: dict[bytes, int] = {}
    begun: dict[bytes, float] = {}
    ended: dict[bytes, float] = {}
    editors = [Editor(seen) for _ in sessions]
    for editor, session in zip(editors, sessions, strict=True):
        editor.all, editor.ended = len(sessions), ended
        await editor.open(server, document_id, session)
    await asyncio.sleep(2)
    process = psutil.Process(server.process.pid)
    spent, started = sum(process.cpu_times()[:2]), time.perf_counter()
    for number in range(EDITS_A_SECOND * SECONDS):
        await asyncio.sleep(max(0.0, started + number / EDITS_A_SECOND - time.perf_counter()))
        await editors[number % len(editors)].write(number, begun)
    while len(ended) < len(begun):
        await asyncio.sleep(0.05)
        for editor in editors:
            if editor.reading.done():
                raise RuntimeError(
                    f"an editor was shut out: {editor.connection.close_code}"
                ) from editor.reading.exception()
    spent, seconds = sum(process.cpu_times()[:2]) - spent, time.perf_counter() - started
    for editor in editors:
        await editor.connection.close()
        await editor.reading
    return [1000 * (ended[token] - at) for token, at in begun.items()], spent, seconds


if __name__ == "__main__":
    main()
