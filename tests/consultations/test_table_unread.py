"""What is taken in from a table is not done before somebody has read it, and is kept as the page keeps it."""

import pytest
from django.urls import reverse

from plandugnad.consultations.models import Point, Statement, TableReading
from plandugnad.consultations.points.answers import Written, write_answer
from tests.cast import Cast
from tests.consultations.tables import Said, said
from tests.consultations.test_table import fetched
from tests.consultations.test_table_back import changed, looked_at, replaced, taken, texts
from tests.processes.builders import TORE, at_screen

pytestmark = pytest.mark.django_db


def done_with(its: Said) -> None:
    Point.objects.filter(pk=its.pavement.pk).update(is_ready=True)
    Statement.objects.filter(pk=its.kari.pk).update(handling="ready")


def state(its: Said) -> tuple[str, bool, str, str]:
    texts(its)
    return its.pavement.answer, its.pavement.is_ready, its.kari.handling, its.association.handling


@pytest.mark.parametrize("new", ["Nytt.", ""], ids=["changed", "emptied"])
def test_an_answer_taken_in_is_a_draft_until_it_is_read_and_undone_it_is_done_again(cast: Cast, new: str) -> None:
    its, client = said(cast.fjordvik), at_screen(cast, "Ingrid")
    done_with(its)
    before = state(its)
    taken(client, its, changed(fetched(client, its.consultation), replaced("Fortauet tas inn.", new)))
    assert state(its) == (new, False, "started", "new")
    client.post(reverse("statement_table_undo", args=[TableReading.objects.get().pk]))
    assert state(its) == before == ("Fortauet tas inn.", True, "ready", "new")


def test_a_statement_whose_assessment_is_taken_in_is_not_done_and_its_answers_are(cast: Cast) -> None:
    its, client = said(cast.fjordvik), at_screen(cast, "Ingrid")
    done_with(its)
    taken(client, its, changed(fetched(client, its.consultation), replaced("Enig.", "Uenig.")))
    assert state(its) == ("Fortauet tas inn.", True, "started", "new")


def test_a_statement_somebody_has_worked_on_since_is_still_under_way_after_the_undo(cast: Cast) -> None:
    its, client = said(cast.fjordvik), at_screen(cast, "Ingrid")
    done_with(its)
    taken(client, its, changed(fetched(client, its.consultation), replaced("Fortauet tas inn.", "Nytt.")))
    write_answer(TORE, its.noise, Written("Vi måler.", ""))
    client.post(reverse("statement_table_undo", args=[TableReading.objects.get().pk]))
    assert state(its) == ("Fortauet tas inn.", True, "started", "new")


def test_an_answer_with_an_empty_paragraph_after_it_can_be_saved_from_the_page_afterwards(cast: Cast) -> None:
    its, client = said(cast.fjordvik), at_screen(cast, "Ingrid")
    run = '<w:r><w:t xml:space="preserve">Fortauet tas inn.</w:t></w:r></w:p>'
    content = changed(fetched(client, its.consultation), replaced(run, f"{run.replace('tas inn', 'bygges')}<w:p/>"))
    taken(client, its, content)
    assert texts(its)["pavement"] == "Fortauet bygges."
    given = {"answer": "Fortauet bygges i år.", "answer_base": "Fortauet bygges."}
    assert client.post(reverse("point_answer", args=[its.pavement.pk]), given).status_code == 302
    assert texts(its)["pavement"] == "Fortauet bygges i år."


def test_empty_paragraphs_around_a_text_are_no_change(cast: Cast) -> None:
    its, client = said(cast.fjordvik), at_screen(cast, "Ingrid")
    run = '<w:r><w:t xml:space="preserve">Fortauet tas inn.</w:t></w:r></w:p>'
    content = changed(fetched(client, its.consultation), replaced(run, f"{run}<w:p/><w:p/>"))
    _address, context = looked_at(client, its, content)
    assert context["compared"].differences == ()
