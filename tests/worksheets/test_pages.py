"""The pages of sheets, as different people see them."""

import pytest
from django.test import Client

from plandugnad.worksheets.actions import document_for, move_phase
from plandugnad.worksheets.models import Document, Phase, Sheet
from plandugnad.worksheets.shown import locked_blocks
from plandugnad.worksheets.store import edit
from tests.cast import Cast
from tests.worksheets.making import begin

pytestmark = pytest.mark.django_db


def signed_in(cast: Cast, who: str) -> Client:
    client = Client()
    client.force_login(cast.person(who))
    return client


def test_the_path_shows_the_four_parts_and_what_is_begun(cast: Cast) -> None:
    client = signed_in(cast, "Ingrid")
    page = client.get(f"/samarbeid/{cast.ytre_fjord.id}/arbeidsark/").content.decode()
    assert "Vårt formål" in page
    assert "Begynn med «Vårt formål»" in page


def test_a_worksheet_is_begun_with_one_press(cast: Cast) -> None:
    client = signed_in(cast, "Ingrid")
    answer = client.post(f"/samarbeid/{cast.ytre_fjord.id}/arbeidsark/purpose/begynn/", follow=True)
    page = answer.content.decode()
    sheet = Sheet.objects.get()
    assert (sheet.kind, sheet.phase) == ("purpose", Phase.INDIVIDUAL)
    assert "Dette er arket til Fjordvik" in page


def test_in_the_individual_phase_each_sees_her_own_and_the_coordinator_none(cast: Cast) -> None:
    sheet = begin(cast)
    own = document_for(sheet, cast.fjordvik)
    assert str(own.id) in signed_in(cast, "Ingrid").get(f"/arbeidsark/{sheet.id}/").content.decode()
    for who in ("Marit", "Kåre"):
        answer = signed_in(cast, who).get(f"/arbeidsark/{sheet.id}/")
        assert answer.status_code == 200, who
        assert str(own.id) not in answer.content.decode(), who
    listens = signed_in(cast, "Kåre").get(f"/arbeidsark/{sheet.id}/").content.decode()
    assert str(document_for(sheet, None).id) in listens  # what is locked, timed and moved is told there
    assert '"blocks": []' in listens


@pytest.mark.parametrize("who", ["Even", "Anna", "Lars", "Nina"])
def test_a_stranger_finds_nothing(cast: Cast, who: str) -> None:
    sheet = begin(cast)
    assert signed_in(cast, who).get(f"/arbeidsark/{sheet.id}/").status_code == 404
    assert signed_in(cast, who).get(f"/samarbeid/{cast.ytre_fjord.id}/arbeidsark/").status_code == 404


def add(cast: Cast, document: Document, card: str) -> None:
    edit(cast.actor("Ingrid"), document.id, lambda editing: editing.add("hard", "cards", card, {"text": card}))


def test_votes_are_within_the_budget_and_sums_wait_for_the_phase_to_end(cast: Cast) -> None:
    sheet = begin(cast, "prioritise", "agree")
    document = document_for(sheet, None)
    add(cast, document, "card-00000000")
    add(cast, document, "card-00000001")
    address = f"/arbeidsark/{sheet.id}/rader/"
    ingrid, marit = signed_in(cast, "Ingrid"), signed_in(cast, "Marit")
    ingrid.post(address, {"block": "hard", "item": "card-00000000", "number": 2})
    marit.post(address, {"block": "hard", "item": "card-00000000", "number": 1})
    refused = ingrid.post(address, {"block": "hard", "item": "card-00000001", "number": 2})
    assert (refused.status_code, refused.json()["sentence"]) == (
        422,
        "Du har 1 stemme igjen. Ta tilbake en du har gitt, for å bruke flere.",
    )
    assert ingrid.get(address).json() == {
        "votes": {"hard": {"card-00000000": {"mine": 2, "all": None}}},
        "left": {"hard": 1},
        "voters": {"hard": 2},
        "cards": {},
    }
    move_phase(cast.actor("Kåre").by, sheet.id, Phase.AGREE, sheet.version)
    assert ingrid.get(address).json()["votes"]["hard"]["card-00000000"] == {"mine": 2, "all": 3}
    assert (
        "ikkje open" in marit.post(address, {"block": "hard", "item": "card-00000000", "number": 0}).json()["sentence"]
    )


def test_votes_for_a_card_that_is_gone_are_hers_again(cast: Cast) -> None:
    sheet = begin(cast, "prioritise")
    document = document_for(sheet, None)
    edit(
        cast.actor("Ingrid"), document.id, lambda editing: editing.add("hard", "cards", "card-00000000", {"text": "A"})
    )
    address = f"/arbeidsark/{sheet.id}/rader/"
    ingrid = signed_in(cast, "Ingrid")
    ingrid.post(address, {"block": "hard", "item": "card-00000000", "number": 3})
    edit(cast.actor("Marit"), document.id, lambda editing: editing.remove("hard", "cards", "card-00000000"))
    assert ingrid.get(address).json()["left"] == {"hard": 3}


def test_only_who_facilitates_moves_the_phase_and_the_page_she_saw_must_be_the_latest(cast: Cast) -> None:
    sheet = begin(cast, "share", "agree")
    address = f"/arbeidsark/{sheet.id}/fase/"
    assert signed_in(cast, "Ingrid").post(address, {"phase": "agree", "version": 1}).status_code == 404
    kare = signed_in(cast, "Kåre")
    kare.post(address, {"phase": "agree", "version": 1})
    sheet.refresh_from_db()
    assert sheet.phase == Phase.AGREE
    late = kare.post(address, {"phase": "share", "version": 1}, follow=True)
    assert "Noen andre har endret arket" in late.content.decode()


def test_the_facilitator_locks_times_and_shows_a_part(cast: Cast) -> None:
    sheet = begin(cast, "share")
    kare = signed_in(cast, "Kåre")
    kare.post(f"/arbeidsark/{sheet.id}/las/hard/", {"do": "lock"})
    kare.post(f"/arbeidsark/{sheet.id}/nedtelling/", {"minutes": 5})
    kare.post(f"/arbeidsark/{sheet.id}/vis/", {"block": "goals"})
    sheet.refresh_from_db()
    assert (locked_blocks(sheet), sheet.timer_seconds, sheet.presented) == (frozenset({"hard"}), 300, "goals")
    kare.post(f"/arbeidsark/{sheet.id}/las/hard/", {"do": "open"})
    assert locked_blocks(sheet) == frozenset()
    too_long = kare.post(f"/arbeidsark/{sheet.id}/nedtelling/", {"minutes": 9999}, follow=True)
    assert "opptil tre timer" in too_long.content.decode()
