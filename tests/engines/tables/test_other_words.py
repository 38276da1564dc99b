"""What cells say beside the plainest words: what has ended, been moved, been done, or is not to be continued."""

import io

import pytest
from odf import opendocument, table, text

from plandugnad.engines.tables import open_workbook, read_file
from tests.engines.tables.tables import PLACES, Value, plan, read


@pytest.mark.parametrize(
    ("said", "adopted", "status", "due"),
    [
        ("Vedtatt 2019, gjelder til 2031", "2019", "adopted", None),
        ("12.06.2019, gyldig til 2031", "2019-06-12", "adopted", None),
        ("2015, skal revideres 2025", "2015", "adopted", "2025"),
        ("2015, planlagt revidert 2025", "2015", "adopted", "2025"),
        ("2015. Neste revisjon 2025", "2015", "adopted", "2025"),
        ("2015 – ny rullering 2026", "2015", "adopted", "2026"),
        ("2009 (opphevet 2020)", "2009", "repealed", None),
        ("Oppheva 2020", None, "repealed", None),
        ("2009, erstattet 2020 av ny plan", "2009", "replaced", None),
        ("2015 (under revisjon)", "2015", "under_revision", None),
        ("under revisjon 2025", None, "under_revision", "2025"),
        ("2019 og 2022", "2022", "adopted", None),
        ("2019-06", "2019", "adopted", None),
        ("H2019", "2019", "adopted", None),
    ],
)
def test_later_days_in_an_adoption_cell_are_no_adoption(
    said: str, adopted: str | None, status: str, due: str | None
) -> None:
    row = plan(Vedtatt=said)
    assert (row.adopted and row.adopted.iso, row.status) == (adopted, status)
    assert (row.revision_due and row.revision_due.iso) == due
    assert said in (row.notes or "") or "under revisjon" in said


@pytest.mark.parametrize(
    ("said", "due", "status"),
    [
        ("oppstart 2025, ferdig 2027", "2025/2027", "adopted"),
        ("2024 flyttes til 2026", "2026", "adopted"),
        ("Utsatt fra 2024 til høsten 2026", "2026", "adopted"),
        ("ikke planlagt", None, "adopted"),
    ],
)
def test_what_a_revision_cell_says_of_work_to_come(said: str, due: str | None, status: str) -> None:
    row = plan(Vedtatt=2015, Skal_revideres=said)
    assert (row.revision_due and row.revision_due.iso, row.status) == (due, status)


def test_a_plan_not_yet_made_is_not_adopted_by_the_word_done() -> None:
    assert plan(Skal_revideres="oppstart 2025, ferdig 2027").status is None
    assert plan(Skal_revideres="ikkje planlagt").status is None


def test_what_has_been_revised_is_not_what_is_to_be() -> None:
    row = plan(Vedtatt=2015, Skal_revideres="Revidert 2023")
    assert (row.adopted and row.adopted.iso, row.revision_due) == ("2023", None)
    assert "Vedtatt 2015" in (row.notes or "")


@pytest.mark.parametrize(
    ("said", "decision", "status"),
    [
        ("Videreføres ikke", "repeal", "adopted"),
        ("skal ikkje vidareførast", "repeal", "adopted"),
        ("Ingen behov", "continue", "adopted"),
        ("Igangsettes", "revise", "adopted"),
        ("Bør vurderes opphevet", None, "idea"),
    ],
)
def test_what_is_to_be_done(said: str, decision: str | None, status: str) -> None:
    row = plan(Vedtatt=2015, Behov=said)
    assert (row.decision, row.status) == (decision, status)


@pytest.mark.parametrize(
    ("said", "status", "due"),
    [
        ("Opphevet 2020", "repealed", None),
        ("Erstattet 2020", "replaced", None),
        ("Under revisjon, ferdig 2027", "under_revision", "2027"),
        ("Til politisk behandling", "in_process", None),
    ],
)
def test_years_in_a_status_cell(said: str, status: str, due: str | None) -> None:
    row = plan(Status=said)
    assert (row.status, row.adopted, row.revision_due and row.revision_due.iso) == (status, None, due)


@pytest.mark.parametrize(
    ("said", "case", "adopted"),
    [
        ("KS-sak 45/19, 12.06.2019", "45/19", "2019-06-12"),
        ("KS 12.06.2019", None, "2019-06-12"),
        ("19/45", "19/45", None),
        ("45/19", "45/19", "2019"),
    ],
)
def test_a_day_or_a_year_first_in_a_case_cell(said: str, case: str | None, adopted: str | None) -> None:
    row = plan(Saksnr=said)
    assert (row.case_reference, row.adopted and row.adopted.iso) == (case, adopted)


