"""Sheets are taken along by those who take part, and found by those who may see them. A private one by neither."""

import json
from datetime import date

import pytest

from plandugnad.core.takeout import added_parts
from plandugnad.projections.finding import find, read
from plandugnad.worksheets.access import sheet_abilities
from plandugnad.worksheets.actions import document_for, move_phase
from plandugnad.worksheets.adopting import adopt, withdraw
from plandugnad.worksheets.models import Phase, Sheet
from plandugnad.worksheets.store import edit
from plandugnad.worksheets.takeout import SheetsPart
from tests.cast import EVERYBODY, Cast
from tests.worksheets.confidential.making import NAME, compass
from tests.worksheets.making import begin

pytestmark = pytest.mark.django_db
WORDS = "Havblikket er felles"


def write(cast: Cast, sheet: Sheet, who: str, block: str, text: str) -> None:
    own = document_for(sheet, cast.fjordvik if who == "Ingrid" else cast.lyngmo)
    document = own if sheet.phase == Phase.INDIVIDUAL else document_for(sheet, None)
    collection, field = ("cards", "text") if block == "hard" else ("rows", "goal")
    edit(
        cast.actor(who), document.id, lambda one: one.add(block, collection, f"item-{who.lower()}-0001", {field: text})
    )


def found_by(cast: Cast, who: str, words: str) -> list[str]:
    actor = cast.actor(who)
    found = find(actor.keys, words, near=[], apart=[])
    return [one.title for one in read(list(found.keys)) if one.source == "worksheets.sheet"]


def test_what_an_organisation_takes_part_in_comes_along_with_its_own_words_and_not_the_others(cast: Cast) -> None:
    sheet = begin(cast)
    compass(cast)
    write(cast, sheet, "Ingrid", "hard", "Fjordviks kort")
    write(cast, sheet, "Marit", "hard", "Lyngmos kort")
    files = {one.path: one.open().read() for one in SheetsPart().files(cast.fjordvik.id)}
    assert set(files) == {
        "arbeidsark.json",
        "arbeidsark/01 Prøvearket.docx",
        "arbeidsark/01 Prøvearket, det dere skriver for dere selv.docx",
    }
    told = files["arbeidsark.json"].decode()
    assert "Fjordviks kort" in told
    assert "Lyngmos kort" not in told
    assert NAME not in told
    assert [one["name"] for one in json.loads(told)["sheets"]] == ["Prøvearket"]
    assert all(content.startswith(b"PK") for path, content in files.items() if path.endswith(".docx"))
    assert list(SheetsPart().files(cast.storoy.id)) == []
    assert any(isinstance(part, SheetsPart) for part in added_parts())


def test_a_sheet_is_found_by_its_name_and_by_what_is_adopted_by_those_who_may_see_it(cast: Cast) -> None:
    sheet = begin(cast, "agree", "adopt")
    compass(cast)
    by = cast.actor("Kåre").by
    write(cast, sheet, "Ingrid", "goals", WORDS)
    assert found_by(cast, "Ingrid", "havblikket") == []
    sheet.refresh_from_db()
    move_phase(by, sheet.id, Phase.ADOPT, sheet.version)
    made = adopt(by, sheet.id, cast.fjordvik, date(2026, 9, 1), "")
    for who in EVERYBODY:
        may = ["Prøvearket"] if sheet_abilities(cast.actor(who), sheet).can_see else []
        assert found_by(cast, who, "prøvearket") == may, who
        assert found_by(cast, who, "havblikket") == may, who
        assert found_by(cast, who, NAME) == [], who
    withdraw(by, sheet.id, made.id)
    assert found_by(cast, "Ingrid", "havblikket") == []
