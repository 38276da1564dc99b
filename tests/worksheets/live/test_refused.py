"""A change that is refused loses no word in a confidential sheet either, and nobody else is given any of them."""

import asyncio
import json

import pytest
from django.db import connection
from django.test import Client
from pycrdt import Doc, Map, Text

from plandugnad.worksheets.actions import document_for
from plandugnad.worksheets.models import SetAside
from tests.cast import Cast
from tests.worksheets.confidential.making import at_screen, compass
from tests.worksheets.live.serving import Server
from tests.worksheets.live.tab import Tab, session_of, until

pytestmark = pytest.mark.django_db(transaction=True)
WORDS = "Det jeg egentlig mener om saken"
MORE = "og det skrev jeg rett etterpå"


def everything_in_the_database() -> bytes:
    with connection.cursor() as cursor:
        cursor.execute("SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()")
        found = b""
        for (table,) in cursor.fetchall():
            cursor.execute(f"SELECT convert_to(t::text, 'UTF8') FROM \"{table}\" t")
            found += b"".join(bytes(row[0]) for row in cursor.fetchall())
        return found


def is_kept_somewhere(words: str) -> bool:
    kept = everything_in_the_database()
    return words.encode() in kept or words.encode().hex().encode() in kept


def test_words_refused_over_the_wire_are_handed_back_to_the_one_who_typed_them(server: Server, cast: Cast) -> None:
    document = document_for(compass(cast), None)
    ingrid, marit = (Tab(server, document.id, session_of(cast.person(who))) for who in ("Ingrid", "Marit"))

    def handed_back() -> str:
        return "\n".join(one["words"] for one in ingrid.named("refused") + ingrid.named("lost"))

    async def story() -> None:
        for tab in (ingrid, marit):
            await tab.open()
        ingrid.write("card-00000001", WORDS)
        ingrid.write("card-00000002", MORE)
        await until(lambda: WORDS in handed_back() and MORE in handed_back(), "the words to be handed back")
        ingrid.new_document()
        await ingrid.hello()
        for tab in (ingrid, marit):
            await tab.shut()

    asyncio.run(story())
    refused = ingrid.named("refused")[0]
    assert refused["set_aside"] is False
    assert "tatt vare på" not in refused["sentence"]
    assert WORDS.encode() not in marit.heard()
    assert not SetAside.objects.exists()
    assert not is_kept_somewhere(WORDS)


def card(block: str) -> bytes:
    doc: Doc[Map[object]] = Doc()
    doc.get(f"{block}/cards", type=Map)["card-00000009"] = Map({"text": Text(WORDS), "order": "a5"})
    return doc.get_update()


def send(client: Client, document_id: object, update: bytes) -> dict[str, object]:
    at = f"/arbeidsark/dokument/{document_id}/endringer/"
    said: dict[str, object] = client.post(at, update, content_type="application/octet-stream").json()
    return said


def test_words_refused_by_an_ordinary_call_are_handed_back_in_the_answer(cast: Cast) -> None:
    document = document_for(compass(cast), None)
    answer = send(at_screen(cast, "Ingrid"), document.id, card("common_ground"))
    assert (answer["code"], answer["set_aside"], answer["words"]) == ("closed", False, WORDS)
    assert not is_kept_somewhere(WORDS)
    for who in ("Marit", "Kåre", "Guri"):
        page = at_screen(cast, who).get(f"/arbeidsark/{document.sheet_id}/").content.decode()
        assert WORDS not in json.dumps(page, ensure_ascii=False)
