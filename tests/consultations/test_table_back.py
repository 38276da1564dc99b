"""The table comes back from Word, edited for a day by one, while others wrote here."""

import io
import re
import zipfile
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as some
from openpyxl import load_workbook

from plandugnad.consultations.models import Group, Point, Statement, TableReading
from plandugnad.consultations.table.cells import key_of, read_mark, written_mark
from plandugnad.consultations.table.document import document
from plandugnad.consultations.table.document_reading import read_document
from plandugnad.consultations.table.read import NotRead
from plandugnad.consultations.table.spreadsheet import spreadsheet
from plandugnad.consultations.table.spreadsheet_reading import read_spreadsheet
from plandugnad.core.models import AuditEvent
from plandugnad.core.word_files import plain
from plandugnad.engines.tables.text import visible
from tests.cast import Cast
from tests.consultations.builders import a_consultation
from tests.consultations.tables import Said, contents, said
from tests.consultations.test_table import fetched
from tests.processes.builders import at_screen

pytestmark = pytest.mark.django_db
Change = Callable[[str], str]


def changed(content: bytes, *changes: Change, part: str = "word/document.xml") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            body = old.read(name)
            if name == part:
                for change in changes:
                    body = change(body.decode()).encode()
            new.writestr(name, body)
    return out.getvalue()


def replaced(old: str, new: str) -> Change:
    def change(body: str) -> str:
        assert old in body
        return body.replace(old, new)

    return change


def without_controls(body: str) -> str:
    return re.sub(r"</?w:sdtContent>|</?w:sdt>|<w:sdtPr>.*?</w:sdtPr>", "", body)


def without_bookmarks(body: str) -> str:
    return re.sub(r"<w:bookmark(Start|End)[^>]*/>", "", body)


def without_export(body: str) -> str:
    return re.sub(r"<property .*</property>", "", body)


def upload(client: Client, its: Said, content: bytes, name: str = "tabell.docx") -> Any:
    file = SimpleUploadedFile(name, content)
    return client.post(reverse("statement_table_upload", args=[its.consultation.id]), {"file": file})


def looked_at(client: Client, its: Said, content: bytes, name: str = "tabell.docx") -> tuple[str, Any]:
    """The address of the preview, and what is in it."""
    answer = upload(client, its, content, name)
    assert answer.status_code == 302, answer.content.decode()
    return answer.url, client.get(answer.url).context


def taken(client: Client, its: Said, content: bytes, name: str = "tabell.docx", **choices: str) -> Any:
    address, context = looked_at(client, its, content, name)
    return client.post(address, {"seen": context["compared"].seen, **choices})


def texts(its: Said) -> dict[str, str]:
    for row in (its.kari, its.association, its.county, its.pavement, its.noise, its.same_noise, its.group):
        row.refresh_from_db()
    return {
        "kari": its.kari.summary,
        "assessment": its.kari.assessment,
        "association": its.association.summary,
        "pavement": its.pavement.answer,
        "noise": its.noise.answer,
        "group": its.group.answer,
    }


def test_a_document_that_nobody_has_changed_changes_nothing(cast: Cast) -> None:
    its, client = said(cast.fjordvik), at_screen(cast, "Ingrid")
    for format in ("docx", "xlsx"):
        _address, context = looked_at(client, its, fetched(client, its.consultation, format), f"tabell.{format}")
        compared = context["compared"]
        assert (compared.differences, compared.lost, compared.only_here, compared.absent) == ((), (), 0, 0)
        assert compared.unchanged == 10


def test_nothing_is_taken_in_before_it_has_been_seen_and_then_all_at_once(cast: Cast) -> None:
    its, client = said(cast.fjordvik), at_screen(cast, "Ingrid")
    content = changed(
        fetched(client, its.consultation),
        replaced("Fortauet tas inn.", "Fortauet tas inn i rekkefølgekravet."),
        replaced(">Vi måler.<", ">Vi måler støyen i mai.<"),
    )
    before = texts(its)
    address, context = looked_at(client, its, content)
    assert texts(its) == before
    shown = [(one.number, one.field_name, one.theirs, one.mine) for one in context["changed"]]
    assert ("1.1", "Svar", "Fortauet tas inn.", "Fortauet tas inn i rekkefølgekravet.") in shown
    client.post(address, {"seen": context["compared"].seen})
    assert texts(its) == before | {
        "pavement": "Fortauet tas inn i rekkefølgekravet.",
        "group": "Vi måler støyen i mai.",
    }


