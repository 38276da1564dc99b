"""Files with meeting plans, kind and hostile."""

import io
import zipfile
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook
from pytest_django import Settings

from plandugnad.meetings.models import Meeting, MeetingImport
from tests.cast import Cast
from tests.meetings.builders import browser
from tests.meetings.test_calendar_files_in import event

pytestmark = pytest.mark.django_db


def workbook() -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Møteplan 2027"
    for row in (["Måned", "Kommunestyret", "Formannskapet"], ["Januar", "28.", "12. og 26."], ["Februar", 25, None]):
        sheet.append(row)
    other = book.create_sheet("Liste")
    for row in (["Dato", "Kl", "Utvalg"], [date(2027, 3, 9), "10.00", "Planutvalget"]):
        other.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "0" * 300_000_000)
    return out.getvalue()


def test_a_workbook_is_read_sheet_by_sheet(cast: Cast) -> None:
    ingrid = browser(cast.person("Ingrid"))
    address = f"/moter/i/{cast.fjordvik.id}/hent-inn/"
    assert ingrid.post(address, {"fil": SimpleUploadedFile("plan.xlsx", workbook())}).status_code == 302
    run = MeetingImport.objects.get()
    assert run.faults == []
    ingrid.post(f"/moter/import/{run.id}/")
    found = Meeting.objects.in_order().values_list("body__name", "when", "source")
    assert [(name, str(when)) for name, when, _source in found] == [
        ("Formannskapet", "2027-01-12"),
        ("Formannskapet", "2027-01-26"),
        ("Kommunestyret", "2027-01-28"),
        ("Kommunestyret", "2027-02-25"),
        ("Planutvalget", "2027-03-09"),
    ]
    assert {source for _name, _when, source in found} == {"xlsx"}


def test_a_calendar_file_is_known_by_its_content(cast: Cast) -> None:
    ingrid = browser(cast.person("Ingrid"))
    file = SimpleUploadedFile("hva som helst.xlsx", event("DTSTART;VALUE=DATE:20270212"))
    ingrid.post(f"/moter/i/{cast.fjordvik.id}/hent-inn/", {"fil": file})
    assert MeetingImport.objects.get().source == "ics"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("bombe.xlsx", bomb()),
        ("plan.ics", b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:"),
        ("plan.ics", b"\x00\xff\xfe"),
        ("plan.pdf", b"%PDF-1.7 \x00\x01\x02"),
        ("tom.xlsx", b" "),
        ("plan.csv", b"Ingen datoer her"),
        ("../../etc/passwd", b"\x7fELF\x00"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_words(cast: Cast, name: str, content: bytes) -> None:
    ingrid = browser(cast.person("Ingrid"))
    answer = ingrid.post(f"/moter/i/{cast.fjordvik.id}/hent-inn/", {"fil": SimpleUploadedFile(name, content)})
    assert answer.status_code == 422
    assert "Møteplanen kunne ikke leses" in answer.content.decode()
    assert not MeetingImport.objects.exists()


def test_a_file_that_is_too_large_is_refused(cast: Cast, settings: Settings) -> None:
    settings.UPLOAD_LIMIT_BYTES = 1_000
    ingrid = browser(cast.person("Ingrid"))
    file = SimpleUploadedFile("plan.csv", b"x" * 2_000)
    answer = ingrid.post(f"/moter/i/{cast.fjordvik.id}/hent-inn/", {"fil": file})
    assert "Filen er for stor" in answer.content.decode()


def test_what_was_pasted_is_still_there_after_a_refusal(cast: Cast) -> None:
    ingrid = browser(cast.person("Ingrid"))
    answer = ingrid.post(f"/moter/i/{cast.fjordvik.id}/hent-inn/", {"tekst": "Her er det ingen møter"})
    assert "Vi fant ingen datoer" in answer.content.decode()
    assert "Her er det ingen møter" in answer.content.decode()