@pytest.mark.parametrize(
    "heading", ["Plan-ID", "Planident", "Nasjonal arealplan-ID", "Tidligere planid", "NasjonalPlanID"]
)
@pytest.mark.parametrize("number", ["1037_2010_03", "1037_20100003", "20100003", 20100003, "1037-2010-003", 1037201003])
def test_numbers_of_plans_are_neither_names_nor_years(heading: str, number: Value) -> None:
    reading = read([
        ["Plannavn", heading, "Vedtatt"], ["Reguleringsplan for Vika", number, 2011],
        ["Reguleringsplan for Neset", number, 2012], [None, number, None],
    ])  # fmt: skip
    assert reading.headers == {"name": "Plannavn", "adopted": "Vedtatt"}
    assert (reading.errors, reading.skipped_rows) == ((), (4,))
    assert [(row.adopted and row.adopted.iso, row.period) for row in reading.rows] == [("2011", None), ("2012", None)]


def test_a_row_that_counts_the_columns_is_a_heading() -> None:
    reading = read([["Plan", "Vedtatt", "Ansvar"], [1, 2, 3], ["Skoleplan", 2019, "Oppvekst"]])
    assert (reading.skipped_rows, [row.name for row in reading.rows]) == ((2,), ["Skoleplan"])


def test_years_of_two_digits_over_crosses() -> None:
    reading = read([["Plan", "Vedteken", "25", "26", "27"], ["Skuleplan", 2015, "x", "x", None],
                    ["Helseplan", None, None, None, "x"]])  # fmt: skip
    assert [row.revision_due and row.revision_due.iso for row in reading.rows] == ["2025/2026", "2027"]
    assert reading.headers["year_2025"] == "25"


def test_first_and_last_adoption_in_two_columns() -> None:
    reading = read([["Plan", "Sist vedtatt", "Først vedtatt"], ["Skoleplan", 2019, 2009], ["Helseplan", None, 2020]])
    assert [(row.adopted and row.adopted.iso, row.notes) for row in reading.rows] == [
        ("2019", "Først vedtatt 2009"), ("2020", None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("written", "kind"),
    [("Kommunedelplan (areal)", "partial_plan_area"), ("KD-T", "partial_plan_theme"), ("Områdereg.", "zoning_area"),
     ("Reg.endr.", "zoning_detail"), ("TP/F", "theme_plan")],
)  # fmt: skip
def test_types_with_their_kind_beside_them(written: str, kind: str) -> None:
    assert plan(Plan="Vika", Type=written).plan_type == kind


def test_a_date_of_an_ods_that_shows_its_year_is_that_year() -> None:
    book = opendocument.OpenDocumentSpreadsheet()
    sheet = table.Table(name="Planer")
    for cells in (("Plan", "Vedtatt"), ("Skoleplan", "2014"), ("Helseplan", "3. februar 2014")):
        line = table.TableRow()
        for words in cells:
            is_date = words[-1].isdigit()
            cell = table.TableCell(**({"valuetype": "date", "datevalue": "2014-02-03"} if is_date else {}))
            cell.addElement(text.P(text=words))
            line.addElement(cell)
        sheet.addElement(line)
    book.spreadsheet.addElement(sheet)
    kept = io.BytesIO()
    book.save(kept)
    reading = read_file(open_workbook(kept.getvalue(), "planer.ods"), places=PLACES)
    assert [row.adopted and row.adopted.iso for row in reading.rows] == ["2014", "2014-02-03"]


def test_a_year_under_a_choice_is_nearer_the_matter_than_one_beside_a_status() -> None:
    headings: list[Value] = ["Plan", "Vedtatt", "Status", "Revideres", "Utgår"]
    rows: list[list[Value]] = [["Skoleplan", 2015, "2024", "2026", None], ["Helseplan", 2016, None, "x", None],
                               ["Klimaplan", 2017, None, "x", None], ["Rusplan", 2009, None, None, "x"]]  # fmt: skip
    for order in ([0, 1, 2, 3, 4], [0, 1, 3, 2, 4]):
        moved = [[row[index] for index in order] for row in (headings, *rows)]
        assert str(read(moved).rows[0].revision_due) == "2026"