def test_what_was_empty_and_is_filled_in_and_what_is_emptied(cast: Cast) -> None:
    its, client = said(cast.fjordvik), at_screen(cast, "Ingrid")
    mark = written_mark(key_of("ss", its.association.id), UUID(int=0))[:37]

    def fill(body: str) -> str:
        pattern = rf'(<w:tag w:val="{mark}[^>]*>.*?)<w:showingPlcHdr/>(.*?)<w:sdtContent>.*?</w:sdtContent>'
        return re.sub(
            pattern, r"\1\2<w:sdtContent><w:p><w:r><w:t>Støy.</w:t></w:r></w:p><w:p/></w:sdtContent>", body, count=1
        )

    content = changed(fetched(client, its.consultation), fill, replaced('<w:t xml:space="preserve">Enig.</w:t>', ""))
    taken(client, its, content)
    assert (texts(its)["association"], texts(its)["assessment"]) == ("Støy.", "")
    its.association.refresh_from_db()
    assert its.association.handling == "started"


def test_word_shows_words_of_its_own_where_all_is_deleted_and_they_are_not_an_answer(cast: Cast) -> None:
    its, client = said(cast.fjordvik), at_screen(cast, "Ingrid")
    content = changed(
        fetched(client, its.consultation),
        replaced("Ikke skrevet ennå", "Klikk eller trykk her for å skrive inn tekst."),
    )
    _address, context = looked_at(client, its, content)
    assert context["compared"].differences == ()


def test_what_was_changed_here_meanwhile_is_put_together_with_the_document(cast: Cast) -> None:
    its, client = said(cast.fjordvik), at_screen(cast, "Ingrid")
    Statement.objects.filter(pk=its.kari.pk).update(assessment="Første.\n\nAndre.")
    content = changed(fetched(client, its.consultation), replaced("Andre.", "Andre, endret i Word."))
    Statement.objects.filter(pk=its.kari.pk).update(assessment="Første, endret her.\n\nAndre.", summary="Ny her.")
    address, context = looked_at(client, its, content)
    assert [one.merged for one in context["merged"]] == ["Første, endret her.\n\nAndre, endret i Word."]
    assert context["compared"].only_here == 1
    client.post(address, {"seen": context["compared"].seen})
    assert texts(its)["assessment"] == "Første, endret her.\n\nAndre, endret i Word."
    assert texts(its)["kari"] == "Ny her."


@pytest.mark.parametrize(("choice", "stands"), [("here", "Mitt."), ("document", "Ditt."), ("both", "Mitt.\nDitt.")])
def test_where_both_changed_the_same_line_a_person_chooses(cast: Cast, choice: str, stands: str) -> None:
    its, client = said(cast.fjordvik), at_screen(cast, "Ingrid")
    content = changed(fetched(client, its.consultation), replaced("Fortauet tas inn.", "Ditt."))
    Point.objects.filter(pk=its.pavement.pk).update(answer="Mitt.")
    key = key_of("pa", its.pavement.id)
    refused = taken(client, its, content)
    assert refused.status_code == 422
    assert "Velg hva som skal gjelde" in refused.content.decode()
    assert texts(its)["pavement"] == "Mitt."
    taken(client, its, content, **{key: choice})
    assert texts(its)["pavement"] == stands


def test_what_changes_while_one_looks_is_shown_before_anything_is_taken_in(cast: Cast) -> None:
    its, client = said(cast.fjordvik), at_screen(cast, "Ingrid")
    content = changed(fetched(client, its.consultation), replaced("Fortauet tas inn.", "Ditt."))
    address, context = looked_at(client, its, content)
    Point.objects.filter(pk=its.pavement.pk).update(answer="Nettopp.")
    answer = client.post(address, {"seen": context["compared"].seen, key_of("pa", its.pavement.id): "document"})
    assert answer.status_code == 422
    assert "Nettopp." in answer.content.decode()
    assert texts(its)["pavement"] == "Nettopp."


def test_the_whole_reading_can_be_undone_but_not_what_was_changed_since(cast: Cast) -> None:
    its, client = said(cast.fjordvik), at_screen(cast, "Ingrid")
    before = texts(its)
    content = changed(
        fetched(client, its.consultation), replaced("Fortauet tas inn.", "Nytt."), replaced("Enig.", "Uenig.")
    )
    taken(client, its, content)
    Point.objects.filter(pk=its.pavement.pk).update(answer="Nyere.")
    reading = TableReading.objects.get()
    answer = client.post(reverse("statement_table_undo", args=[reading.pk]), follow=True)
    assert "1 tekst er som før. 1 tekst er endret siden og står som den er." in answer.content.decode()
    assert texts(its) == before | {"pavement": "Nyere."}
    client.post(reverse("statement_table_undo", args=[reading.pk]))
    assert texts(its)["pavement"] == "Nyere."


