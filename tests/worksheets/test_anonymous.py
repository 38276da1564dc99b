"""Cards that are nobody's: Ingrid's alone until Kåre moves the sheet on, and nobody's for ever after."""

import re
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError
from django.test import Client
from django.utils import timezone

from plandugnad.core.models import AuditEvent
from plandugnad.engines.sheet.projection import project
from plandugnad.engines.sheet.refusal import Refusal
from plandugnad.engines.sheet.rows import CardsRows
from plandugnad.regions.models import Membership
from plandugnad.worksheets.actions import document_for, move_phase, set_lock
from plandugnad.worksheets.history import restore_version, since_words, visit
from plandugnad.worksheets.models import AnonymousCard, ClientId, Document, Phase, Sheet, Update, Version, Visit
from plandugnad.worksheets.store import edit, open_document
from tests.cast import Cast, make_person
from tests.worksheets.making import begin, begin_anonymous
from tests.worksheets.test_pages import signed_in

pytestmark = pytest.mark.django_db

SECRET = "Vi er to, og den ene slutter"
KEY = "k" * 24


def at(sheet: Sheet, *path: str) -> str:
    return "/".join((f"/arbeidsark/{sheet.id}/kort/hard", *path, ""))


def send(client: Client, sheet: Sheet, text: str = SECRET, *, key: str = KEY, waits: bool = True) -> Any:
    """As the live page does."""
    said = {"text": text, "key": key, "waits": "yes" if waits else "no"}
    return client.post(at(sheet, "ny"), said, headers={"Accept": "application/json"})


def sentence(answer: Any) -> str:
    assert answer.status_code == 422
    said: str = answer.json()["sentence"]
    return said


def move(cast: Cast, sheet: Sheet, phase: Phase) -> Document:
    """What all share, as it is after that."""
    sheet.refresh_from_db()
    move_phase(cast.actor("Kåre").by, sheet.id, phase, sheet.version)
    sheet.refresh_from_db()
    return document_for(sheet, None)


def texts(document: Document) -> list[str]:
    document.refresh_from_db()
    rows = project(open_document(document))["hard"]
    assert isinstance(rows, CardsRows)
    return [one.text for one in rows.cards]


def everything_else() -> str:
    """All that is kept of anything but the cards themselves, as text: also the bytes of documents."""
    said = []
    for model in apps.get_models():
        if model is not AnonymousCard and model._meta.label not in ("sessions.Session", "accounts.Session"):
            for row in model._base_manager.values():
                said.append(str({k: bytes(v) if isinstance(v, memoryview) else v for k, v in row.items()}))
    return "\n".join(said)


def pages(client: Client, sheet: Sheet) -> dict[str, str]:
    addresses = ("", "disposisjon/", "rader/", "versjoner/", "vedtak/")
    found = {one: client.get(f"/arbeidsark/{sheet.id}/{one}").content.decode() for one in addresses}
    new_each_time = r'[0-9A-Za-z]{64}|name="key" value="[^"]*"'
    return {one: re.sub(new_each_time, "", page) for one, page in found.items()}


def test_until_it_is_shown_it_is_hers_alone_and_nothing_tells_that_it_is_there(cast: Cast) -> None:
    sheet = begin_anonymous(cast)
    colleague = make_person("Odd", "planner", cast.fjordvik)
    others = {"Marit": signed_in(cast, "Marit"), "Kåre": signed_in(cast, "Kåre"), "Odd": Client()}
    others["Odd"].force_login(colleague)
    ingrid, own = signed_in(cast, "Ingrid"), document_for(sheet, cast.fjordvik)
    for client in (ingrid, *others.values()):
        pages(client, sheet)
    before = {name: pages(client, sheet) for name, client in others.items()}
    events, versions, sheets = (list(one.objects.values()) for one in (AuditEvent, Version, Sheet))
    documents = list(Document.objects.order_by("id").values("id", "seq"))
    assert send(ingrid, sheet).json() == {}
    assert SECRET in pages(ingrid, sheet)["disposisjon/"]
    assert SECRET in pages(ingrid, sheet)["rader/"]
    assert {name: pages(client, sheet) for name, client in others.items()} == before
    assert SECRET not in everything_else()
    assert [list(one.objects.values()) for one in (AuditEvent, Version, Sheet)] == [events, versions, sheets]
    assert list(Document.objects.order_by("id").values("id", "seq")) == documents
    card = AnonymousCard.objects.get()
    for client in others.values():
        assert SECRET not in client.get(at(sheet, str(card.id)), follow=True).content.decode()
        told = client.post(at(sheet, str(card.id)), {"do": "withdraw"}, headers={"Accept": "application/json"})
        assert sentence(told) in {"Kortet er tatt bort.", "Kortet er teke bort."}
    assert AnonymousCard.objects.get().text == SECRET
    refused = edit(cast.actor("Ingrid"), own.id, lambda one: one.add("hard", "cards", "card-00000001", {"text": "x"}))
    assert isinstance(refused.result, Refusal)


