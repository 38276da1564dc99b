"""An assessment belongs to where it was written, and an answer to the municipality that asked; by every way in."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from pycrdt import Doc, Map

from plandugnad.core.marks import written_day
from plandugnad.engines.sheet.document import Accepted
from plandugnad.engines.sheet.operations import Editing
from plandugnad.engines.sheet.projection import items_in
from plandugnad.engines.sheet.refusal import Refusal
from plandugnad.worksheets.models import SetAside, Sheet
from plandugnad.worksheets.outlining.fields import stored
from plandugnad.worksheets.reviewing.writing import add_row
from plandugnad.worksheets.store import apply_update, edit, open_document
from tests.cast import Cast
from tests.worksheets.reviewing.making import boathouses, finished, shared, signed_in, sits

pytestmark = pytest.mark.django_db

# Whose row → who may change it. Tore is a colleague of Ingrid's; Guri, of the county, writes by the form alone.
WRITERS = ("Ingrid", "Tore", "Marit", "Kåre")
ROWS: dict[str, set[str]] = {
    "Ingrid": {"Ingrid", "Tore"},
    "Marit": {"Marit"},
    "Guri": set(),
    "nobody": set(WRITERS),  # from before rows were signed
}
ANSWER = {"Ingrid", "Tore"}  # the municipality that asked


def item_of(block: str, whose: str) -> str:
    return f"{block}-{whose}".encode().hex()[:40].ljust(8, "0")


def adds(block: str, item: str, values: dict[str, str]) -> Callable[[Editing], Accepted | Refusal]:
    return lambda editing: editing.add(block, "rows", item, values)


def written(cast: Cast) -> Sheet:
    sheet = boathouses(cast)
    sits(cast, sheet, "Marit", "Guri")
    for block, column in (("assessments", "concern"), ("clarifying", "question")):
        for name in ("Ingrid", "Marit"):
            done = edit(cast.actor(name), shared(sheet).id, adds(block, item_of(block, name), {column: f"Fra {name}"}))
            assert isinstance(done.result, Accepted)
        county = cast.county
        values = {column: "Fra Guri"}
        assert add_row(cast.actor("Guri"), shared(sheet), block, item_of(block, "Guri"), county, values) is None
        _unsigned(cast, sheet, block, column)
    return sheet


def _unsigned(cast: Cast, sheet: Sheet, block: str, column: str) -> None:
    """As it was written before there was a rule."""

    def make(editing: Editing) -> Accepted | Refusal:
        editing.rows = {}
        return editing.add(block, "rows", item_of(block, "nobody"), {column: "Fra før"})

    assert isinstance(edit(cast.actor("Kåre"), shared(sheet).id, make).result, Accepted)


def addresses(sheet: Sheet, block: str, whose: str) -> tuple[str, str]:
    of = [shared(sheet).id, block, "rows", item_of(block, whose)]
    return reverse("outline_item", args=of), reverse("outline_remove", args=of)


def cells(sheet: Sheet, block: str, whose: str) -> dict[str, Any]:
    return dict(items_in(open_document(shared(sheet)), f"{block}/rows").get(item_of(block, whose), {}))


def by_wire(cast: Cast, who: str, sheet: Sheet, block: str, whose: str, column: str) -> bool:
    """As a browser sends it: by the live room or by a plain call, the same judgement."""
    doc: Doc[Any] = Doc()
    doc.get(f"{block}/rows", type=Map)
    doc.apply_update(open_document(shared(sheet)).state())
    vector = doc.get_state()
    doc.get(f"{block}/rows", type=Map)[item_of(block, whose)][column].insert(0, "Endret. ")
    done = apply_update(cast.actor(who), shared(sheet).id, doc.get_update(vector), "nb")
    return isinstance(done.result, Accepted)


@pytest.mark.parametrize("block", ["assessments", "clarifying"])
@pytest.mark.parametrize("whose", list(ROWS))
def test_a_row_is_changed_and_taken_away_by_those_it_is_from_and_by_nobody_else(
    cast: Cast, whose: str, block: str
) -> None:
    column = {"assessments": "concern", "clarifying": "question"}[block]
    sheet = written(cast)
    address, remove = addresses(sheet, block, whose)
    for who in WRITERS:
        before, may = cells(sheet, block, whose)[column], who in ROWS[whose]
        assert by_wire(cast, who, sheet, block, whose, column) is may, who
        if not may:
            assert SetAside.objects.filter(person=cast.person(who), text="Endret. ").count() == 1
        client = signed_in(cast.person(who))
        typed = {column: f"{who} skriver", f"initial-{column}": cells(sheet, block, whose)[column]}
        answer = client.post(address, typed)
        assert (answer.status_code == 302) is may, who
        if not may:
            assert "er skrevet av andre" in answer.text or "er skriven av andre" in answer.text
            assert f"{who} skriver" in answer.text  # nothing is lost
            client.post(remove)
            assert cells(sheet, block, whose)[column] == before
        page = client.get(reverse("sheet_outline", args=[sheet.id]) + "?kort").text
        shows_edit = address in page
        assert shows_edit is (may or (block == "clarifying" and who in ANSWER)), who


def test_the_answer_is_the_municipalitys_that_asked_and_a_question_that_is_answered_remains(cast: Cast) -> None:
    sheet = written(cast)
    for whose in ("Marit", "Guri", "Ingrid"):
        address, _remove = addresses(sheet, "clarifying", whose)
        for who in WRITERS:
            assert by_wire(cast, who, sheet, "clarifying", whose, "answer") is (who in ANSWER), (who, whose)
            form = signed_in(cast.person(who)).get(address)
            if who in ANSWER:
                assert 'name="answer"' in form.text
                assert ('name="question"' in form.text) is (whose == "Ingrid")
                assert f"Fra {whose}" in form.text
    _address, remove = addresses(sheet, "clarifying", "Marit")
    marit = signed_in(cast.person("Marit"))
    assert "er svart på, og blir ståande" in marit.post(remove, follow=True).text
    guri = signed_in(cast.person("Guri"))
    guri.post(reverse("review_assess", args=[sheet.id]), {"do": "remove", "rad": item_of("clarifying", "Guri")})
    assert cells(sheet, "clarifying", "Marit")["answer"] == cells(sheet, "clarifying", "Guri")["answer"] != ""


def test_a_new_row_stands_in_the_name_of_where_she_works_and_in_no_other(cast: Cast) -> None:
    sheet = written(cast)
    marit = signed_in(cast.person("Marit"))
    new = reverse("outline_new", args=[shared(sheet).id, "assessments", "rows"])
    assert f'value="{cast.lyngmo.name}"' in marit.get(new).text
    refused = marit.post(new, {"concern": "Stien", "from": cast.fjordvik.name})
    assert refused.status_code == 422
    assert "må vere frå deg sjølv eller der du arbeider" in refused.text
    assert "Stien" in refused.text
    assert "Skriv noko her først" in marit.post(new, {"from": cast.lyngmo.name}).text
    assert marit.post(new, {"concern": "Stien"}).status_code == 302
    rows = items_in(open_document(shared(sheet)), "assessments/rows").values()
    [mine] = [one for one in rows if one["concern"] == "Stien"]
    assert stored(mine["from"]) == f"organisation:{cast.lyngmo.id}"


def test_an_answer_says_whom_it_is_from_and_the_question_of_help_which_day_it_is_asked(cast: Cast) -> None:
    sheet = written(cast)
    by_wire(cast, "Ingrid", sheet, "clarifying", "Guri", "answer")
    page = signed_in(cast.person("Guri")).get(reverse("review_assess", args=[sheet.id])).text
    assert f"Svar fra {cast.fjordvik.name}:</span> Endret." in page
    ingrid = signed_in(cast.person("Ingrid"))
    done = finished(cast)
    assert done.review_on is not None
    told = ingrid.get(reverse("review_helped", args=[done.id])).text
    assert f"Spørsmålet stilles {written_day(done.review_on)}" in told
    assert "svarte ikke på spørsmålet" not in ingrid.get(reverse("sheet", args=[done.id])).text
