"""Editing together over the wire."""

import asyncio
import threading
from collections.abc import Coroutine
from typing import Any

import psycopg
import pytest
from asgiref.sync import sync_to_async

from plandugnad.engines.sheet.document import NOTHING, Accepted
from plandugnad.engines.sheet.operations import Editing
from plandugnad.engines.sheet.refusal import Refusal
from plandugnad.regions.models import Membership
from plandugnad.worksheets.actions import document_for, move_phase, present, set_lock, start_timer
from plandugnad.worksheets.live.rows import address
from plandugnad.worksheets.models import Document, Phase, SetAside, Update
from plandugnad.worksheets.store import announce, edit
from tests.cast import Cast
from tests.launch.serving import wait_until
from tests.worksheets.live.serving import Server
from tests.worksheets.live.tab import Tab, converged, session_of, until
from tests.worksheets.making import begin

pytestmark = pytest.mark.django_db(transaction=True)


def tab_of(server: Server, cast: Cast, who: str, document: Document) -> Tab:
    return Tab(server, document.id, session_of(cast.person(who)))


def meet(*tabs: Tab, story: Coroutine[Any, Any, None]) -> None:
    async def all_of_it() -> None:
        try:
            for tab in tabs:
                await tab.open()
            await story
        finally:  # or what is left open breaks the tests after this
            story.close()
            for tab in tabs:
                await tab.shut()

    asyncio.run(all_of_it())


def test_what_one_writes_the_others_have_and_each_change_is_a_row_with_its_author(server: Server, cast: Cast) -> None:
    document = document_for(begin(cast, "share"), None)
    ingrid, marit = (tab_of(server, cast, who, document) for who in ("Ingrid", "Marit"))

    async def story() -> None:
        ingrid.write("card-00000001", "For lite tid")
        marit.write("card-00000002", "For få fagfolk")
        await converged([ingrid, marit])
        ingrid.type("card-00000002", ", og for gamle planer")
        await converged([ingrid, marit])

    meet(ingrid, marit, story=story())
    assert marit.cards() == {
        "card-00000001": "For lite tid",
        "card-00000002": "For få fagfolk, og for gamle planer",
    }
    rows = Update.objects.filter(document=document, seq__gt=1).order_by("seq")
    assert sorted((str(row.person), *row.blocks) for row in rows) == [
        ("Ingrid Eksempel", "hard"), ("Ingrid Eksempel", "hard"), ("Marit Eksempel", "hard"),
    ]  # fmt: skip
    assert [row.seq for row in rows] == [2, 3, 4]


def test_a_locked_part_refuses_what_is_written_keeps_the_words_and_leaves_the_others_alone(
    server: Server, cast: Cast
) -> None:
    sheet = begin(cast, "share")
    document, by = document_for(sheet, None), cast.actor("Kåre").by
    ingrid, marit = (tab_of(server, cast, who, document) for who in ("Ingrid", "Marit"))

    async def story() -> None:
        ingrid.write("card-00000001", "Før låsen")
        await converged([ingrid, marit])
        await sync_to_async(set_lock)(by, sheet.id, "hard", is_locked=True)
        await until(lambda: "hard" in ingrid.sheet["locked"], "the lock to be told of")
        assert "hard" not in ingrid.sheet["may_write"]
        ingrid.write("card-00000002", "Etter låsen")
        await until(lambda: bool(ingrid.named("refused")), "the refusal")
        ingrid.new_document()
        await ingrid.hello()
        await converged([ingrid, marit])

    meet(ingrid, marit, story=story())
    refused = ingrid.named("refused")[0]
    assert (refused["code"], refused["set_aside"]) == ("closed", True)
    assert "Du kan ikke skrive i" in refused["sentence"]
    assert marit.cards() == ingrid.cards() == {"card-00000001": "Før låsen"}
    assert (SetAside.objects.get().person, SetAside.objects.get().text) == (cast.person("Ingrid"), "Etter låsen")


