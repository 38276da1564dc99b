"""What no browser of ours sends."""

import asyncio
import json
import struct
from typing import Any

import pytest
from django.test import Client
from websockets.exceptions import ConnectionClosed, InvalidStatus

from plandugnad.worksheets.actions import document_for
from plandugnad.worksheets.live.hub import MOST_OF_ONE_PERSON
from plandugnad.worksheets.models import SetAside, Update
from tests.cast import Cast
from tests.worksheets.live.serving import Server
from tests.worksheets.live.tab import Tab, converged, knock, session_of, until
from tests.worksheets.making import begin

pytestmark = pytest.mark.django_db(transaction=True)

HELLO = '{"t": "hello", "vector": "AA=="}'
BROKEN: dict[str, tuple[str | bytes, ...]] = {
    "no hello": (struct.pack(">I", 1) + b"\x00\x00",),
    "presence before hello": ('{"t": "here", "block": ""}',),
    "no JSON": ("{",),
    "JSON that is no object": ("[]",),
    "a frame of no kind": ("{}",),
    "a kind that we say ourselves": (HELLO, '{"t": "welcome"}'),
    "deep JSON": (HELLO, "[" * 100_000),
    "a vector that is no base64": ('{"t": "hello", "vector": "ø"}',),
    "a vector that is a number": ('{"t": "hello", "vector": 1}',),
    "a vector that is cut": ('{"t": "hello", "vector": "Ag=="}',),
    "a vector that claims a thousand million": ('{"t": "hello", "vector": "////////Dw=="}',),
    "a vector of half a megabyte": ('{"t": "hello", "vector": "' + "AAAA" * 170_000 + '"}',),
    "an empty binary": (HELLO, b""),
    "a counter alone": (HELLO, struct.pack(">I", 1)),
    "counted from nought": (HELLO, struct.pack(">I", 0) + b"\x00\x00"),
    "counted from two": (HELLO, struct.pack(">I", 2) + b"\x00\x00"),
    "a place that is no text": (HELLO, '{"t": "here", "block": 5}'),
    "a place that is long": (HELLO, json.dumps({"t": "here", "block": "x" * 1_000})),
}
REFUSED = {
    "text as an update": b"Bare litt tekst",
    "noise": bytes(range(256)),
    "a number of changes that cannot be": b"\xff\xff\xff\xff\x7f",
    "more than the engine takes": b"\x00" * 1_200_000,
}


async def end_of(server: Server, document_id: Any, session: str, frames: tuple[str | bytes, ...]) -> int | None:
    async with knock(server, document_id, session) as connection:
        try:
            for frame in frames:
                await connection.send(frame)
            async with asyncio.timeout(20):
                while True:
                    await connection.recv()
        except ConnectionClosed:
            return connection.close_code


def test_who_sends_what_is_no_frame_of_ours_is_shut_out_and_the_others_notice_nothing(
    server: Server, cast: Cast
) -> None:
    document = document_for(begin(cast, "share"), None)
    session, marit = session_of(cast.person("Ingrid")), Tab(server, document.id, session_of(cast.person("Marit")))

    async def story() -> None:
        await marit.open()
        for name, frames in BROKEN.items():
            assert await end_of(server, document.id, session, frames) == 4400, name
        assert await end_of(server, document.id, session, (HELLO, b"\x00" * 4_500_000)) == 1009
        assert await end_of(server, document.id, session, (HELLO, b"\x00" * 6_000_000)) == 1009
        marit.write("card-00000001", "Uforstyrret")
        await marit.saved()
        await marit.shut()

    asyncio.run(story())
    assert marit.acknowledged == {"card-00000001"}
    assert Update.objects.filter(document=document).count() == 2


