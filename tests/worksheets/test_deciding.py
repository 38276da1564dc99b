"""Adopting a sheet, its versions, and what is new since last."""

from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from docx import Document as DocxDocument

from plandugnad.agreements.models import Goal
from plandugnad.engines.sheet.document import Accepted
from plandugnad.worksheets.actions import begin_sheet, document_for, move_phase
from plandugnad.worksheets.adopting import review_day
from plandugnad.worksheets.definitions import mapping_of
from plandugnad.worksheets.models import Adoption, Phase, SetAside, Sheet, Version
from plandugnad.worksheets.store import edit, set_aside
from tests.cast import Cast
from tests.worksheets.making import begin
from tests.worksheets.test_store import cards

pytestmark = pytest.mark.django_db


def signed_in(cast: Cast, who: str) -> Client:
    client = Client()
    client.force_login(cast.person(who))
    return client


def write(cast: Cast, who: str, sheet: Sheet, text: str, card: str = "card-00000001") -> None:
    document = document_for(sheet, None)
    result = edit(cast.actor(who), document.id, lambda one: one.add("hard", "cards", card, {"text": text})).result
    assert isinstance(result, Accepted)


def ready(cast: Cast) -> Sheet:
    sheet = begin(cast, "share", "adopt")
    write(cast, "Ingrid", sheet, "For lite tid")
    return move_phase(cast.actor("Kåre").by, sheet.id, Phase.ADOPT, sheet.version)


def adopting(cast: Cast, who: str, sheet: Sheet, **said: Any) -> Any:
    place = cast.fjordvik if who == "Ingrid" else cast.lyngmo
    form = {"organisation": str(place.id), "adopted_on": timezone.localdate().isoformat(), "note": ""} | said
    return signed_in(cast, who).post(f"/arbeidsark/{sheet.id}/vedtak/", form, follow=True)


def test_each_member_adopts_for_itself_and_all_adopt_one_version(cast: Cast) -> None:
    sheet = ready(cast)
    page = adopting(cast, "Ingrid", sheet, note="Med forbehold om budsjett").content.decode()
    assert "1 av 2 har vedtatt det som står nå" in page
    assert "Med forbehold om budsjett" in page
    adopting(cast, "Marit", sheet)
    assert Version.objects.filter(reason="adopted").count() == 1
    assert set(Adoption.objects.values_list("organisation__name", flat=True)) == {"Fjordvik", "Lyngmo"}


def test_what_is_written_afterwards_is_not_what_was_adopted(cast: Cast) -> None:
    sheet = ready(cast)
    adopting(cast, "Ingrid", sheet)
    sheet.refresh_from_db()
    move_phase(cast.actor("Kåre").by, sheet.id, Phase.SHARE, sheet.version)
    address = f"/arbeidsark/{sheet.id}/vedtak/"
    assert "1 av 2" in signed_in(cast, "Ingrid").get(address).content.decode()  # a phase changes no word
    write(cast, "Marit", sheet, "For få fagfolk", "card-00000002")
    page = signed_in(cast, "Ingrid").get(address).content.decode()
    assert "0 av 2" in page
    assert "En eldre versjon" in page


def test_the_file_tells_which_version_each_has_adopted(cast: Cast) -> None:
    sheet = ready(cast)
    adopting(cast, "Ingrid", sheet)
    sheet = move_phase(cast.actor("Kåre").by, sheet.id, Phase.SHARE, Sheet.objects.get(pk=sheet.id).version)
    write(cast, "Ingrid", sheet, "Ny tanke", "card-00000002")
    move_phase(cast.actor("Kåre").by, sheet.id, Phase.ADOPT, sheet.version)
    adopting(cast, "Marit", sheet)
    taken = signed_in(cast, "Ingrid").get(f"/arbeidsark/{sheet.id}/ut/docx/")
    rows = [[cell.text for cell in row.cells] for row in DocxDocument(BytesIO(taken.content)).tables[-1].rows[1:]]
    assert [row[:2] for row in rows] == [["Fjordvik", "en eldre versjon"], ["Lyngmo", "det som står her"]]