def test_a_form_sent_twice_takes_in_once(cast: Cast) -> None:
    its, client = said(cast.fjordvik), at_screen(cast, "Ingrid")
    content = changed(fetched(client, its.consultation), replaced("Fortauet tas inn.", "Nytt."))
    address, context = looked_at(client, its, content)
    for _time in range(2):
        client.post(address, {"seen": context["compared"].seen})
    its.pavement.refresh_from_db()
    assert its.pavement.version == 2


def rows_turned(body: str) -> str:
    """The last table sorted the other way, as Word does it."""
    before, sign, table = body.rpartition("<w:tbl>")
    rows: list[str] = re.findall(r"<w:tr>.*?</w:tr>", table)
    first, last = table.index(rows[0]), table.index(rows[-1]) + len(rows[-1])
    return before + sign + table[:first] + rows[0] + "".join(reversed(rows[1:])) + table[last:]


def test_rows_that_are_sorted_in_word_are_known_by_their_marks(cast: Cast) -> None:
    its, client = said(cast.fjordvik), at_screen(cast, "Ingrid")
    content = changed(fetched(client, its.consultation), rows_turned, replaced("Fortauet tas inn.", "Nytt."))
    taken(client, its, content)
    assert texts(its)["pavement"] == "Nytt."


@pytest.mark.parametrize(
    ("changes", "by_number"),
    [([without_controls], 0), ([without_controls, without_bookmarks], 10)],
    ids=["the bookmark of the row", "the number one sees"],
)
def test_a_document_without_its_controls_is_known_by(cast: Cast, changes: list[Change], by_number: int) -> None:
    its, client = said(cast.fjordvik), at_screen(cast, "Ingrid")
    content = changed(fetched(client, its.consultation), *changes, replaced("Fortauet tas inn.", "Nytt."))
    address, context = looked_at(client, its, content)
    compared = context["compared"]
    assert compared.by_number == by_number
    assert [one.mine for one in compared.differences] == ["Nytt."]
    client.post(address, {"seen": compared.seen})
    assert texts(its)["pavement"] == "Nytt."


def test_a_row_somebody_has_added_is_shown_with_its_text(cast: Cast) -> None:
    its, client = said(cast.fjordvik), at_screen(cast, "Ingrid")
    row = (
        "<w:tr>"
        + "".join(
            f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>" for text in ("99", "Ola", "", "Mente noe.", "Takk.")
        )
        + "</w:tr>"
    )

    def added(body: str) -> str:
        before, sign, after = body.rpartition("</w:tbl>")
        return before + row + sign + after

    content = changed(fetched(client, its.consultation), added)
    _address, context = looked_at(client, its, content)
    assert [(one.number, one.text) for one in context["compared"].lost] == [("99", "Mente noe."), ("99", "Takk.")]


def test_the_answer_to_a_statement_that_is_deleted_meanwhile_is_not_lost(cast: Cast) -> None:
    its, client = said(cast.fjordvik), at_screen(cast, "Ingrid")
    content = changed(fetched(client, its.consultation), replaced("Fortauet tas inn.", "Lang tids arbeid."))
    Point.objects.filter(pk=its.pavement.pk).update(deleted_at="2026-11-01T00:00:00Z")
    address, context = looked_at(client, its, content)
    assert [one.text for one in context["compared"].lost] == ["Lang tids arbeid."]
    assert "Lang tids arbeid." in client.get(address).content.decode()


def test_tracked_changes_count_as_accepted_and_that_is_said(cast: Cast) -> None:
    its, client = said(cast.fjordvik), at_screen(cast, "Ingrid")
    run = '<w:r><w:t xml:space="preserve">Fortauet tas inn.</w:t></w:r>'
    tracked = (
        '<w:r><w:t xml:space="preserve">Fortauet </w:t></w:r><w:del w:id="1" w:author="T"><w:r>'
        '<w:delText>tas inn</w:delText></w:r></w:del><w:ins w:id="2" w:author="T"><w:r><w:rPr><w:b/></w:rPr>'
        '<w:t>bygges</w:t></w:r></w:ins><w:r><w:t>.</w:t></w:r><w:r><w:commentReference w:id="3"/></w:r>'
    )
    content = changed(fetched(client, its.consultation), replaced(run, tracked))
    _address, context = looked_at(client, its, content)
    assert [one.mine for one in context["compared"].differences] == ["Fortauet bygges."]
    words = " ".join(context["remarks"])
    assert "sporede endringer" in words
    assert "Kommentarer" in words
    assert "formatering" in words