def test_an_update_that_is_none_is_refused_in_words_and_the_connection_stays(server: Server, cast: Cast) -> None:
    document = document_for(begin(cast, "share"), None)
    ingrid, marit = (Tab(server, document.id, session_of(cast.person(who))) for who in ("Ingrid", "Marit"))

    async def story() -> None:
        await marit.open()
        await ingrid.open()
        for number, (name, content) in enumerate(REFUSED.items(), start=1):
            ingrid._hand_in(content, set())
            await until(lambda number=number: len(ingrid.named("refused")) == number, name)  # type: ignore[misc]
            ingrid.new_document()
            await ingrid.hello()
        ingrid.write("card-00000001", "Et ærlig kort")
        await converged([ingrid, marit])
        await ingrid.shut()
        await marit.shut()

    asyncio.run(story())
    assert marit.cards() == {"card-00000001": "Et ærlig kort"}
    assert not SetAside.objects.exists()  # nothing of it was words


def test_a_page_elsewhere_cannot_open_a_connection_with_her_cookies(server: Server, cast: Cast) -> None:
    document = document_for(begin(cast, "share"), None)
    session = session_of(cast.person("Ingrid"))

    async def story() -> None:
        for origin in ("https://ond.example", "null", None, f"{server.address}.ond.example", "http://localhost:1"):
            with pytest.raises(InvalidStatus) as refused:
                await knock(server, document.id, session, origin=origin)
            assert refused.value.response.status_code == 403, origin

    asyncio.run(story())


def test_one_person_opens_no_more_connections_than_she_has_tabs(server: Server, cast: Cast) -> None:
    document = document_for(begin(cast, "share"), None)
    session = session_of(cast.person("Ingrid"))

    async def story() -> None:
        tabs = [await Tab(server, document.id, session).open() for _ in range(MOST_OF_ONE_PERSON)]
        assert await end_of(server, document.id, session, (HELLO,)) == 4429
        for tab in tabs:
            await tab.shut()

    asyncio.run(story())


def test_who_reads_nothing_holds_nobody_up(server: Server, cast: Cast) -> None:
    document = document_for(begin(cast, "share"), None)
    ingrid, marit = (Tab(server, document.id, session_of(cast.person(who))) for who in ("Ingrid", "Marit"))

    async def story() -> None:
        deaf = await knock(server, document.id, session_of_marit, max_queue=1)
        await deaf.send(HELLO)
        await ingrid.open()
        await marit.open()
        for number in range(300):
            ingrid.write(f"card-{number:08d}", "Lang tekst. " * 150)
            if not number % 20:
                await ingrid.saved()
        await converged([ingrid, marit])
        deaf.transport.abort()
        await ingrid.shut()
        await marit.shut()

    session_of_marit = session_of(cast.person("Marit"))
    asyncio.run(story())
    assert len(marit.cards()) == 300


def test_nobody_writes_with_anothers_client_id(server: Server, cast: Cast) -> None:
    document = document_for(begin(cast, "share"), None)
    ingrid, marit = (Tab(server, document.id, session_of(cast.person(who))) for who in ("Ingrid", "Marit"))

    async def story() -> None:
        await ingrid.open()
        await marit.open()
        ingrid.write("card-00000001", "Mitt")
        await converged([ingrid, marit])
        forged = Tab(server, document.id, marit.session)
        forged.doc = type(ingrid.doc)(client_id=ingrid.doc.client_id)
        forged.doc.get("hard/cards", type=type(ingrid.doc["hard/cards"]))
        forged.doc.apply_update(ingrid.doc.get_update())
        before = forged.doc.get_state()
        forged.write("card-00000002", "I Ingrids navn")
        marit._hand_in(forged.doc.get_update(before), set())
        await until(lambda: bool(marit.named("refused")), "the refusal")
        await ingrid.shut()
        await marit.shut()

    asyncio.run(story())
    assert ingrid.cards() == {"card-00000001": "Mitt"}


def test_the_address_is_no_page(server: Server, cast: Cast) -> None:
    document = document_for(begin(cast, "share"), None)
    client = Client()
    client.force_login(cast.person("Ingrid"))
    assert client.get(f"/arbeidsark/dokument/{document.id}/direkte/").status_code == 404
