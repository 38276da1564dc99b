"""Nothing is lost unsaid on the way out and back: drafts are called so, and what is not taken in is told."""

import io
import zipfile

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from plandugnad.consultations.models import Point, TableReading
from tests.cast import Cast
from tests.consultations.tables import said
from tests.consultations.test_table import fetched, grid
from tests.consultations.test_table_back import changed, looked_at, replaced
from tests.processes.builders import at_screen

pytestmark = pytest.mark.django_db
EMPTY = "Ikke skrevet ennå"


def test_a_draft_is_called_so_wherever_the_table_goes(cast: Cast) -> None:
    its, client = said(cast.fjordvik), at_screen(cast, "Ingrid")
    address = reverse("statement_table", args=[its.consultation.id])
    page = client.get(address).content.decode()
    assert "1 svar er utkast" in page
    assert '<span class="pd-table__note">Utkast</span>' in page
    assert "Kari Eksempel" in client.get(address, {"mangler": "ferdig"}).content.decode()
    assert "Ytre vel" not in client.get(address, {"mangler": "ferdig"}).content.decode()
    rows = {row[0]: row for row in grid(fetched(client, its.consultation))}
    assert rows["1.1"][3:] == ["Vi vil ha fortau i Storgata.\nTrafikk · Svaret er utkast", "Fortauet tas inn."]
    sheet = load_workbook(io.BytesIO(fetched(client, its.consultation, "xlsx")))["Uttalelser"]
    assert [row[9].value or "" for row in sheet.iter_rows(min_row=2, max_row=4)] == ["", "utkast", ""]
    Point.objects.update(is_ready=True)
    assert "utkast" not in client.get(address).content.decode().lower()


def test_an_answer_written_where_our_words_stood_is_read_also_when_its_mark_is_left(cast: Cast) -> None:
    its, client = said(cast.fjordvik), at_screen(cast, "Ingrid")
    Point.objects.filter(pk=its.pavement.pk).update(answer="")
    content = fetched(client, its.consultation)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert package.read("word/document.xml").decode().count("showingPlcHdr") > 1
    _address, shown = looked_at(client, its, changed(content, replaced(EMPTY, "Det blir fortau.")))
    assert "Det blir fortau." in {one.mine for one in shown["compared"].differences}
    prompt = "Klikk eller trykk her for å skrive inn tekst."
    _address, shown = looked_at(client, its, changed(content, replaced(EMPTY, prompt)))
    assert not shown["compared"].differences


def test_what_is_changed_in_other_columns_of_a_document_is_told_and_not_taken_in(cast: Cast) -> None:
    its, client = said(cast.fjordvik), at_screen(cast, "Ingrid")
    content = fetched(client, its.consultation)
    _address, shown = looked_at(client, its, content)
    assert shown["remarks"] == []
    edited = changed(
        content, replaced("Ytre vel", "Ytre velforening"), replaced("fortau i Storgata.", "gangvei i Storgata."),
        replaced("Støy fra veien", "Støy"),
    )  # fmt: skip
    _address, shown = looked_at(client, its, edited)
    told = " ".join(shown["remarks"])
    assert "Avsenderen er en annen i filen enn her på nr. 2." in told
    assert "Sitatet er et annet i filen enn her på nr. 1.1." in told
    assert "Navnet på gruppen er et annet i filen enn her på F1." in told
    assert "Datoen" not in told
    assert "velforening" not in str(TableReading.objects.latest("made_at").remarks)


def test_a_document_without_names_is_not_said_to_be_changed(cast: Cast) -> None:
    its, client = said(cast.fjordvik), at_screen(cast, "Ingrid")
    for language in ("nb", "nn"):
        content = fetched(client, its.consultation, personer="uten", malform=language)
        _address, shown = looked_at(client, its, content)
        assert shown["remarks"] == []


def test_what_is_changed_in_other_columns_of_a_spreadsheet_is_told_and_typing_there_is_refused(cast: Cast) -> None:
    its, client = said(cast.fjordvik), at_screen(cast, "Ingrid")
    content = fetched(client, its.consultation, "xlsx")
    _address, shown = looked_at(client, its, content, "tabell.xlsx")
    assert shown["remarks"] == []
    book = load_workbook(io.BytesIO(content))
    sheet = book["Uttalelser"]
    refused = {str(one.sqref) for one in sheet.data_validations.dataValidation}
    assert refused == {"A2:F7", "I2:J7"}
    sheet["C5"].value, sheet["F3"].value = "Ytre velforening", "Gange"
    out = io.BytesIO()
    book.save(out)
    _address, shown = looked_at(client, its, out.getvalue(), "tabell.xlsx")
    told = " ".join(shown["remarks"])
    assert "Avsenderen er en annen i filen enn her på nr. 2." in told
    assert "Merkelappene er andre i filen enn her på nr. 1.1." in told
