"""In the room itself: what belongs to another is not changed, and what was typed is set aside for who typed it."""

import pytest
from pycrdt import Map

from plandugnad.engines.sheet.projection import items_in
from plandugnad.worksheets.models import SetAside
from plandugnad.worksheets.store import edit, open_document
from tests.cast import Cast
from tests.worksheets.live.serving import Server
from tests.worksheets.live.tab import until
from tests.worksheets.live.test_room import meet, tab_of
from tests.worksheets.reviewing.making import boathouses, shared

pytestmark = pytest.mark.django_db(transaction=True)
ROW = "rad-00000001"


def test_an_assessment_of_anothers_is_refused_in_the_room_and_her_own_is_let_in(server: Server, cast: Cast) -> None:
    document = shared(boathouses(cast))
    edit(cast.actor("Ingrid"), document.id, lambda one: one.add("assessments", "rows", ROW, {"concern": "Stien"}))
    ingrid, marit = (tab_of(server, cast, who, document) for who in ("Ingrid", "Marit"))

    async def story() -> None:
        await until(lambda: ROW in ingrid.doc.get("assessments/rows", type=Map), "the row")
        await until(lambda: ROW in marit.doc.get("assessments/rows", type=Map), "the row")
        assert marit.sheet["rows"]["assessments"]["own"] == f"organisation:{cast.lyngmo.id}"
        ingrid.doc.get("assessments/rows", type=Map)[ROW]["concern"].insert(0, "Smal: ")
        marit.doc.get("assessments/rows", type=Map)[ROW]["concern"].insert(0, "Feil: ")
        await until(lambda: bool(marit.named("refused")), "the refusal")
        await ingrid.saved()

    meet(ingrid, marit, story=story())
    [refused] = marit.named("refused")
    assert (refused["code"], refused["set_aside"]) == ("anothers", True)
    assert refused["sentence"].startswith("Rada i «Faglege vurderingar» er skriven av andre")
    assert SetAside.objects.get().text == "Feil: "
    assert items_in(open_document(document), "assessments/rows")[ROW]["concern"] == "Smal: Stien"
