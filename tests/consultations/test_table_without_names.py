"""A table to be spread without the names of private persons: they are out of every text, what is not sure is told."""

import io
import zipfile

import pytest
from django.test import Client
from django.urls import reverse

from plandugnad.consultations.models import Group, Objection, Point, Statement, Tag
from tests.cast import Cast
from tests.consultations.builders import a_statement
from tests.consultations.tables import Said, a_point, said
from tests.consultations.test_table import fetched, grid
from tests.consultations.test_table_back import changed, looked_at, replaced
from tests.processes.builders import at_screen

pytestmark = pytest.mark.django_db
OLA = "Jeg, Ola Nordgard, og naboen Kari Eksempel bor her. Hilsen Ola"


def named_everywhere(cast: Cast) -> Said:
    its = said(cast.fjordvik)
    ola = a_statement(
        its.consultation, name="Ola Nordgard", email="ola@eksempel.no", address="Myrveien 3, 4800 Arendal", text=OLA,
        summary="Nordgard er enig med Kari Eksempel.", assessment="Se svaret til Ola Nordgard.",
    )  # fmt: skip
    tag = Tag.objects.create(consultation=its.consultation, kind="place", name="Tomten til Ola Nordgard")
    a_point(ola, OLA, tag, answer="Ola kan ringes på Myrveien 3.")
    Point.objects.filter(pk=its.pavement.pk).update(answer="Som for Ola Nordgard og ola@eksempel.no. Nordgard vet det.")
    Group.objects.filter(pk=its.group.pk).update(name="Som Kari Eksempel sier", answer="Kari Eksempel får medhold.")
    Objection.objects.filter(statement=its.county).update(ground="Ola Nordgard dyrker jorda.")
    return its


def everything_in(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return "".join(package.read(name).decode("utf-8", "ignore") for name in package.namelist())


def page(client: Client, its: Said) -> str:
    return client.get(reverse("statement_table", args=[its.consultation.id]), {"personer": "uten"}).content.decode()


@pytest.mark.parametrize("format", ["docx", "xlsx"])
def test_whoever_has_sent_a_statement_is_named_nowhere_in_a_table_without_names(cast: Cast, format: str) -> None:
    its, client = named_everywhere(cast), at_screen(cast, "Ingrid")
    told = everything_in(fetched(client, its.consultation, format, personer="uten"))
    for name in ("Kari Eksempel", "Ola Nordgard", "ola@eksempel.no", "Jeg, Ola", "Hilsen Ola", "Ola kan"):
        assert name not in told
    assert "Ola Nordgard" in everything_in(fetched(client, its.consultation, format))


def test_what_she_said_and_was_answered_is_without_the_words_of_her_name_too(cast: Cast) -> None:
    its = named_everywhere(cast)
    rows = grid(fetched(at_screen(cast, "Ingrid"), its.consultation, personer="uten"))
    hers = {row[0]: row for row in rows}
    assert hers["4"][3:] == ["Privatperson er enig med Privatperson.", "Se svaret til Privatperson."]
    assert hers["4.1"][3].startswith("Jeg, Privatperson, og naboen Privatperson bor her. Hilsen Privatperson\n")
    assert "Tomten til Privatperson" in hers["4.1"][3]


def test_the_page_is_without_them_and_tells_before_what_cannot_be_known(cast: Cast) -> None:
    its = named_everywhere(cast)
    told = page(at_screen(cast, "Ingrid"), its)
    assert "Ola Nordgard" not in told
    assert "Kari Eksempel" not in told
    _before, _heading, unsure = told.partition('id="uten-navn"')
    unsure = unsure.partition("</section>")[0]
    place = f"{reverse('statement', args=[its.kari.pk])}#punkt-{its.pavement.pk}"
    assert f'<bdi>Nordgard</bdi>: <a href="{place}">1.1</a>' in unsure
    assert "<bdi>Myrveien 3</bdi>" in unsure
    assert "<bdi>Ola</bdi>" not in unsure, "all of them are gone"
    assert (
        'id="uten-navn"'
        not in at_screen(cast, "Ingrid").get(reverse("statement_table", args=[its.consultation.id])).content.decode()
    )


def test_a_neighbour_called_dag_or_berg_takes_no_words_out_of_what_others_say(cast: Cast) -> None:
    its = said(cast.fjordvik)
    dag = a_statement(its.consultation, name="Dag Berg", text="Hver dag går Dag på et berg.")
    a_point(dag, "Hver dag går Dag på et berg.")
    Statement.objects.filter(pk=its.kari.pk).update(summary="Dag for dag blir berget Berg.")
    rows = {row[0]: row for row in grid(fetched(at_screen(cast, "Ingrid"), its.consultation, personer="uten"))}
    assert rows["4.1"][3] == "Hver dag går Privatperson på et berg."
    assert rows["1"][3] == "Dag for dag blir berget Berg."


def test_the_table_without_names_comes_back_and_puts_no_nameless_text_in(cast: Cast) -> None:
    its, client = named_everywhere(cast), at_screen(cast, "Ingrid")
    content = fetched(client, its.consultation, personer="uten")
    _address, shown = looked_at(client, its, content)
    assert not shown["compared"].differences
    assert not shown["compared"].only_here
    _address, shown = looked_at(client, its, changed(content, replaced("Se svaret til", "Les svaret til")))
    assert [one.state for one in shown["compared"].differences] == ["conflict"], "a person decides, and sees the name"
