"""A worksheet without a connection that stays open: by calls, with the same rights and the same rows."""

import asyncio
import base64
import json
import urllib.error
import urllib.request
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db.models import F
from django.test import Client
from pycrdt import Doc, Map, Text

from plandugnad.worksheets.actions import document_for, set_lock
from plandugnad.worksheets.live.keeping import keep, merge_old
from plandugnad.worksheets.models import Document, SetAside, Update, Version, VersionReason
from plandugnad.worksheets.store import open_document
from tests.cast import Cast
from tests.launch.serving import wait_until
from tests.worksheets.live.serving import Server
from tests.worksheets.live.tab import Tab, session_of
from tests.worksheets.making import begin
from tests.worksheets.test_store import cards, shared

pytestmark = pytest.mark.django_db(transaction=True)


def address(document_id: UUID) -> str:
    return f"/arbeidsark/dokument/{document_id}/endringer/"


def browser(cast: Cast, who: str, **more: Any) -> Client:
    client = Client(**more)
    client.force_login(cast.person(who))
    return client


def card(text: str, item: str = "card-00000009") -> bytes:
    doc: Doc[Map[object]] = Doc()
    doc.get("hard/cards", type=Map)[item] = Map({"text": Text(text), "order": "a5"})
    return doc.get_update()


def send(client: Client, document: Document, update: bytes) -> Any:
    return client.post(address(document.id), update, content_type="application/octet-stream")


def test_what_is_sent_is_a_row_and_what_is_asked_for_is_what_came_after(cast: Cast) -> None:
    document = shared(begin(cast, "share"))
    ingrid, marit = browser(cast, "Ingrid"), browser(cast, "Marit")
    assert send(ingrid, document, card("For lite tid")).json() == {"seq": 2, "lost": None, "words": ""}
    whole = marit.get(address(document.id)).json()
    assert (whole["seq"], whole["whole"], whole["you"]["name"]) == (2, True, "Marit Eksempel")
    assert whole["sheet"]["phase"] == "share"
    assert "hard" in whole["sheet"]["may_write"]
    send(ingrid, document, card("For få fagfolk", "card-00000010"))
    news = marit.get(address(document.id) + "?etter=2").json()
    assert (news["seq"], news["whole"], len(news["updates"])) == (3, False, 1)
    doc: Doc[Map[object]] = Doc()
    doc.get("hard/cards", type=Map)
    for one in (*whole["updates"], *news["updates"]):
        doc.apply_update(base64.b64decode(one))
    assert set(doc["hard/cards"].keys()) == {"card-00000009", "card-00000010"}
    assert marit.get(address(document.id) + "?etter=3").json()["updates"] == []
    for odd in ("-1", "x", "9" * 30, "400"):
        assert marit.get(address(document.id) + f"?etter={odd}").json()["whole"] is True, odd


def test_what_is_refused_is_said_in_words_and_kept_for_the_one_who_typed_it(cast: Cast) -> None:
    sheet = begin(cast, "share")
    document, marit = shared(sheet), browser(cast, "Marit")
    set_lock(cast.actor("Kåre").by, sheet.id, "hard", is_locked=True)
    answer = send(marit, document, card("Det vi sliter med"))
    assert (answer.status_code, answer.json()["code"], answer.json()["set_aside"]) == (409, "closed", True)
    assert answer.json()["sentence"].startswith("Du kan ikkje skrive i")  # Lyngmo writes nynorsk
    assert SetAside.objects.get().text == "Det vi sliter med"
    assert cards(document) == []
    assert "Teksten din er teken vare på" in answer.json()["sentence"]
    without_words = send(marit, document, b"Bare litt tekst").json()
    assert without_words["set_aside"] is False
    assert without_words["sentence"] == "Endringa kom ikkje heil fram, og er ikkje teken inn. Last sida på nytt."


def test_the_document_of_another_organisation_is_not_there(cast: Cast) -> None:
    own = document_for(begin(cast), cast.fjordvik)
    assert browser(cast, "Ingrid").get(address(own.id)).status_code == 200
    for who in ("Kåre", "Marit", "Guri", "Lars", "Nina", "Even", "Anna"):
        them = browser(cast, who)
        for id in (own.id, uuid4()):
            assert them.get(address(id)).status_code == 404, who
        assert send(them, own, card("Inn her")).status_code == 404, who


def test_a_page_elsewhere_cannot_write_with_her_cookies(cast: Cast) -> None:
    document = shared(begin(cast, "share"))
    assert send(browser(cast, "Ingrid", enforce_csrf_checks=True), document, card("Falskt")).status_code == 403
    assert cards(document) == []