def test_nobody_adopts_for_another_municipality_or_ahead_of_time(cast: Cast) -> None:
    sheet = ready(cast)
    page = adopting(cast, "Ingrid", sheet, organisation=str(cast.lyngmo.id)).content.decode()
    assert Adoption.objects.count() == 0
    assert "0 av 2" in page
    tomorrow = timezone.localdate() + timedelta(days=1)
    assert "fram i tid" in adopting(cast, "Ingrid", sheet, adopted_on=tomorrow.isoformat()).content.decode()
    for who in ("Kåre", "Åse"):
        answer = signed_in(cast, who).post(f"/arbeidsark/{sheet.id}/vedtak/", {"organisation": str(cast.fjordvik.id)})
        assert answer.status_code == 404, who


def test_an_adoption_is_withdrawn_by_the_municipality_itself(cast: Cast) -> None:
    sheet = ready(cast)
    adopting(cast, "Ingrid", sheet)
    address = f"/arbeidsark/{sheet.id}/vedtak/{Adoption.objects.get().id}/trekk/"
    assert signed_in(cast, "Marit").post(address).status_code == 404
    signed_in(cast, "Ingrid").post(address)
    assert Adoption.objects.get().withdrawn_at is not None
    adopting(cast, "Ingrid", sheet)
    assert Adoption.objects.filter(withdrawn_at=None).count() == 1


@pytest.mark.parametrize(("adopted_on", "review_on"), [((2027, 1, 31), (2028, 1, 31)), ((2028, 2, 29), (2029, 2, 28))])
def test_the_review_is_as_many_months_on_as_the_worksheet_says(
    cast: Cast, adopted_on: tuple[int, int, int], review_on: tuple[int, int, int]
) -> None:
    assert review_day(begin(cast, "share"), date(*adopted_on)) == date(*review_on)


def test_a_version_is_read_and_brought_back_without_losing_what_stands(cast: Cast) -> None:
    sheet = ready(cast)
    kept = Version.objects.get()  # of the phase that ended
    move_phase(cast.actor("Kåre").by, sheet.id, Phase.SHARE, sheet.version)
    write(cast, "Marit", sheet, "For få fagfolk", "card-00000002")
    page = signed_in(cast, "Ingrid").get(f"/arbeidsark/{sheet.id}/versjoner/{kept.id}/").content.decode()
    assert "For lite tid" in page
    assert "For få fagfolk" not in page
    address = f"/arbeidsark/{sheet.id}/versjoner/{kept.id}/hent/"
    assert signed_in(cast, "Ingrid").post(address).status_code == 404  # she does not facilitate
    signed_in(cast, "Kåre").post(address)
    assert cards(document_for(sheet, None)) == ["For lite tid"]
    before = Version.objects.filter(reason="restored").get()
    signed_in(cast, "Kåre").post(f"/arbeidsark/{sheet.id}/versjoner/{before.id}/hent/")
    assert cards(document_for(sheet, None)) == ["For lite tid", "For få fagfolk"]


def test_she_is_told_what_others_have_written_since_she_was_there(cast: Cast) -> None:
    sheet = begin(cast, "share")
    ingrid = signed_in(cast, "Ingrid")
    address = f"/arbeidsark/{sheet.id}/"
    ingrid.get(address)
    write(cast, "Ingrid", sheet, "Mitt eget")
    assert "siden du var her sist" not in ingrid.get(address).content.decode()
    write(cast, "Marit", sheet, "For få fagfolk", "card-00000002")
    page = ingrid.get(address).content.decode()
    assert "Marit Eksempel har skrevet i «Hva er krevende» siden du var her sist." in page


def test_words_set_aside_are_shown_to_their_author_until_she_has_them(cast: Cast) -> None:
    sheet = begin(cast, "share")
    set_aside(sheet, cast.person("Ingrid").pk, ["Det vi sliter med"], "Fasen er over.")
    address = f"/arbeidsark/{sheet.id}/"
    assert "Det vi sliter med" not in signed_in(cast, "Marit").get(address).content.decode()
    ingrid = signed_in(cast, "Ingrid")
    assert "Det vi sliter med" in ingrid.get(address).content.decode()
    kept = SetAside.objects.get()
    signed_in(cast, "Marit").post(f"/arbeidsark/{sheet.id}/lagt-til-side/{kept.id}/")
    assert SetAside.objects.exists()
    ingrid.post(f"/arbeidsark/{sheet.id}/lagt-til-side/{kept.id}/")
    assert not SetAside.objects.exists()


