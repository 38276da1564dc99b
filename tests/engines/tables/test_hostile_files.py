"""Files that are broken, disguised or meant to hurt: refused in words, quickly, and nothing is fetched or run."""

import io
import pickle
import time
import zipfile

import pytest
import xlsxwriter
from openpyxl import Workbook

from plandugnad.engines.tables import Limits, Refused, open_workbook, paste, read_file
from tests.engines.tables.kept import Xlsx, fill, ods_content, xls_content
from tests.engines.tables.tables import PLACES

_PLANS: list[list[object]] = [["Plan", "Vedtatt"], ["Kulturplan", 2019]]
_SECONDS = 5.0


def _xlsx() -> bytes:
    book = Xlsx()
    fill(book.sheet("Planer"), _PLANS)
    return book.content()


def _refused(content: bytes, filename: str = "planer.xlsx", limits: Limits | None = None) -> Refused:
    started = time.perf_counter()
    with pytest.raises(Refused) as refused:
        open_workbook(content, filename, *([limits] if limits else []))
    assert time.perf_counter() - started < _SECONDS
    for language in ("nb", "nn"):
        assert refused.value.sentence(language)[0].isupper()
        assert refused.value.sentence(language).endswith(".")
    return refused.value


def _with_part(content: bytes, name: str, part: bytes | None) -> bytes:
    """The same zip with one part replaced, added or (None) left out."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            if entry != name:
                new.writestr(entry, old.read(entry))
        if part is not None:
            new.writestr(name, part)
    return kept.getvalue()


def _with_shared_strings() -> bytes:
    kept = io.BytesIO()
    book = xlsxwriter.Workbook(kept)
    book.add_worksheet("Planer").write_row(0, 0, ["Plan", "Vedtatt"])
    book.close()
    return kept.getvalue()


def test_a_zip_bomb_is_refused_by_what_it_declares() -> None:
    bomb = _with_part(_xlsx(), "xl/worksheets/sheet1.xml", b"<worksheet>" + b" " * 200_000_000 + b"</worksheet>")
    assert len(bomb) < 1_000_000
    assert _refused(bomb).code == "inflates_too_much"


def test_a_zip_bomb_that_lies_about_its_size_is_stopped_while_it_inflates() -> None:
    honest = _with_part(_xlsx(), "xl/worksheets/sheet1.xml", b"<worksheet>" + b" " * 9_000_000 + b"</worksheet>")
    declared, told = (9_000_023).to_bytes(4, "little"), (2_000).to_bytes(4, "little")
    assert declared in honest
    lying = honest.replace(declared, told)
    assert _refused(lying, limits=Limits(inflated_bytes=5_000_000)).code in ("inflates_too_much", "damaged")


def test_entities_and_document_types_are_refused() -> None:
    for prologue in (
        b'<!DOCTYPE a [<!ENTITY x "boom">]>', b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        b'<!DOCTYPE a SYSTEM "http://localhost/x">',
    ):  # fmt: skip
        part = b"<?xml version='1.0'?>" + prologue + b"<worksheet><sheetData/></worksheet>"
        assert _refused(_with_part(_xlsx(), "xl/worksheets/sheet1.xml", part)).code == "unsafe_markup"


def test_bottomless_nesting_is_refused() -> None:
    part = b"<worksheet>" + b"<x>" * 100_000 + b"</x>" * 100_000 + b"</worksheet>"
    assert _refused(_with_part(_xlsx(), "xl/worksheets/sheet1.xml", part)).code == "unsafe_markup"


@pytest.mark.parametrize(
    ("reference", "code"),
    [("ZZZ2", "too_many_columns"), ("BBBBBB2", "too_many_columns"), ("A1048576", "too_many_rows")],
)
def test_content_far_out_on_the_sheet_is_refused(reference: str, code: str) -> None:
    row = reference.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    part = f'<worksheet><sheetData><row r="{row}"><c r="{reference}"><v>1</v></c></row></sheetData></worksheet>'
    assert _refused(_with_part(_xlsx(), "xl/worksheets/sheet1.xml", part.encode())).code == code


def test_a_million_columns_in_a_csv_are_refused() -> None:
    assert _refused(b"Plan;Vedtatt\n" + b";" * 1_000_000, "planer.csv").code == "too_many_columns"
    assert _refused(b"Plan" + b";x" * 1_500, "planer.csv").code == "too_many_columns"


def test_too_many_cells_are_refused() -> None:
    content = b"Plan;Vedtatt\n" + b"Kulturplan;2019\n" * 2_000
    assert _refused(content, "planer.csv", Limits(cells=1_000)).code == "too_many_cells"


def test_a_cell_of_ten_megabytes_is_refused() -> None:
    book = Workbook()
    assert book.active is not None
    book.active["A1"] = "Plan"
    kept = io.BytesIO()
    book.save(kept)
    long = (
        b"<worksheet><sheetData><row r='1'><c r='A1' t='inlineStr'><is><t>"
        + b"a" * 10_000_000
        + b"</t></is></c></row></sheetData></worksheet>"
    )
    assert _refused(_with_part(kept.getvalue(), "xl/worksheets/sheet1.xml", long)).code == "cell_too_long"
    strings = b"<sst><si><t>" + b"a" * 10_000_000 + b"</t></si></sst>"
    assert _refused(_with_part(_with_shared_strings(), "xl/sharedStrings.xml", strings)).code == "cell_too_long"
    assert _refused(b"Plan;Vedtatt\n" + b"a" * 10_000_000 + b";2019", "planer.csv").code == "cell_too_long"


def test_repeated_rows_and_cells_in_an_ods_are_counted_before_they_are_spread_out() -> None:
    plain = ods_content({"Planer": _PLANS})
    with zipfile.ZipFile(io.BytesIO(plain)) as book:
        markup = book.read("content.xml")
    rows = markup.replace(b"<table:table-row>", b'<table:table-row table:number-rows-repeated="1048576">', 1)
    assert rows != markup
    assert _refused(_with_part(plain, "content.xml", rows), "planer.ods").code in ("too_many_rows", "too_many_cells")
    cells = markup.replace(b"<table:table-cell ", b'<table:table-cell table:number-columns-repeated="1048576" ', 1)
    assert cells != markup
    assert _refused(_with_part(plain, "content.xml", cells), "planer.ods").code == "too_many_columns"


def test_areas_merged_over_the_whole_sheet_do_no_harm() -> None:
    book = Xlsx()
    fill(book.sheet("Planer"), [*_PLANS, ["Helseplan", 2020]])
    with zipfile.ZipFile(io.BytesIO(book.content())) as kept:
        markup = kept.read("xl/worksheets/sheet1.xml")
    merged = markup.replace(b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="B3:XFD1048576"/></mergeCells>')
    assert merged != markup
    workbook = open_workbook(_with_part(book.content(), "xl/worksheets/sheet1.xml", merged), "planer.xlsx")
    assert [row.name for row in read_file(workbook, places=PLACES).rows] == ["Kulturplan", "Helseplan"]


@pytest.mark.parametrize(
    ("content", "filename", "kind"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "planer.xlsx", "PDF-dokument"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "planer.xlsx", "et bilde"),
        (b"{\\rtf1 Planer}", "planer.csv", "RTF"),
        (b"MZ" + bytes(range(256)), "planer.xls", "et program"),
        (b'<?xml version="1.0"?><planer/>', "planer.xlsx", "XML-fil"),
        (b'{"planer": []}', "planer.csv", "JSON-fil"),
        (b"<html><body>Hei</body></html>", "planer.xls", "uten tabell"),
    ],
)  # fmt: skip
def test_other_kinds_of_files_are_named(content: bytes, filename: str, kind: str) -> None:
    assert kind in str(_refused(content, filename))


def test_other_office_documents_are_named() -> None:
    for part, kind in (
        ("word/document.xml", "Word"),
        ("ppt/presentation.xml", "presentasjon"),
        ("xl/workbook.bin", ".xlsb"),
        ("notat.txt", "ZIP"),
    ):
        kept = io.BytesIO()
        with zipfile.ZipFile(kept, "w") as book:
            book.writestr(part, "x")
        assert kind in str(_refused(kept.getvalue()))


def test_files_with_a_password_are_refused_with_the_remedy() -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600)
    assert "passord" in str(_refused(ole))
    manifest = b"<manifest:manifest " + (
        b'xmlns:manifest="x"><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>'
    )
    assert (
        _refused(_with_part(ods_content({"Planer": _PLANS}), "META-INF/manifest.xml", manifest), "planer.ods").code
        == "password"
    )
    xls = xls_content({"Planer": _PLANS})
    at = xls.index(
        b"\x09\x08\x10\x00"
    )  # the first record of the workbook; a FilePass record takes the place of the next
    following = at + 4 + 16
    length = int.from_bytes(xls[following + 2 : following + 4], "little")
    locked = xls[:following] + b"\x2f\x00" + length.to_bytes(2, "little") + xls[following + 4 :]
    assert _refused(locked, "planer.xls").code == "password"


@pytest.mark.parametrize("filename", ["planer.xlsx", "planer.ods", "planer.xls"])
def test_truncated_files_are_refused(filename: str) -> None:
    sheets = {"A": _PLANS}
    whole = {"planer.xlsx": _xlsx(), "planer.ods": ods_content(sheets), "planer.xls": xls_content(sheets)}[filename]
    for length in (30, len(whole) // 3, len(whole) - 40):
        assert _refused(whole[:length], filename).code in (
            "damaged",
            "unknown_kind",
            "wrong_kind",
            "too_many_cells",
            "no_sheets",
        )


@pytest.mark.parametrize("hint", ['sep="', "sep=\r", "sep=", "sep=;"])
def test_a_separator_announced_in_the_first_line_is_believed_when_it_can_be_one(hint: str) -> None:
    workbook = open_workbook(f"{hint}\nPlan;Vedtatt\nKulturplan;2019\n".encode(), "planer.csv")
    assert [row.name for row in read_file(workbook, places=PLACES).rows] == ["Kulturplan"]


@pytest.mark.parametrize("content", [b"\xff\xfe", b"\xff\xfe\xff\xfe", b"\xef\xbb\xbf\n"])
def test_a_file_of_nothing_but_its_byte_order_mark_is_refused(content: bytes) -> None:
    assert _refused(content, "planer.csv").code == "no_sheets"


@pytest.mark.parametrize("content", [b"", b"   \r\n ", bytes(500)])
def test_empty_files_are_refused(content: bytes) -> None:
    assert _refused(content, "planer.csv").code == "empty_file"


def test_a_file_without_content_on_any_sheet_is_refused() -> None:
    assert _refused(Xlsx().content()).code == "no_sheets"


def test_binary_rubbish_is_refused() -> None:
    assert _refused(bytes(range(256)) * 40, "planer.csv").code == "unknown_kind"


def test_a_file_above_the_size_limit_is_refused_with_both_sizes() -> None:
    sentence = str(_refused(b"x" * 3_000_000, "stor.csv", Limits(file_bytes=1_000_000)))
    assert "stor.csv" in sentence
    assert "3 MB" in sentence
    assert "1 MB" in sentence


def test_macros_are_not_run_and_a_notice_says_so() -> None:
    with_macro = _with_part(_xlsx(), "xl/vbaProject.bin", b"\xd0\xcf\x11\xe0")
    workbook = open_workbook(with_macro, "planer.xlsm")
    assert [notice.code for notice in workbook.notices] == ["macros_ignored"]
    assert "makroer" in workbook.notices[0].sentence()
    assert "makroar" in workbook.notices[0].sentence("nn")
    assert read_file(workbook, places=PLACES).rows[0].name == "Kulturplan"


def test_links_to_other_files_are_never_followed() -> None:
    relations = (
        b'<Relationships><Relationship Id="rId1" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/>'
        b'<Relationship Id="rId9" Type="http://x/externalLink" Target="http://127.0.0.1:1/x" '
        b'TargetMode="External"/></Relationships>'
    )
    workbook = open_workbook(_with_part(_xlsx(), "xl/_rels/workbook.xml.rels", relations), "planer.xlsx")
    assert [notice.code for notice in workbook.notices] == ["links_ignored"]


def test_paths_that_climb_out_of_the_zip_lead_nowhere() -> None:
    relations = (
        b'<Relationships><Relationship Id="rId1" Type="http://x/worksheet" '
        b'Target="../../../../etc/passwd"/></Relationships>'
    )
    assert _refused(_with_part(_xlsx(), "xl/_rels/workbook.xml.rels", relations)).code == "damaged"


def test_a_csv_named_xlsx_and_an_xls_that_is_a_web_page_are_read_as_what_they_are() -> None:
    workbook = open_workbook("Plan;Vedtatt\nKulturplan;2019\n".encode("cp1252"), "planer.xlsx")
    assert workbook.format == "csv"
    assert "CSV" in workbook.notices[0].sentence()
    page = (
        "<html><meta charset='utf-8'><table><tr><th>Plan</th><th>Vedtatt</th></tr>"
        "<tr><td>Skole&shy;plan<br>for alle</td><td>2019</td></tr></table></html>"
    )
    workbook = open_workbook(page.encode(), "planer.xls")
    assert workbook.format == "html"
    assert read_file(workbook, places=PLACES).rows[0].name == "Skoleplan for alle"


def test_null_bytes_and_invisible_characters_do_not_reach_the_rows() -> None:
    reading = read_file(paste("Plan\tVedtatt\nKultur\u200bplan\x00\ufeff\t2019\n"), places=PLACES)
    assert reading.rows[0].name == "Kulturplan"


@pytest.mark.parametrize("code", [*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x061C, 0x7F, 0x9B])
def test_characters_that_turn_the_writing_around_do_not_reach_the_rows(code: int) -> None:
    text = f"Plan;Vedtatt;Merknad\nKultur{chr(code)}plan;2019;{chr(code)}gammel\n"
    row = read_file(open_workbook(text.encode(), "planer.csv"), places=PLACES).rows[0]
    assert (row.name, row.notes) == ("Kulturplan", "gammel")


def test_text_that_looks_like_a_formula_is_kept_as_text() -> None:
    names = ["=cmd|' /C calc'!A1 plan", "+47 plan", "-2+3 plan", "@SUM(A1) plan"]
    reading = read_file(paste("Plan\tVedtatt\n" + "".join(f"{name}\t2019\n" for name in names)), places=PLACES)
    assert [row.name for row in reading.rows] == names


def test_a_file_without_plans_is_refused_with_the_remedy() -> None:
    workbook = open_workbook(b"Navn;Telefon\nKari;1\nOla;2\n", "kontakter.csv")
    with pytest.raises(Refused, match="ingen tabell med planer i kontakter"):
        read_file(workbook, places=PLACES)


def test_an_unknown_sheet_is_refused_with_the_names_there_are() -> None:
    with pytest.raises(Refused, match="Arkene heter: Planer"):
        read_file(open_workbook(_xlsx(), "planer.xlsx"), sheet="Plan", places=PLACES)


def test_a_refusal_survives_being_sent_between_processes() -> None:
    refused = Refused("password", file="planer.xlsx")
    assert str(pickle.loads(pickle.dumps(refused))) == str(refused)