def test_a_phase_that_is_moved_while_two_write_takes_nothing_in_afterwards_and_loses_no_word(
    server: Server, cast: Cast
) -> None:
    sheet = begin(cast)
    own = document_for(sheet, cast.fjordvik)
    ingrid, again, away = (tab_of(server, cast, "Ingrid", own) for _ in range(3))
    written: dict[str, str] = {}

    async def story() -> None:
        moving = asyncio.ensure_future(move())
        while not moving.done() or len(written) < 40:
            for tab in (ingrid, again):
                name = f"card-{len(written):08d}"
                written[name] = f"Tanke nummer {len(written)}."
                tab.write(name, written[name])
            await asyncio.sleep(0.01)
        for tab in (ingrid, again):
            await until(lambda tab=tab: bool(tab.named("refused")), "the refusal")  # type: ignore[misc]
            assert tab.sheet["closed"] is True
        await moving
        await away.open()  # to what is closed already, as a line that was gone meanwhile
        assert away.sheet["closed"] is True
        for tab in (ingrid, again, away):
            await until(lambda tab=tab: tab.close_code == 4409, "the connection to be closed")  # type: ignore[misc]
        await away.shut()

    async def move() -> None:
        await asyncio.sleep(0.3)
        await sync_to_async(move_phase)(by, sheet.id, Phase.SHARE, sheet.version)

    by = cast.actor("Kåre").by
    meet(ingrid, again, story=story())
    rows = list(Update.objects.filter(document=own).order_by("seq"))
    closing = next(at for at, row in enumerate(rows) if not row.data)
    assert [row.seq for row in rows[closing + 1 :] if row.data] == []
    kept = {name for tab in (ingrid, again) for name in tab.acknowledged}
    assert kept
    wait_until(lambda: not words_lost({written[name] for name in written.keys() - kept}), "all words to be set aside")


def words_lost(words: set[str]) -> set[str]:
    aside = "\n".join(SetAside.objects.values_list("text", flat=True))
    return {one for one in words if one not in aside}


def test_two_processes_write_in_the_same_document_and_nothing_is_lost(server: Server, cast: Cast) -> None:
    document = document_for(begin(cast, "share"), None)
    other = Server().start()
    tabs = [tab_of(one, cast, who, document) for who in ("Ingrid", "Marit") for one in (server, other)]

    async def story() -> None:
        for number in range(25):
            for place, tab in enumerate(tabs):
                tab.write(f"card-{place:04d}{number:04d}", f"Nummer {number} fra {place}")
            await asyncio.sleep(0.01)
        await converged(tabs, 60)

    try:
        meet(*tabs, story=story())
    finally:
        other.end()
    assert len(tabs[0].cards()) == 100
    seqs = list(Update.objects.filter(document=document).order_by("seq").values_list("seq", flat=True))
    assert seqs == list(range(1, len(seqs) + 1))
    assert Document.objects.get(pk=document.pk).seq == len(seqs)


def test_who_writes_seldom_is_heard_beside_who_never_stops(server: Server, cast: Cast) -> None:
    """The other takes the next number before there has been time to judge what comes after the one before."""
    document = document_for(begin(cast, "share"), None)
    ingrid = tab_of(server, cast, "Ingrid", document)
    is_done = threading.Event()
    written: list[int] = []

    def write_on() -> None:
        with psycopg.connect(address(), autocommit=True) as connection:
            while not is_done.is_set():
                connection.execute(_WRITE_NOTHING, {"id": document.pk, "data": NOTHING})
                written.append(1)

    async def story() -> None:
        other = asyncio.create_task(asyncio.to_thread(write_on))
        try:
            await until(lambda: len(written) > 100, "the other to be under way")
            ingrid.write("card-00000001", "Innimellom")
            await ingrid.saved()
        finally:
            is_done.set()
            await other

    meet(ingrid, story=story())
    assert ingrid.close_code == 1000  # her own goodbye, and not that she must come anew
    assert ingrid.cards() == {"card-00000001": "Innimellom"}


_WRITE_NOTHING = """
WITH moved AS (UPDATE worksheets_document SET seq = seq + 1 WHERE id = %(id)s RETURNING id, seq)
INSERT INTO worksheets_update (document_id, seq, data, blocks, made_at)
SELECT id, seq, %(data)s, '[]'::jsonb, now() FROM moved
"""