def test_when_all_have_adopted_the_goals_are_what_the_collaboration_has_agreed_on(cast: Cast) -> None:
    sheet = begin_sheet(cast.actor("Kåre").by, cast.ytre_fjord, "purpose", mapping_of("purpose"), "Vårt formål", "nb")
    move_phase(cast.actor("Kåre").by, sheet.id, Phase.AGREE, sheet.version)
    document = document_for(sheet, None)
    goal = {"goal": "Et felles fagmiljø", "by_when": "2027-12-01", "responsible": f"organisation:{cast.lyngmo.id}"}
    made = edit(cast.actor("Ingrid"), document.id, lambda one: one.add("goals", "rows", "row-00000001", goal)).result
    assert isinstance(made, Accepted)
    edit(cast.actor("Ingrid"), document.id, lambda one: one.add("goals", "rows", "row-00000002", {"how": "Tomt mål"}))
    sheet.refresh_from_db()
    move_phase(cast.actor("Kåre").by, sheet.id, Phase.ADOPT, sheet.version)
    sheet.refresh_from_db()
    adopting(cast, "Ingrid", sheet)
    assert not Goal.objects.exists()
    page = adopting(cast, "Marit", sheet).content.decode()
    agreed = Goal.objects.get()
    assert (agreed.item, agreed.text, agreed.responsible) == ("row-00000001", "Et felles fagmiljø", "Lyngmo")
    assert agreed.agreement.address == f"/arbeidsark/{sheet.id}/"
    assert "Alle har vedteke det same" in page


@pytest.mark.parametrize("kind", ["docx", "pdf", "xlsx"])
def test_a_sheet_is_taken_out_as_a_file(cast: Cast, kind: str) -> None:
    sheet = begin(cast, "share")
    write(cast, "Marit", sheet, "For få fagfolk")
    answer = signed_in(cast, "Ingrid").get(f"/arbeidsark/{sheet.id}/ut/{kind}/")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert bytes(answer.content)[:4] == {"docx": b"PK\x03\x04", "xlsx": b"PK\x03\x04", "pdf": b"%PDF"}[kind]


def test_in_the_individual_phase_only_her_own_is_taken_out(cast: Cast) -> None:
    sheet = begin(cast)
    own = document_for(sheet, cast.fjordvik)
    edit(cast.actor("Ingrid"), own.id, lambda one: one.add("hard", "cards", "card-00000001", {"text": "Hemmelig"}))
    said = {}
    for who in ("Ingrid", "Marit"):
        content = signed_in(cast, who).get(f"/arbeidsark/{sheet.id}/ut/docx/").content
        said[who] = "\n".join(one.text for one in DocxDocument(BytesIO(content)).paragraphs)
    assert "Hemmelig" in said["Ingrid"]
    assert "Hemmelig" not in said["Marit"]
    assert signed_in(cast, "Kåre").get(f"/arbeidsark/{sheet.id}/ut/docx/").status_code == 404


def test_an_empty_form_is_there_before_and_after_a_sheet_is_begun(cast: Cast) -> None:
    sheet = begin(cast, "share")
    ingrid = signed_in(cast, "Ingrid")
    for address in (f"/arbeidsark/{sheet.id}/tomt-skjema/pdf/", _form(cast, "purpose", "pdf")):
        assert bytes(ingrid.get(address).content)[:4] == b"%PDF"
    assert ingrid.get(_form(cast, "conflict", "pdf")).status_code == 200, "what it asks is no secret"
    assert ingrid.get(_form(cast, "nothing", "pdf")).status_code == 404


def _form(cast: Cast, kind: str, form: str) -> str:
    return f"/samarbeid/{cast.ytre_fjord.id}/arbeidsark/{kind}/tomt-skjema/{form}/"