def test_paragraphs_lists_and_line_breaks_stay_as_text(cast: Cast) -> None:
    its, client = said(cast.fjordvik), at_screen(cast, "Ingrid")
    run = '<w:r><w:t xml:space="preserve">Fortauet tas inn.</w:t></w:r></w:p>'
    listed = '<w:p><w:pPr><w:pStyle w:val="{}"/></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>'
    more = "".join(
        listed.format(style, words)
        for style, words in (("ListBullet", "fortau"), ("ListNumber", "først"), ("ListNumber", "så"))
    )
    content = changed(
        fetched(client, its.consultation),
        replaced(run, f"<w:r><w:t>Vi gjør</w:t><w:br/><w:t>dette:</w:t></w:r></w:p>{more}"),
    )
    _address, context = looked_at(client, its, content)
    assert [one.mine for one in context["compared"].differences] == ["Vi gjør\ndette:\n– fortau\n1. først\n2. så"]


def test_a_text_that_is_too_long_is_not_taken_in_and_the_others_are(cast: Cast) -> None:
    its, client = said(cast.fjordvik), at_screen(cast, "Ingrid")
    content = changed(
        fetched(client, its.consultation), replaced("Fortauet tas inn.", "x" * 12_001), replaced("Enig.", "Uenig.")
    )
    address, context = looked_at(client, its, content)
    assert "12 001 tegn" in client.get(address).content.decode().replace("\u202f", " ").replace("\u00a0", " ")
    client.post(address, {"seen": context["compared"].seen})
    assert (texts(its)["pavement"], texts(its)["assessment"]) == ("Fortauet tas inn.", "Uenig.")


def test_a_document_that_does_not_say_where_it_is_from_leaves_every_choice_to_a_person(cast: Cast) -> None:
    its, client = said(cast.fjordvik), at_screen(cast, "Ingrid")
    content = changed(fetched(client, its.consultation), without_controls, replaced("Fortauet tas inn.", "Nytt."))
    content = changed(content, without_export, part="docProps/custom.xml")
    _address, context = looked_at(client, its, content)
    assert [one.mine for one, _choice in context["conflicts"]] == ["Nytt."]
    assert context["compared"].fetched_at is None


def test_the_table_of_another_consultation_is_refused_in_a_sentence(cast: Cast) -> None:
    its, client = said(cast.fjordvik), at_screen(cast, "Ingrid")
    other = said(cast.fjordvik, name="Kystplanen")
    answer = upload(client, its, fetched(client, other.consultation))
    assert answer.status_code == 422
    assert "tabellen til en annen høring" in answer.content.decode()


def test_no_file_chosen_is_said(cast: Cast) -> None:
    its, client = said(cast.fjordvik), at_screen(cast, "Ingrid")
    answer = client.post(reverse("statement_table_upload", args=[its.consultation.id]))
    assert answer.status_code == 422
    assert "Velg filen" in answer.content.decode()


