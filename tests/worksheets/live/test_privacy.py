"""What one organisation writes alone reaches nobody else: read off the wire, frame by frame."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import UUID, uuid4

import pytest
from asgiref.sync import sync_to_async
from django.db import connection
from websockets.exceptions import ConnectionClosed

from plandugnad.core.audit import SYSTEM
from plandugnad.worksheets.actions import document_for, move_phase
from plandugnad.worksheets.anonymous import Sent, add_card
from plandugnad.worksheets.models import Phase, Sheet, Update
from tests.cast import Cast, make_person
from tests.worksheets.confidential.making import begun, says_yes
from tests.worksheets.live.serving import Server
from tests.worksheets.live.tab import Tab, knock, session_of, until
from tests.worksheets.making import begin, begin_anonymous

pytestmark = pytest.mark.django_db(transaction=True)

SECRET = "Vi er to, og den ene slutter"
STRANGERS = ("Kåre", "Marit", "Guri", "Lars", "Nina", "Even", "Anna")


async def said_to(server: Server, document_id: UUID, session: str) -> tuple[list[str | bytes], int | None]:
    """All that is said to somebody who opens a document, and how it ends."""
    heard: list[str | bytes] = []
    async with knock(server, document_id, session) as connection:
        try:
            await connection.send('{"t": "hello", "vector": "AA=="}')
            async with asyncio.timeout(20):
                while True:
                    heard.append(await connection.recv())
        except ConnectionClosed:
            pass
    return heard, connection.close_code


def test_a_private_sheet_answers_nobody_but_those_who_have_said_yes(server: Server, cast: Cast) -> None:
    sheet = begun(cast, "Marit", "Kåre")
    says_yes(cast, sheet, "Marit")
    move_phase(SYSTEM, sheet.id, Phase.SHARE, Sheet.objects.get(pk=sheet.id).version)
    document = document_for(sheet, None)
    sessions = {name: session_of(cast.person(name)) for name in (*STRANGERS, "Tore") if name != "Marit"}
    tab = Tab(server, document.id, session_of(cast.person("Marit")))

    async def story() -> None:
        await tab.open()
        for name, session in sessions.items():
            assert await said_to(server, document.id, session) == ([], 4404), name
        await tab.shut()

    asyncio.run(story())
    assert tab.frames or tab.texts


def test_what_fjordvik_writes_alone_is_in_no_frame_to_anybody_else(server: Server, cast: Cast) -> None:
    sheet = begin(cast)
    own, theirs, shared = (document_for(sheet, place) for place in (cast.fjordvik, cast.lyngmo, None))
    sessions = {name: session_of(cast.person(name)) for name in STRANGERS}
    ingrid = Tab(server, own.id, session_of(cast.person("Ingrid")))
    others = [
        Tab(server, theirs.id, sessions["Marit"]),
        *(Tab(server, shared.id, sessions[name]) for name in ("Kåre", "Marit")),
    ]

    async def story() -> None:
        for tab in (ingrid, *others):
            await tab.open()
        for number in range(20):
            ingrid.write(f"card-{number:08d}", SECRET)
            await ingrid.say(t="here", block="hard", item=f"card-{number:08d}", field="text")
        await ingrid.saved()
        for name, session in sessions.items():
            assert await said_to(server, own.id, session) == ([], 4404), name
        await asyncio.sleep(0.5)
        for tab in (ingrid, *others):
            await tab.shut()

    asyncio.run(story())
    assert len(ingrid.acknowledged) == 20
    for tab in others:
        heard = tab.heard()
        for trace in (SECRET, "to, og den", "card-0000", "Ingrid"):
            assert trace.encode() not in heard, trace
        assert all(one["people"] for one in tab.named("people"))


def test_a_card_without_a_name_is_in_no_frame_before_it_is_shown_and_then_with_nobodys(
    server: Server, cast: Cast
) -> None:
    sheet = begin_anonymous(cast)
    own, theirs, shared = (document_for(sheet, place) for place in (cast.fjordvik, cast.lyngmo, None))
    colleague = make_person("Odd", "planner", cast.fjordvik)
    ingrid = Tab(server, own.id, session_of(cast.person("Ingrid")))
    others = [
        Tab(server, own.id, session_of(colleague)),
        Tab(server, theirs.id, session_of(cast.person("Marit"))),
        Tab(server, shared.id, session_of(cast.person("Kåre"))),
    ]

    def write() -> None:
        add_card(cast.actor("Ingrid"), sheet.id, "hard", Sent("k" * 24, SECRET, waits=True))

    def show() -> None:
        move_phase(SYSTEM, sheet.id, Phase.SHARE, Sheet.objects.get(pk=sheet.id).version)

    async def story() -> None:
        for tab in (ingrid, *others):
            await tab.open()
        await ingrid.say(t="here", block="hard", item="", field="text")
        await asyncio.sleep(0.8)
        before = [(len(tab.seqs), len(tab.texts)) for tab in (ingrid, *others)]
        await sync_to_async(write)()
        await asyncio.sleep(0.8)
        assert [(len(tab.seqs), len(tab.texts)) for tab in (ingrid, *others)] == before
        assert all(SECRET.encode() not in tab.heard() for tab in (ingrid, *others))
        assert {one["block"] for tab in others for said in tab.named("people") for one in said["people"]} == {""}
        await sync_to_async(show)()
        await until(lambda: list(others[2].cards().values()) == [SECRET], "the card to be shown")
        for tab in (ingrid, *others):
            await tab.shut()

    asyncio.run(story())
    assert b"Ingrid" not in others[2].heard()


def test_the_same_card_sent_twice_at_once_is_one(server: Server, cast: Cast) -> None:
    sheet = begin_anonymous(cast, "share")
    actor, start = cast.actor("Ingrid"), Barrier(4)

    def write(_number: int) -> None:
        try:
            start.wait(20)
            add_card(actor, sheet.id, "hard", Sent("k" * 24, SECRET, waits=False))
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(4)))
    assert Update.objects.filter(document__sheet=sheet, blocks=["hard"]).count() == 1


def test_a_stranger_cannot_tell_a_document_from_none(server: Server, cast: Cast) -> None:
    document = document_for(begin(cast, "share"), None)
    session = session_of(cast.person("Even"))

    async def story() -> None:
        assert await said_to(server, document.id, session) == await said_to(server, uuid4(), session) == ([], 4404)
        assert await said_to(server, document.id, "") == await said_to(server, uuid4(), "") == ([], 4401)

    asyncio.run(story())
