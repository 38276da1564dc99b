"""What each municipality draws as its own practice: private until it is shown, then compared by name among members."""

import io
import re
from collections.abc import Callable

import pytest
from django.test import Client
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from plandugnad.engines.sheet.document import Accepted
from plandugnad.engines.sheet.operations import Editing
from plandugnad.engines.sheet.projection import project
from plandugnad.engines.sheet.refusal import Refusal
from plandugnad.engines.sheet.rows import FlowRows, Step
from plandugnad.regions.models import Member, Organisation
from plandugnad.worksheets.access import sheet_abilities
from plandugnad.worksheets.actions import begin_sheet, document_for, move_phase
from plandugnad.worksheets.definitions import mapping_of
from plandugnad.worksheets.models import Document, Phase, Sheet
from plandugnad.worksheets.practices import compared
from plandugnad.worksheets.shown import config_of
from plandugnad.worksheets.store import edit, open_document
from tests.cast import Cast
from tests.worksheets.test_pages import signed_in

pytestmark = pytest.mark.django_db

MEETING = "Hold oppstartsmøte"
Edit = Callable[[Editing], Accepted | Refusal]


def begun(cast: Cast) -> Sheet:
    return begin_sheet(
        cast.actor("Kåre").by, cast.ytre_fjord, "common_process", mapping_of("common_process"), "Felles løp", "nb"
    )


def move(cast: Cast, sheet: Sheet, phase: Phase) -> None:
    sheet.refresh_from_db()
    move_phase(cast.actor("Kåre").by, sheet.id, phase, sheet.version)
    sheet.refresh_from_db()


def steps(document: Document, block: str = "practice") -> dict[str, Step]:
    rows = project(open_document(document))[block]
    assert isinstance(rows, FlowRows)
    return {one.name: one for one in rows.steps}


def write(cast: Cast, who: str, document: Document, make: Edit) -> None:
    result = edit(cast.actor(who), document.id, make).result
    assert isinstance(result, Accepted), result


def draw(cast: Cast, sheet: Sheet, who: str, place: Organisation, *, weeks: int = 3, skips: str = "") -> None:
    own = document_for(sheet, place)
    meeting = steps(own)[MEETING].id
    write(cast, who, own, lambda one: one.set("practice", "steps", meeting, {"weeks": weeks}))
    if skips:
        gone = steps(own)[skips].id
        write(cast, who, own, lambda one: one.remove("practice", "steps", gone))


def shown(cast: Cast) -> Sheet:
    sheet = begun(cast)
    draw(cast, sheet, "Ingrid", cast.fjordvik, weeks=3)
    draw(cast, sheet, "Marit", cast.lyngmo, weeks=9, skips="Gå gjennom uttalelsene")
    move(cast, sheet, Phase.SHARE)
    return sheet


def page(cast: Cast, sheet: Sheet, who: str = "Ingrid", query: str = "") -> str:
    answer = signed_in(cast, who).get(f"/arbeidsark/{sheet.id}/praksis/{query}")
    assert answer.status_code == 200, who
    return answer.content.decode()


def test_each_begins_with_the_common_course_under_the_same_ids(cast: Cast) -> None:
    sheet = begun(cast)
    own, common = document_for(sheet, cast.fjordvik), document_for(sheet, None)
    assert {one.id for one in steps(own).values()} == {one.id for one in steps(common, "course").values()}
    assert steps(own)[MEETING].lane is not None
    assert steps(common) == {}


def test_it_is_drawn_once_however_often_the_page_is_opened(cast: Cast) -> None:
    sheet = begun(cast)
    own = document_for(sheet, cast.fjordvik)
    assert document_for(sheet, cast.fjordvik) == own
    own.refresh_from_db()
    assert own.seq == 1


def test_practice_is_never_put_together_in_what_all_share(cast: Cast) -> None:
    sheet = shown(cast)
    assert steps(document_for(sheet, None)) == {}