def test_when_it_is_shown_no_row_ties_it_to_her_and_going_back_brings_nothing_back(cast: Cast) -> None:
    sheet = begin_anonymous(cast)
    ingrid, marit = signed_in(cast, "Ingrid"), signed_in(cast, "Marit")
    send(ingrid, sheet, SECRET)
    send(ingrid, sheet, "Vi er få")
    send(marit, sheet, "Ingen spør oss")
    ids = [str(one) for one in AnonymousCard.objects.values_list("id", flat=True)]
    document = move(cast, sheet, Phase.AGREE)  # past the phase it was to be shown in
    assert sorted(texts(document)) == ["Ingen spør oss", "Vi er få", SECRET]
    assert not AnonymousCard.objects.exists()
    kept = everything_else()
    assert [one for one in ids if one in kept or one.replace("-", "") in kept] == []
    shown = Update.objects.filter(document=document).exclude(data=b"")
    assert set(shown.values_list("person", flat=True)) == {None}
    assert not ClientId.objects.exclude(person=None).exists()
    hers = str(cast.person("Ingrid").id)
    named = [
        model
        for model in apps.get_app_config("worksheets").get_models()
        if hers in str(list(model._base_manager.values()))
    ]
    assert named == []
    move(cast, sheet, Phase.INDIVIDUAL)
    assert ingrid.get(f"/arbeidsark/{sheet.id}/rader/").json()["cards"] == {"hard": []}
    send(ingrid, sheet, "Et nytt")
    before = Version.objects.filter(document=document).latest("made_at")
    restore_version(cast.actor("Kåre").by, sheet.id, before.id)
    assert AnonymousCard.objects.count() == 1
    assert sorted(texts(move(cast, sheet, Phase.SHARE))) == ["Et nytt", "Ingen spør oss", "Vi er få", SECRET]


def test_it_is_shown_and_forgotten_at_once_or_not_at_all(cast: Cast) -> None:
    sheet = begin_anonymous(cast)
    send(signed_in(cast, "Ingrid"), sheet)
    shared = document_for(sheet, None)
    in_the_way = Update.objects.create(document=shared, seq=shared.seq + 1, data=b"", blocks=[])
    with pytest.raises(IntegrityError):
        move(cast, sheet, Phase.SHARE)
    in_the_way.delete()
    assert Sheet.objects.get(pk=sheet.id).phase == Phase.INDIVIDUAL
    assert (AnonymousCard.objects.get().text, texts(shared)) == (SECRET, [])
    assert texts(move(cast, sheet, Phase.SHARE)) == [SECRET]


def test_what_is_sent_twice_is_one_card_and_what_was_to_wait_is_not_shown_at_once(cast: Cast) -> None:
    sheet, ingrid = begin_anonymous(cast), signed_in(cast, "Ingrid")
    for text in ("Vi er få", "Vi er få", "Vi er fåe"):
        send(ingrid, sheet, text)
    assert [one.text for one in AnonymousCard.objects.all()] == ["Vi er få", "Vi er fåe"]
    document = move(cast, sheet, Phase.SHARE)
    assert "flyttet arket mens du skrev" in sentence(send(ingrid, sheet, SECRET, key="n" * 24))
    page = ingrid.post(at(sheet, "ny"), {"text": SECRET, "key": "n" * 24, "waits": "yes"})
    assert (page.status_code, SECRET in page.content.decode()) == (422, True)
    assert 'name="waits" value="no"' in page.content.decode()  # the same form, sent knowingly
    for _ in range(2):
        assert send(ingrid, sheet, SECRET, key="n" * 24, waits=False).json() == {}
    assert texts(document).count(SECRET) == 1


