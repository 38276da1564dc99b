"""Ingrid takes the statement table along to the case: what was said, and what the municipality thinks of it."""

import io
import zipfile
from datetime import datetime
from typing import Any

import pytest
from defusedxml import ElementTree
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from docx import Document
from openpyxl import load_workbook

from plandugnad.consultations.models import Statement, TableExport
from tests.cast import Cast
from tests.consultations.builders import a_statement, one_that_is_out
from tests.consultations.tables import a_point, said
from tests.processes.builders import at_screen

pytestmark = pytest.mark.django_db
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def fetched(client: Client, consultation: Any, format: str = "docx", **choices: str) -> bytes:
    address = reverse("statement_table_file", args=[consultation.id, format])
    answer = client.post(f"{address}?{'&'.join(f'{name}={value}' for name, value in choices.items())}")
    assert answer.status_code == 200
    return answer.content


def grid(content: bytes, table: int = -1) -> list[list[str]]:
    return [[text(cell) for cell in row.iter(f"{W}tc")] for row in tables(content)[table].iter(f"{W}tr")]


def tables(content: bytes) -> list[Any]:
    return list(body(content).iter(f"{W}tbl"))


def body(content: bytes) -> Any:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return ElementTree.fromstring(package.read("word/document.xml"))


def text(cell: Any) -> str:
    return "\n".join("".join(part.text or "" for part in one.iter(f"{W}t")) for one in cell.iter(f"{W}p"))


def test_the_page_says_first_what_is_missing_and_leads_to_it(cast: Cast) -> None:
    its, client = said(cast.fjordvik), at_screen(cast, "Ingrid")
    address = reverse("statement_table", args=[its.consultation.id])
    page = client.get(address).content.decode()
    assert "2 uttalelser uten sammendrag" in page
    assert "2 uttalelser uten kommunens vurdering" in page
    assert "uten svar" not in page, "the points about noise have their answer in common"
    lacking = client.get(address, {"mangler": "vurdering"}).content.decode()
    assert "Ytre vel" in lacking
    assert "Kari Eksempel" not in lacking


def test_a_point_without_an_answer_of_its_own_or_in_common_is_missing_one(cast: Cast) -> None:
    its, client = said(cast.fjordvik), at_screen(cast, "Ingrid")
    a_point(its.county, "Vi fremmer innsigelse.")
    page = client.get(reverse("statement_table", args=[its.consultation.id]), {"mangler": "svar"}).content.decode()
    assert "1 punkt uten svar" in page
    assert "Ytre vel" not in page


def test_a_table_with_nothing_in_it_says_what_it_is_for(cast: Cast) -> None:
    consultation = one_that_is_out(cast.fjordvik)
    page = at_screen(cast, "Ingrid").get(reverse("statement_table", args=[consultation.id])).content.decode()
    assert "Ingen uttalelser ennå" in page


def test_the_document_has_objections_first_then_common_answers_then_everybody(cast: Cast) -> None:
    its = said(cast.fjordvik)
    content = fetched(at_screen(cast, "Ingrid"), its.consultation)
    headings = [
        one.text for one in Document(io.BytesIO(content)).paragraphs if one.style and one.style.name == "Heading 1"
    ]
    assert headings == ["Innsigelser", "Felles svar", "Uttalelsene"]
    assert grid(content, 0)[1][:4] == ["3", "Agderfylket", "Område B12", "Dyrket mark bygges ned."]
    assert grid(content, 1)[1] == ["F1", "Støy fra veien", "1.2, 2.1", "Vi måler."]
    rows = grid(content)
    assert [row[0] for row in rows] == ["Nr.", "1", "1.1", "1.2", "2", "2.1", "3"]
    assert rows[1][1:] == ["Kari Eksempel\nPrivatperson", rows[1][2], "Ønsker fortau.", "Enig."]
    assert rows[2][3:] == ["Vi vil ha fortau i Storgata.\nTrafikk · Svaret er utkast", "Fortauet tas inn."]
    assert rows[3][3:] == ["Støyen fra veien er for høy.\nStøy · Felles svar F1", "Se felles svar F1."]


def test_the_document_is_one_a_screen_reader_can_find_its_way_in(cast: Cast) -> None:
    its = said(cast.fjordvik)
    content = fetched(at_screen(cast, "Ingrid"), its.consultation)
    opened = Document(io.BytesIO(content))
    assert opened.core_properties.title == "Uttalelser til Kommuneplanens arealdel"
    assert opened.core_properties.language == "nb-NO"
    assert opened.core_properties.author == "Fjordvik"
    assert opened.core_properties.created is not None
    assert opened.core_properties.created.year >= 2026
    assert {one.get(f"{W}val") for one in opened.styles.element.iter(f"{W}lang")} == {"nb-NO"}
    section = opened.sections[0]
    assert section.page_width
    assert section.page_height
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (29.7, 21.0)
    for table in tables(content):
        first, *others = table.iter(f"{W}tr")
        assert first.find(f"{W}trPr/{W}tblHeader") is not None
        assert all(row.find(f"{W}trPr/{W}tblHeader") is None for row in others)
        assert table.find(f"{W}tblPr/{W}tblCaption") is not None
    numbers = [one.get(f"{W}val") for one in body(content).iterfind(f".//{W}sdtPr/{W}id")]
    assert len(set(numbers)) == len(numbers)


def test_the_headings_are_in_the_language_that_was_chosen(cast: Cast) -> None:
    its = said(cast.fjordvik)
    content = fetched(at_screen(cast, "Ingrid"), its.consultation, malform="nn")
    assert grid(content)[0] == ["Nr.", "Avsendar", "Dato", "Samandrag og punkt", "Vurderinga til kommunen"]
    assert Document(io.BytesIO(content)).core_properties.language == "nn-NO"