def test_it_is_kept_with_the_name_of_each_and_compared(cast: Cast) -> None:
    found = compared(shown(cast))
    assert found is not None
    assert sorted(found.names.values()) == ["Fjordvik", "Lyngmo"]
    rows = {one.step.name: one for one in found.comparison.steps}
    assert [found.names[one.who] for one in rows["Gå gjennom uttalelsene"].skipped_by] == ["Lyngmo"]
    assert [found.names[one.who] for one in rows[MEETING].each if one.is_slow] == ["Lyngmo"]
    assert rows[MEETING].typical == 6
    assert found.comparison.nobody_drew[0].law in {one.law for one in found.duties if one.only_when}


def test_before_it_is_shown_nobody_else_finds_a_word_of_it(cast: Cast) -> None:
    sheet = begun(cast)
    draw(cast, sheet, "Ingrid", cast.fjordvik, weeks=37)
    for who in ("Kåre", "Marit", "Ingrid"):
        assert re.search("Ingen har (tegnet|teikna) løpet sitt enn", page(cast, sheet, who)), who
        assert "37 uker" not in page(cast, sheet, who), who
        assert "37 uker" not in signed_in(cast, who).get(f"/arbeidsark/{sheet.id}/").content.decode(), who


def test_the_page_says_before_that_it_will_be_shown_with_the_name(cast: Cast) -> None:
    said = signed_in(cast, "Ingrid").get(f"/arbeidsark/{begun(cast).id}/").content.decode()
    assert "ser de andre medlemmene løpet deres med navnet Fjordvik" in said
    assert "uten at det sies hvem som skrev hva" not in said


def test_who_has_only_opened_the_page_has_not_drawn(cast: Cast) -> None:
    sheet = begun(cast)
    draw(cast, sheet, "Ingrid", cast.fjordvik)
    document_for(sheet, cast.lyngmo)
    move(cast, sheet, Phase.SHARE)
    said = page(cast, sheet)
    assert "Lyngmo har ikke tegnet, og er ikke med i sammenligningen." in said
    assert '<th scope="col">Lyngmo</th>' not in said


def test_the_table_says_who_does_skips_and_for_how_long_and_links_to_each_step(cast: Cast) -> None:
    sheet = shown(cast)
    said = page(cast, sheet)
    (gone,) = [one for one in steps(document_for(sheet, None), "course").values() if one.name.startswith("Gå gj")]
    assert f'id="steg-{gone.id}"' in said
    assert f'<a href="#steg-{gone.id}">Gå gjennom uttalelsene</a> <span>Lyngmo hopper over.</span>' in said
    assert "9 uker" in said
    assert "2 av 20 steg gjør dere ulikt" in said


def test_only_what_differs_can_be_asked_for(cast: Cast) -> None:
    sheet = shown(cast)
    assert 'dir="auto">Varsle oppstart</a>' in page(cast, sheet)
    assert 'dir="auto">Varsle oppstart</a>' not in page(cast, sheet, query="?vis=ulikt")
    assert 'dir="auto">Gå gjennom uttalelsene</a>' in page(cast, sheet, query="?vis=ulikt")


@pytest.mark.parametrize("who", ["Guri", "Per", "Lars", "Even", "Anna", "Nina"])
def test_it_is_for_the_members_alone(cast: Cast, who: str) -> None:
    """Also where somebody who assists reads the sheet itself."""
    sheet = shown(cast)
    assert signed_in(cast, who).get(f"/arbeidsark/{sheet.id}/praksis/").status_code == 404
    client = signed_in(cast, who)
    assert "Sammenlign steg for steg" not in client.get(f"/arbeidsark/{sheet.id}/").content.decode()
    if client.get(f"/arbeidsark/{sheet.id}/").status_code == 200:
        assert b"Lyngmo" not in client.get(f"/arbeidsark/{sheet.id}/ut/docx/").content