def test_what_comes_later_is_nobodys_either_and_is_not_blamed_on_who_wrote_elsewhere(cast: Cast) -> None:
    sheet = begin_anonymous(cast, "share")
    document, marit = document_for(sheet, None), cast.person("Marit")
    visit(document, marit.id, "nb")
    send(signed_in(cast, "Ingrid"), sheet, waits=False)
    odd = make_person("Odd", "planner", cast.fjordvik)
    document.refresh_from_db()
    since = visit(document, marit.id, "nb")
    assert since is not None
    assert since_words(since) == "Skrevet anonymt i «Hva er krevende» siden du var her sist."
    send(signed_in(cast, "Ingrid"), sheet, "Vi er få", key="n" * 24, waits=False)
    edit(cast.actor("Kåre"), document.id, lambda one: one.add("todo", "tasks", "task-0000001", {"text": "Ring"}))
    document.refresh_from_db()
    since = visit(document, odd.id, "nb") or visit(document, marit.id, "nb")
    assert since is not None
    assert since_words(since) == (
        "Kåre Eksempel har skrevet i «Forberedelser» siden du var her sist."
        " Skrevet anonymt i «Hva er krevende» siden du var her sist."
    )
    form = {"text": SECRET, "key": "m" * 24, "waits": "no"}
    last = Visit.objects.get(document=document, person=marit)
    assert SECRET in signed_in(cast, "Marit").post(at(sheet, "ny"), form, follow=True).content.decode()
    still = Visit.objects.get(document=document, person=marit)
    assert (still.seq, still.at) == (last.seq, last.at)  # else the number of her card would stand by her name
    rows = Update.objects.filter(document=document, blocks=["hard"])
    assert [(one.person, one.made_at.minute, one.made_at.second) for one in rows] == [(None, 0, 0)] * 3
    assert not AnonymousCard.objects.exists()


def test_it_is_held_to_the_rules_of_any_card_in_words(cast: Cast) -> None:
    sheet, ingrid = begin_anonymous(cast), signed_in(cast, "Ingrid")
    wrong = {" \r\n ": "Skriv noe", "x" * 61: "lengre enn 60 tegn", "Vi\x07": "usynlige tegn"}
    for text, said in wrong.items():
        assert said in sentence(send(ingrid, sheet, text)), text
    assert "ikke hel fram" in sentence(send(ingrid, sheet, key="<>"))
    for number in range(3):
        send(ingrid, sheet, f"Kort {number}")
    assert "plass til flere enn 3" in sentence(send(ingrid, sheet))
    assert send(signed_in(cast, "Marit"), sheet).json() == {}  # what others have written takes no room of hers
    set_lock(cast.actor("Kåre").by, sheet.id, "hard", is_locked=True)
    card = AnonymousCard.objects.filter(person=cast.person("Ingrid"))[0]
    live = {"Accept": "application/json"}
    assert "låst" in sentence(ingrid.post(at(sheet, str(card.id)), {"text": "Annet"}, headers=live))
    assert ingrid.post(at(sheet, str(card.id)), {"do": "withdraw"}, headers=live).json() == {}
    assert AnonymousCard.objects.filter(person=cast.person("Ingrid")).count() == 2


def test_who_may_not_write_in_the_sheet_puts_no_card_there(cast: Cast) -> None:
    sheet = begin_anonymous(cast)
    assert "kan ikke skrive kort her nå" in sentence(send(signed_in(cast, "Kåre"), sheet))  # has no municipality
    assert send(signed_in(cast, "Guri"), sheet).status_code == 404  # reads, and no more
    assert send(signed_in(cast, "Even"), sheet).status_code == 404
    assert send(signed_in(cast, "Ingrid"), begin(cast)).status_code == 404  # there cards have authors
    ingrid = signed_in(cast, "Ingrid")
    Membership.objects.filter(person=cast.person("Ingrid")).update(ended_at=timezone.now())
    assert send(ingrid, sheet).status_code == 404
    assert not AnonymousCard.objects.exists()


def test_without_scripts_it_is_written_changed_and_taken_back_by_forms(cast: Cast) -> None:
    sheet, ingrid = begin_anonymous(cast), signed_in(cast, "Ingrid")
    outline = ingrid.get(f"/arbeidsark/{sheet.id}/disposisjon/").content.decode()
    for said in ("Heller ikke kollegene dine ser dem", "Ordene dine kan røpe deg", "Den som drifter Plandugnad"):
        assert said in outline
    key = re.findall(r'name="key" value="([^"]+)"', outline)[0]
    action = re.findall(r'action="([^"]+/kort/hard/ny/[^"]*)"', outline)[0]
    told = ingrid.post(action, {"text": "Vi er fa", "key": key, "waits": "yes"}, follow=True)
    assert "Kortet er lagt til, uten navn." in told.content.decode()
    change = re.findall(r'href="([^"]+/kort/hard/[0-9a-f-]{36}/[^"]*)"', told.content.decode())[0]
    assert "Vi er fa" in ingrid.get(change).content.decode()
    too_long = ingrid.post(change, {"text": "y" * 61})
    assert (too_long.status_code, "y" * 61 in too_long.content.decode()) == (422, True)
    assert "Vi er få" in ingrid.post(change, {"text": "Vi er få"}, follow=True).content.decode()
    assert "Kortet er tatt bort." in ingrid.post(change, {"do": "withdraw"}, follow=True).content.decode()
    assert "ikke ditt å endre her lenger" in ingrid.get(change, follow=True).content.decode()
    assert not AnonymousCard.objects.exists()