def test_private_persons_are_without_names_where_that_is_chosen_and_others_keep_theirs(cast: Cast) -> None:
    its, client = said(cast.fjordvik), at_screen(cast, "Ingrid")
    for format in ("docx", "xlsx"):
        hidden = fetched(client, its.consultation, format, personer="uten")
        with zipfile.ZipFile(io.BytesIO(hidden)) as package:
            everything = "".join(package.read(name).decode("utf-8", "ignore") for name in package.namelist())
        assert "Kari Eksempel" not in everything
        assert "Ytre vel" in everything
    page = client.get(reverse("statement_table", args=[its.consultation.id]), {"personer": "uten"}).content.decode()
    assert "Kari Eksempel" not in page


@pytest.mark.parametrize(
    ("order", "numbers"),
    [("nummer", ["1", "2", "3"]), ("avsender", ["3", "1", "2"]), ("hvem", ["3", "2", "1"]), ("tema", ["1", "2", "3"])],
)
def test_the_table_is_in_the_order_that_is_chosen(cast: Cast, order: str, numbers: list[str]) -> None:
    its = said(cast.fjordvik)
    rows = grid(fetched(at_screen(cast, "Ingrid"), its.consultation, rekkefolge=order, punkter="uten"))
    assert [row[0] for row in rows[1:]] == numbers


def test_only_those_that_are_ready_when_that_is_chosen_and_the_document_says_so(cast: Cast) -> None:
    its = said(cast.fjordvik)
    Statement.objects.filter(pk=its.county.pk).update(handling="ready")
    content = fetched(at_screen(cast, "Ingrid"), its.consultation, hvilke="ferdige")
    assert [row[0] for row in grid(content)] == ["Nr.", "3"]
    assert "Tabellen har 1 av dem." in " ".join(one.text for one in Document(io.BytesIO(content)).paragraphs)


def test_a_choice_that_is_not_understood_is_as_if_it_was_not_made(cast: Cast) -> None:
    its = said(cast.fjordvik)
    address = reverse("statement_table", args=[its.consultation.id])
    page = at_screen(cast, "Ingrid").get(address, {"rekkefolge": "x", "malform": "se", "side": "-1", "mangler": "y"})
    assert page.status_code == 200
    assert "Kari Eksempel" in page.content.decode()


def test_the_spreadsheet_has_types_a_filter_and_text_that_never_becomes_a_formula(cast: Cast) -> None:
    its = said(cast.fjordvik)
    Statement.objects.filter(pk=its.kari.pk).update(summary="=HYPERLINK(1)", assessment="@SUM(A1)", name="+47 Kari")
    book = load_workbook(io.BytesIO(fetched(at_screen(cast, "Ingrid"), its.consultation, "xlsx")))
    sheet = book["Uttalelser"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B2", "A1:J7")
    first = sheet[2]
    assert first[0].value == 1
    assert isinstance(first[4].value, datetime)
    assert [(first[place].value, first[place].data_type) for place in (2, 6, 7)] == [
        ("+47 Kari", "s"),
        ("=HYPERLINK(1)", "s"),
        ("@SUM(A1)", "s"),
    ]
    assert sheet.column_dimensions["K"].hidden
    assert book.sheetnames == ["Uttalelser", "Felles svar", "Innsigelser", "Om tabellen"]


def test_what_was_sent_out_is_kept_and_the_same_again_is_kept_once(cast: Cast) -> None:
    its, client = said(cast.fjordvik), at_screen(cast, "Ingrid")
    for _time in range(2):
        fetched(client, its.consultation)
    export = TableExport.objects.get()
    assert export.cells[f"pa{its.pavement.id.hex}"] == ["1.1", "Fortauet tas inn."]
    assert export.cells[f"ga{its.group.id.hex}"] == ["F1", "Vi måler."]
    fetched(client, its.consultation, punkter="uten")
    assert TableExport.objects.count() == 2


def test_signs_that_a_document_cannot_hold_do_not_break_it(cast: Cast) -> None:
    its = said(cast.fjordvik)
    odd = "A & B < C > \"D\" 'E' \x01\x0b\ufffe 👩‍🚀 مرحبا\tx\n\n  slutt  "
    Statement.objects.filter(pk=its.kari.pk).update(summary=odd, name="<Kari> & co")
    rows = grid(fetched(at_screen(cast, "Ingrid"), its.consultation))
    assert rows[1][3] == "A & B < C > \"D\" 'E'  👩‍🚀 مرحباx\n\n  slutt  "
    assert rows[1][1].startswith("<Kari> & co")


def test_more_statements_do_not_mean_more_questions_to_the_database(cast: Cast) -> None:
    its, client = said(cast.fjordvik), at_screen(cast, "Ingrid")
    address = reverse("statement_table", args=[its.consultation.id])
    client.get(address)

    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(address)
        return len(queries)

    before = asked()
    for _number in range(5):
        a_point(a_statement(its.consultation, text="Mer støy."), "Mer støy.")
    assert asked() == before


def test_others_do_not_see_the_table_and_cannot_fetch_it(cast: Cast) -> None:
    its = said(cast.fjordvik)
    client = at_screen(cast, "Even")
    assert client.get(reverse("statement_table", args=[its.consultation.id])).status_code == 404
    assert client.post(reverse("statement_table_file", args=[its.consultation.id, "docx"])).status_code == 404
    assert (
        at_screen(cast, "Ingrid").post(reverse("statement_table_file", args=[its.consultation.id, "exe"])).status_code
        == 404
    )
    assert not TableExport.objects.exists()