def test_a_spreadsheet_that_is_sorted_and_edited_comes_back_too(cast: Cast) -> None:
    its, client = said(cast.fjordvik), at_screen(cast, "Ingrid")
    book = load_workbook(io.BytesIO(fetched(client, its.consultation, "xlsx")))
    sheet = book["Uttalelser"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    for place, row in enumerate(reversed(rows), start=2):
        for column, value in enumerate(row, start=1):
            sheet.cell(place, column).value = "Nytt." if value == "Fortauet tas inn." else value
    book["Felles svar"]["D2"] = "Vi måler i mai."
    out = io.BytesIO()
    book.save(out)
    taken(client, its, out.getvalue(), "tabell.xlsx")
    assert (texts(its)["pavement"], texts(its)["group"]) == ("Nytt.", "Vi måler i mai.")


def test_who_may_not_write_can_take_nothing_in(cast: Cast) -> None:
    its, client = said(cast.fjordvik), at_screen(cast, "Ingrid")
    content = fetched(client, its.consultation)
    address, _context = looked_at(client, its, content)
    stranger = at_screen(cast, "Even")
    assert upload(stranger, its, content).status_code == 404
    assert stranger.get(address).status_code == 404
    assert stranger.post(address).status_code == 404
    assert stranger.get(reverse("statement_table_reading", args=[uuid4()])).status_code == 404


def test_nothing_that_was_said_goes_into_the_history(cast: Cast) -> None:
    its, client = said(cast.fjordvik), at_screen(cast, "Ingrid")
    content = changed(fetched(client, its.consultation), replaced("Fortauet tas inn.", "Svaret til Kari."))
    taken(client, its, content)
    event = AuditEvent.objects.get(verb="statement_table_read")
    assert event.after == {"reading": str(TableReading.objects.get().pk), "texts": 1}


ANY = some.text(alphabet=some.characters(codec="utf-8"), max_size=60) | some.text(max_size=30)
WORDS = ANY | some.sampled_from(
    [
        *("", " ", "\n", "  a \n\n b\t", "👩\u200d🚀", "مرحبا\u200f", "a\r\nb\rc", "\x00\x0b\x1f\ufffe", "&<>\"']]>"),
        *("Ikke skrevet ennå", "x" * 3000, "_x000D_", "=1+1", "\ud800"),
    ]
)


@settings(max_examples=60, deadline=None)
@given(WORDS, WORDS, WORDS, WORDS)
def test_any_texts_come_back_as_they_were_sent(summary: str, assessment: str, answer: str, quote: str) -> None:
    export = UUID(int=3)
    sent = {
        key_of("ss", UUID(int=1)): summary,
        key_of("sa", UUID(int=1)): assessment,
        key_of("pa", UUID(int=2)): answer,
    }
    found = read_document(document(contents(summary, assessment, answer, quote), export))
    assert {cell.key: cell.text for cell in found.cells} == {key: plain(text) for key, text in sent.items()}
    assert {cell.export for cell in found.cells} == {
        export,
    }
    assert found.export == export
    assert found.remarks == frozenset()


@settings(max_examples=40, deadline=None)
@given(WORDS, WORDS)
def test_any_edit_comes_back_exactly(before: str, after: str) -> None:
    """As edited by another program: the text of one control is put in place of another's."""
    export = UUID(int=3)
    pieces = [document(contents(text, "b", "c", "d"), export) for text in (before, after)]
    cells = [re.search(r"<w:sdt>.*?</w:sdt>", _body(piece), re.S) for piece in pieces]
    assert cells[0]
    assert cells[1]
    edited = changed(pieces[0], replaced(cells[0][0], cells[1][0]))
    found = {cell.key: cell.text for cell in read_document(edited).cells}
    assert found[key_of("ss", UUID(int=1))] == plain(after)


def _body(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return package.read("word/document.xml").decode()


SHEET_WORDS = some.sampled_from(["", "a\nb", "=1+1", "@SUM(A1)", "+47", "-1", "👩‍🚀 مرحبا", "&<>", "12.06.2019", "3"])


@settings(max_examples=15, deadline=None)
@given(SHEET_WORDS, SHEET_WORDS, SHEET_WORDS)
def test_texts_come_back_from_a_spreadsheet_as_they_were(summary: str, assessment: str, answer: str) -> None:
    export = UUID(int=3)
    found = read_spreadsheet(spreadsheet(contents(summary, assessment, answer, "d"), export), "a.xlsx", "nb")
    assert {cell.key[:2]: cell.text for cell in found.cells} == {
        "ss": visible(summary), "sa": visible(assessment), "pa": visible(answer),
    }  # fmt: skip
    assert found.export == export


def test_the_mark_of_a_cell_is_no_longer_than_word_takes() -> None:
    key, export = key_of("pa", uuid4()), uuid4()
    assert len(written_mark(key, export)) <= 64
    mark = read_mark(written_mark(key, export))
    assert mark
    assert (mark.key, mark.export) == (key, export)
    assert read_mark("pd1xx") is None


def test_a_spreadsheet_that_is_no_table_is_refused_by_the_engine_in_words() -> None:
    with pytest.raises(NotRead):
        read_spreadsheet(b"PK\x03\x04", "a.xlsx", "nb")


def test_groups_refuse_nobody_their_answer_when_the_group_is_gone(cast: Cast) -> None:
    its, client = said(cast.fjordvik), at_screen(cast, "Ingrid")
    content = changed(fetched(client, its.consultation), replaced(">Vi måler.<", ">Vi måler i mai.<"))
    Group.objects.all().delete()
    _address, context = looked_at(client, its, content)
    assert [one.text for one in context["compared"].lost] == ["Vi måler i mai."]
    assert a_consultation(cast.lyngmo)