def test_the_files_have_the_comparison_and_one_of_ones_own_has_not(cast: Cast) -> None:
    sheet = shown(cast)
    ingrid = signed_in(cast, "Ingrid")
    book = load_workbook(io.BytesIO(ingrid.get(f"/arbeidsark/{sheet.id}/ut/xlsx/").content))
    rows = [[cell.value for cell in row] for row in book["Slik gjør vi det i dag"].rows]
    assert rows[0] == ["Fase", "Steg", "Fjordvik", "Lyngmo"]
    assert ["Bearbeiding etter høring", "Gå gjennom uttalelsene", "gjør det", "hopper over"] in rows
    for kind in ("docx", "pdf"):
        assert ingrid.get(f"/arbeidsark/{sheet.id}/ut/{kind}/").status_code == 200
    move(cast, sheet, Phase.INDIVIDUAL)
    own = load_workbook(io.BytesIO(ingrid.get(f"/arbeidsark/{sheet.id}/ut/xlsx/").content))
    assert "Lyngmo" not in [cell.value for cell in own["Slik gjør vi det i dag"][1]]


def test_a_stranger_without_a_session_is_asked_to_sign_in(cast: Cast) -> None:
    answer = Client().get(f"/arbeidsark/{shown(cast).id}/praksis/")
    assert (answer.status_code, "Kåre" in answer.content.decode()) == (302, False)


def test_a_sheet_that_asks_for_no_practice_has_no_such_page(cast: Cast) -> None:
    sheet = begin_sheet(cast.actor("Kåre").by, cast.ytre_fjord, "purpose", mapping_of("purpose"), "Formål", "nb")
    assert signed_in(cast, "Ingrid").get(f"/arbeidsark/{sheet.id}/praksis/").status_code == 404


def test_going_back_each_begins_with_its_own_as_it_was(cast: Cast) -> None:
    sheet = shown(cast)
    move(cast, sheet, Phase.INDIVIDUAL)
    again = steps(document_for(sheet, cast.lyngmo))
    assert again[MEETING].cells["weeks"] == 9
    assert "Gå gjennom uttalelsene" not in again
    assert "9 uker" in page(cast, sheet)


def test_who_comes_later_begins_with_the_course_as_it_is_then_without_others_weeks(cast: Cast) -> None:
    sheet = begun(cast)
    move(cast, sheet, Phase.AGREE)
    common = document_for(sheet, None)
    meeting = steps(common, "course")[MEETING].id
    write(cast, "Ingrid", common, lambda one: one.set("course", "steps", meeting, {"weeks": 5, "required": "optional"}))
    move(cast, sheet, Phase.INDIVIDUAL)
    cells = steps(document_for(sheet, cast.lyngmo))[MEETING].cells
    assert (cells["weeks"], cells["required"]) == (None, "optional")


def test_who_is_no_longer_a_member_is_not_compared(cast: Cast) -> None:
    sheet = shown(cast)
    Member.rows.filter(collaboration=cast.ytre_fjord, organisation=cast.lyngmo).delete()
    found = compared(sheet)
    assert found is not None
    assert list(found.names.values()) == ["Fjordvik"]


def test_each_document_shows_the_parts_that_are_of_use_in_it(cast: Cast) -> None:
    sheet = begun(cast)
    actor = cast.actor("Ingrid")

    def blocks(document: Document) -> list[str]:
        abilities = sheet_abilities(actor, sheet)
        return [one["id"] for one in config_of(sheet, document, actor, abilities, "nb", {})["blocks"]]

    assert blocks(document_for(sheet, cast.fjordvik)) == ["practice", "differences", "adopted"]
    assert blocks(document_for(sheet, None)) == ["differences", "course", "adopted"]


def test_the_number_of_questions_does_not_grow_with_the_members(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    sheet = shown(cast)
    with django_assert_num_queries(5):
        compared(sheet)
