"""The power goes, again and again, while two write."""

import asyncio
import random

import pytest

from plandugnad.engines.sheet.projection import project
from plandugnad.engines.sheet.rows import CardsRows
from plandugnad.worksheets.actions import document_for
from plandugnad.worksheets.store import open_document
from tests.cast import Cast
from tests.worksheets.live.serving import Mortal
from tests.worksheets.live.tab import Tab, converged, session_of, until
from tests.worksheets.making import begin

pytestmark = pytest.mark.django_db(transaction=True)

DEATHS = 20


def test_no_acknowledged_word_is_lost_in_twenty_crashes_and_all_come_to_the_same(mortal: Mortal, cast: Cast) -> None:
    document = document_for(begin(cast, "share"), None)
    tabs = [Tab(mortal, document.id, session_of(cast.person(who))) for who in ("Ingrid", "Marit", "Kåre")]
    written = asyncio.run(_survive(mortal, tabs))
    assert written > 10 * DEATHS
    document.refresh_from_db()
    rows = project(open_document(document))["hard"]
    assert isinstance(rows, CardsRows)
    kept = {one.id: one.text for one in rows.cards}
    assert kept == tabs[0].cards()
    assert set().union(*(tab.acknowledged for tab in tabs)) <= kept.keys()
    assert sum(text.count(" ") for text in kept.values()) == written


async def _survive(mortal: Mortal, tabs: list[Tab]) -> int:
    """How many edits were made."""
    dice, is_over = random.Random(20), asyncio.Event()
    for tab in tabs:
        await tab.open()
    writing = [asyncio.ensure_future(_write(tab, place, is_over)) for place, tab in enumerate(tabs)]
    for _ in range(DEATHS):
        await asyncio.sleep(dice.uniform(0.1, 0.5))
        await asyncio.to_thread(mortal.kill)
        await asyncio.to_thread(mortal.again)
        welcomes = [len(tab.named("welcome")) for tab in tabs]
        await until(
            lambda before=welcomes: all(len(t.named("welcome")) > n for t, n in zip(tabs, before, strict=True)),  # type: ignore[misc]
            "all to be back",
        )
    is_over.set()
    written = sum(await asyncio.gather(*writing))
    await converged(tabs, 60)
    for tab in tabs:
        await tab.shut()
    return written


async def _write(tab: Tab, place: int, is_over: asyncio.Event) -> int:
    """Each edit is one blank more in the document."""
    number = 0
    while not is_over.is_set():
        if tab.close_code is not None:
            await tab.open()
        item = f"card-{place:04d}{number // 10:04d}"
        if number % 10:
            tab.type(item, f" {number}")
        else:
            tab.write(item, f"Fra {place}")
        number += 1
        await asyncio.sleep(0.01)
    if tab.close_code is not None:
        await tab.open()
    return number