def test_what_is_written_without_a_connection_is_merged_when_it_is_back(server: Server, cast: Cast) -> None:
    document = document_for(begin(cast, "share"), None)
    ingrid, marit = (tab_of(server, cast, who, document) for who in ("Ingrid", "Marit"))

    async def story() -> None:
        ingrid.write("card-00000001", "Felles")
        await converged([ingrid, marit])
        await ingrid.shut()
        ingrid.write("card-00000002", "På toget")
        ingrid.type("card-00000001", " mål")
        marit.write("card-00000003", "På kontoret")
        await marit.saved()
        await ingrid.open()
        await converged([ingrid, marit])

    meet(ingrid, marit, story=story())
    assert marit.cards() == {
        "card-00000001": "Felles mål", "card-00000002": "På toget", "card-00000003": "På kontoret",
    }  # fmt: skip


def test_what_a_plain_form_and_the_facilitator_do_is_seen_by_those_who_are_connected(
    server: Server, cast: Cast
) -> None:
    sheet = begin(cast, "share")
    document = document_for(sheet, None)
    ingrid = tab_of(server, cast, "Ingrid", document)
    marit, by = cast.actor("Marit"), cast.actor("Kåre").by

    def add(editing: Editing) -> Accepted | Refusal:
        return editing.add("hard", "cards", "card-00000009", {"text": "Fra disposisjonen"})

    async def story() -> None:
        await sync_to_async(edit)(marit, document.id, add)
        await until(lambda: ingrid.cards() == {"card-00000009": "Fra disposisjonen"}, "the edit")
        await sync_to_async(start_timer)(by, sheet.id, 300)
        await until(lambda: bool(ingrid.sheet["timer_ms_left"]), "the timer")
        assert 290_000 < ingrid.sheet["timer_ms_left"] <= 300_000
        await sync_to_async(present)(by, sheet.id, "goals")
        await until(lambda: ingrid.sheet["presented"] == "goals", "what is presented")
        await sync_to_async(announce)(sheet, "votes")
        await until(lambda: [one["what"] for one in ingrid.named("changed")] == ["votes"], "that votes are changed")

    meet(ingrid, story=story())


def test_everybody_sees_who_is_there_and_where(server: Server, cast: Cast) -> None:
    document = document_for(begin(cast, "share"), None)
    ingrid, marit = (tab_of(server, cast, who, document) for who in ("Ingrid", "Marit"))

    def seen() -> list[tuple[str, str, str]]:
        shown = marit.named("people")[-1:] or [{"people": []}]
        return [(one["name"], one["organisation"], one["block"]) for one in shown[0]["people"]]

    async def story() -> None:
        await ingrid.say(t="here", block="goals", item="", field="")
        both = [("Ingrid Eksempel", "Fjordvik", "goals"), ("Marit Eksempel", "Lyngmo", "")]
        await until(lambda: seen() == both, "both to be seen")
        await ingrid.shut()
        await until(lambda: seen() == [("Marit Eksempel", "Lyngmo", "")], "Ingrid to be gone")

    meet(ingrid, marit, story=story())


def test_who_signs_out_or_is_no_longer_in_the_collaboration_is_shut_out_within_seconds(
    server: Server, cast: Cast
) -> None:
    document = document_for(begin(cast, "share"), None)
    ingrid, marit, kare = (tab_of(server, cast, who, document) for who in ("Ingrid", "Marit", "Kåre"))

    def end() -> None:
        Membership.objects.filter(person=cast.person("Marit")).delete()
        cast.person("Ingrid").sessions.all().delete()

    async def story() -> None:
        await sync_to_async(end)()
        await until(lambda: (ingrid.close_code, marit.close_code) == (4401, 4404), "both to be shut out", 15)
        kare.write("card-00000001", "Bare for oss som er igjen")
        await kare.saved()

    meet(ingrid, marit, kare, story=story())
    assert b"som er igjen" not in ingrid.heard() + marit.heard()
