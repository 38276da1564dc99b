"""How far a statement has come is the same number wherever it is told, and what is erased is told as erased."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from plandugnad.consultations.models import Group
from plandugnad.consultations.retention.erasing import erase_statements
from plandugnad.core.models import Installation
from tests.cast import Cast
from tests.consultations.builders import a_consultation, one_that_is_out
from tests.consultations.tables import said
from tests.processes.builders import INGRID, at_screen

pytestmark = pytest.mark.django_db


def page(client: Client, name: str, *args: Any) -> str:
    return client.get(reverse(name, args=args)).content.decode()


def test_a_point_with_an_answer_in_common_is_answered_on_its_page_in_the_list_and_in_the_table(cast: Cast) -> None:
    its, client = said(cast.fjordvik), at_screen(cast, "Ingrid")
    assert "1 punkt, det har svar" in page(client, "statement", its.association.pk)
    assert "1/1" in page(client, "statements", its.consultation.id)
    assert "2/2" in page(client, "statements", its.consultation.id)
    assert "punkt uten svar" not in page(client, "statement_table", its.consultation.id)
    Group.objects.update(answer="")
    assert "1 punkt, 1 uten svar" in page(client, "statement", its.association.pk)
    assert "0/1" in page(client, "statements", its.consultation.id)
    assert "2 punkter uten svar" in page(client, "statement_table", its.consultation.id)


def test_a_statement_that_is_erased_is_not_told_of_as_one_that_only_had_attachments(cast: Cast) -> None:
    its, client = said(cast.fjordvik), at_screen(cast, "Ingrid")
    erase_statements(INGRID, its.consultation, [its.kari.pk])
    shown = page(client, "statement", its.kari.pk)
    assert "Teksten og vedleggene er slettet." in shown
    assert "Se vedleggene" not in shown
    assert "Sitatet er slettet." in shown
    assert '<q dir="auto"></q>' not in shown


def test_the_answer_to_a_point_is_named_by_its_words_as_the_number_changes(cast: Cast) -> None:
    its = said(cast.fjordvik)
    assert "Svar på punkt «Vi vil ha fortau i Storgata.»" in page(at_screen(cast, "Ingrid"), "statement", its.kari.pk)


def test_what_must_be_there_one_way_or_the_other_is_not_called_optional(cast: Cast) -> None:
    out, client = one_that_is_out(cast.fjordvik, private_until=None), at_screen(cast, "Ingrid")
    Installation.objects.create(is_demo=True)  # where mail is kept to be read on a page
    form = page(Client(), "statement_form", out.id)
    assert "(skriv eller legg ved)" in form
    paper = page(client, "statement_new", out.id)
    assert "(skriv, eller velg organ)" in paper
    assert "(skriv eller legg ved)" in paper
    setup = page(client, "consultation_setup", out.id)
    before = setup[setup.index("Åpner") : setup.index('name="opens_on"')]
    assert "valgfritt" not in before
    draft = page(client, "consultation_setup", a_consultation(cast.fjordvik, "En annen plan").id)
    assert "valgfritt" in draft[draft.index("Åpner") : draft.index('name="opens_on"')]