def fetch(server: Server, path: str, session: str) -> tuple[int, Any]:
    asked = urllib.request.Request(f"{server.address}{path}", headers={"Cookie": f"sessionid={session}"})
    try:
        with urllib.request.urlopen(asked, timeout=60) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        error.close()
        return error.code, None


def test_who_asks_for_news_waits_for_it_and_a_stranger_waits_for_nothing(server: Server, cast: Cast) -> None:
    document = shared(begin(cast, "share"))
    marit, even = (session_of(cast.person(who)) for who in ("Marit", "Even"))
    ingrid = Tab(server, document.id, session_of(cast.person("Ingrid")))

    async def ask() -> list[Any]:
        """Again and again, as a browser does, until something has come."""
        answers: list[Any] = []
        while not answers or not answers[-1][1]["updates"]:
            answers.append(await asyncio.to_thread(fetch, server, address(document.id) + "?etter=1", marit))
        return answers

    async def story() -> list[Any]:
        await ingrid.open()
        for path in ("", "?etter=1"):  # the page that says so is tried above
            assert (await asyncio.to_thread(fetch, server, address(document.id) + path, even))[1] is None
        asking = asyncio.ensure_future(ask())
        await asyncio.sleep(2)
        ingrid.write("card-00000001", "Endelig noe nytt")
        answers = await asking
        await ingrid.shut()
        return answers

    answers = asyncio.run(story())
    assert len(answers) <= 2  # who is answered at once would have asked many times
    status, said = answers[-1]
    assert (status, said["seq"], said["whole"]) == (200, 2, False)
    assert b"Endelig noe nytt" in base64.b64decode(said["updates"][0])


def later(document: Document, **time: float) -> None:
    Update.objects.filter(document=document).update(made_at=F("made_at") - timedelta(**time))


def test_ten_minutes_of_writing_leave_a_version(cast: Cast) -> None:
    document, ingrid = shared(begin(cast, "share")), browser(cast, "Ingrid")
    send(ingrid, document, card("Først"))
    assert not Version.objects.exists()
    later(document, minutes=11)
    send(ingrid, document, card("Så", "card-00000010"))
    version = Version.objects.get()
    assert (version.reason, version.seq, version.by_name) == (VersionReason.EDITING, 3, "Ingrid Eksempel")
    send(ingrid, document, card("Til slutt", "card-00000011"))
    assert Version.objects.count() == 1


def test_rows_of_yesterday_become_one_for_each_who_wrote_and_the_sheet_is_the_same(cast: Cast) -> None:
    document = shared(begin(cast, "share"))
    for number in range(3):
        for who in ("Ingrid", "Marit"):
            send(browser(cast, who), document, card(f"{who} {number}", f"card-{who[0]}{number:08d}"))
    document.refresh_from_db()
    before, seq = open_document(document).state(), document.seq
    later(document, days=2)
    keep(document.id, seq, before, cast.actor("Ingrid").by)
    later(document, days=2)
    merge_old(document.id)
    rows = Update.objects.filter(document=document).order_by("seq")
    assert {(row.person, tuple(row.blocks)) for row in rows if row.person} == {
        (cast.person("Ingrid"), ("hard",)),
        (cast.person("Marit"), ("hard",)),
    }
    assert all(not row.data for row in rows)
    document.refresh_from_db()
    assert (document.seq, document.state_seq) == (seq, seq)
    assert sorted(cards(document)) == [f"{who} {number}" for who in ("Ingrid", "Marit") for number in range(3)]
    assert browser(cast, "Kåre").get(address(document.id) + "?etter=2").json()["whole"] is True


def test_a_room_that_empties_leaves_the_whole_state_and_the_next_begins_from_it(server: Server, cast: Cast) -> None:
    document = shared(begin(cast, "share"))
    ingrid, marit = (Tab(server, document.id, session_of(cast.person(who))) for who in ("Ingrid", "Marit"))

    async def write() -> None:
        await ingrid.open()
        for number in range(5):
            ingrid.write(f"card-{number:08d}", f"Kort {number}")
        await ingrid.saved()
        await ingrid.shut()

    async def read() -> None:
        await marit.open()
        await marit.shut()

    asyncio.run(write())
    wait_until(lambda: Document.objects.get(pk=document.pk).state_seq == 6, "the state to be kept")
    Update.objects.filter(document=document).delete()
    asyncio.run(read())
    assert marit.cards() == {f"card-{number:08d}": f"Kort {number}" for number in range(5)}
