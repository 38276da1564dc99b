"""A session that is over by the clock alone: no row is changed, so no mark tells, and the room must look for itself."""

import asyncio
import json
import time
from typing import Any

import pytest

from plandugnad.accounts import sessions
from plandugnad.accounts.session_store import SEEN_AT, SIGNED_IN_AT, SessionStore
from plandugnad.worksheets.actions import document_for
from plandugnad.worksheets.live import room
from plandugnad.worksheets.live.door import Live
from plandugnad.worksheets.live.protocol import Close
from tests.cast import Cast
from tests.worksheets.live.tab import session_of, until
from tests.worksheets.making import begin

pytestmark = pytest.mark.django_db(transaction=True)
HOST = "localhost"


class Clock:
    """The one the room and the sessions go by. It is moved on by us."""

    ahead = 0.0

    def time(self) -> float:
        return time.time() + self.ahead

    def monotonic(self) -> float:
        return time.monotonic() + self.ahead

    def perf_counter(self) -> float:
        return time.perf_counter()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(room, "time", made)
    monkeypatch.setattr(sessions, "time", made)
    return made


class Connection:
    """As a server hands it to the door: what is said in both directions, message by message."""

    def __init__(self, path: str, session: str) -> None:
        headers = {"host": HOST, "origin": f"http://{HOST}", "cookie": f"sessionid={session}"}
        self.scope = {
            "type": "websocket",
            "path": path,
            "query_string": b"",
            "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
        }
        self.coming: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.coming.put_nowait({"type": "websocket.connect"})
        self.coming.put_nowait({"type": "websocket.receive", "text": json.dumps({"t": "hello", "vector": "AA=="})})
        self.heard: list[str] = []
        self.close_code: int | None = None

    async def send(self, message: Any) -> None:
        if message["type"] == "websocket.close":
            self.close_code = message["code"]
        elif text := message.get("text"):
            self.heard.append(json.loads(text)["t"])


async def _nowhere(scope: Any, receive: Any, send: Any) -> None:
    raise AssertionError(scope)


def begun_long_ago(session: str, left: float) -> None:
    """Signed in so long ago that `left` seconds are left, however much she does. The row stands as it is after this."""
    kept = SessionStore(session)
    kept[SIGNED_IN_AT], kept[SEEN_AT] = time.time() - sessions.LONGEST.total_seconds() + left, time.time()
    kept.save()


def test_a_session_that_is_over_by_the_clock_is_put_out_within_the_minute_that_is_promised(
    cast: Cast, clock: Clock
) -> None:
    document = document_for(begin(cast, "share"), None)
    path = f"/arbeidsark/dokument/{document.id}/direkte/"
    ending, going_on = session_of(cast.person("Ingrid")), session_of(cast.person("Ingrid"))
    begun_long_ago(ending, left=600)
    hers, other = Connection(path, ending), Connection(path, going_on)

    async def story() -> None:
        live = Live(_nowhere)
        both = [asyncio.ensure_future(live(one.scope, one.coming.get, one.send)) for one in (hers, other)]
        await until(lambda: all("welcome" in one.heard for one in (hers, other)), "both to be in the room")
        [place] = (await live.hub()).rooms.values()

        async def is_looked_at() -> None:
            at = clock.monotonic()
            await until(lambda: all(one.looked_at >= at for one in place.peers), "all to be looked at")

        clock.ahead = 590
        await is_looked_at()
        assert hers.close_code is None
        clock.ahead = 601 + room._LOOKED_CLOSELY_AT_EVERY
        await until(lambda: hers.close_code is not None, "her to be put out")
        assert hers.close_code == Close.SIGNED_OUT
        await is_looked_at()
        assert other.close_code is None
        other.coming.put_nowait({"type": "websocket.disconnect"})
        await asyncio.wait(both)
        await (await live.hub()).end()

    asyncio.run(story())
    assert room._LOOKED_CLOSELY_AT_EVERY == 60, "docs/decisions/0027 promises a minute"
