"""A table taken out of Plandugnad and in again: untouched it changes nothing, and one changed cell is one change."""

import csv
import io
from itertools import cycle, islice, product
from typing import Any

import openpyxl
import pytest
from django.test import Client

from plandugnad.accounts.actions import choose_language
from plandugnad.engines.tables import open_workbook
from plandugnad.engines.tables.when import When
from plandugnad.imports.actions import answer_about, start_run
from plandugnad.imports.models import ImportRun
from plandugnad.imports.writing.undo import undo_run
from plandugnad.plans import owning
from plandugnad.plans.actions import delete_plan
from plandugnad.plans.kinds import Decision, PlanStatus, PlanType
from plandugnad.plans.models import Plan, PlanHere
from plandugnad.plans.snapshot import snapshot
from plandugnad.regions.models import Organisation
from tests.cast import Cast
from tests.imports.builders import INGRID, outcomes, planned, write
from tests.plans.owners import joint_plan, own_row
from tests.plans.portfolios import plan_in

pytestmark = pytest.mark.django_db
PLANNERS = {"nb": "Ingrid", "nn": "Marit", "en": "Ingrid"}

NAMES = (
    "Temaplan for {}",
    "Helseplan for {}, vedtatt 2019",
    "1.2 Kommunedelplan for {} 2019–2030",
    "Detaljregulering for {} (utgått)",
    "Totalt {}",
    "Planer som videreføres {}",
    "=1+1 {}",
    "- {}",
    "Plan {}; «Gáivuotna» «kap. 3»",
    "SAMFUNNSDEL {}",
)
ODD_NAMES = (
    "Totalt",
    "Sum",
    "Oppvekst",
    "Plan",
    "2019",
    "Temaplan",
    "?",
    "Planer som revideres",
    "Merknader",
    "'Sitat'",
)
DATES: tuple[dict[str, Any], ...] = (
    {},
    {"adopted": "2019-06-12", "revision_due": "2023"},
    {"adopted": "2020", "last_revised": "2015-02-03"},  # against each other, as in a table somebody typed in
    {"adopted": "2021-01-01", "revision_due": "2010"},
    {"adopted": "2015-03-04", "last_revised": "2020"},
    {"adopted": "2018/2019", "revision_due": "2024/2026", "period": "2019/2029"},
    {"adopted": "2017", "is_adopted_year_from_case": True, "case_reference": "45/17"},
    {"revision_due": "2027-10-01", "period": "2024"},
)
TEXTS: tuple[dict[str, Any], ...] = (
    {},
    {"responsible": "Plan og miljø", "section": "Oppvekst", "priority": "1"},
    {"notes": "Første linje\nandre linje · med prikk", "legal_basis": "pbl. § 11-1"},
    {"notes": "- første\n- andre", "responsible": "+47 123", "case_reference": "2019/1234"},
    {"section": "Teknisk – drift", "priority": "Høy", "notes": "Erstatter «Gammel plan»"},
    {"notes": "årlig"},
    {"responsible": "@ansvarlig", "national_plan_id": "{}"},
)


def make_varied(place: Organisation, count: int) -> None:
    """Every type with every status and decision, with dates and texts a stranger would read otherwise."""
    kinds = product(("", *PlanType.values), ("", *PlanStatus.values), ("", *Decision.values))
    picked = islice(cycle(list(kinds)[::7]), count)
    plans = []
    for number, (plan_type, status, decision) in enumerate(picked):
        fields: dict[str, Any] = {**DATES[number % len(DATES)], **TEXTS[number % len(TEXTS)]}
        if "national_plan_id" in fields:
            fields["national_plan_id"] = f"2019{number:04d}"
        name = ODD_NAMES[number] if number < len(ODD_NAMES) else NAMES[number % len(NAMES)].format(number // 2)
        plan = Plan(organisation=place, name=name, plan_type=plan_type, status=status, decision=decision, **fields)
        plan.set_keys()
        plans.append(plan)
    Plan.objects.bulk_create(plans)


def place_of(cast: Cast, form: str) -> Organisation:
    return cast.lyngmo if form == "nn" else cast.fjordvik


def taken_out(cast: Cast, form: str, file_format: str) -> bytes:
    client, person = Client(), cast.person(PLANNERS[form])
    client.force_login(person)
    choose_language(person, form)
    answer = client.get(f"/kommuner/{place_of(cast, form).number}/uttak/{file_format}/")
    assert answer.status_code == 200
    return bytes(answer.content)


def brought_in(place: Organisation, content: bytes, file_format: str) -> ImportRun:
    return start_run(INGRID, place, open_workbook(content, f"planer.{file_format}"))


def edited(content: bytes, file_format: str, plan: Plan, column: int, text: Any) -> bytes:
    """The file with one cell otherwise, as a spreadsheet program would save it."""
    out = io.BytesIO()
    if file_format == "xlsx":
        book = openpyxl.load_workbook(io.BytesIO(content))
        row = next(row for row in book.worksheets[0].iter_rows() if row[16].value == str(plan.id))
        row[column].value = text
        book.save(out)
        return out.getvalue()
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    next(row for row in rows if row[16] == str(plan.id))[column] = str(text)
    kept = io.StringIO()
    csv.writer(kept, delimiter=";").writerows(rows)
    return kept.getvalue().encode("utf-8-sig")


def changes_of(run: ImportRun) -> list[tuple[str, str, Any]]:
    found = []
    for row in planned(run).rows:
        assert row.outcome in ("changed", "unchanged"), (row.row.name, row.outcome)
        found += [(row.plan.id if row.plan else "", change.field, change.new) for change in row.changes]
    return found


@pytest.mark.parametrize("file_format", ["xlsx", "csv"])
@pytest.mark.parametrize("form", ["nb", "nn", "en"])
@pytest.mark.parametrize("count", [1, 68, 700])
def test_what_goes_out_and_comes_in_untouched_changes_nothing(
    cast: Cast, count: int, form: str, file_format: str
) -> None:
    place = place_of(cast, form)
    make_varied(place, count)
    run = brought_in(place, taken_out(cast, form, file_format), file_format)
    assert outcomes(run) == {"unchanged": count}
    assert not run.named_municipality


def test_a_table_in_one_written_form_is_known_to_a_reader_of_the_other(cast: Cast) -> None:
    make_varied(cast.lyngmo, 40)
    content = taken_out(cast, "nn", "xlsx")
    assert "Skal reviderast" in [cell.value for cell in openpyxl.load_workbook(io.BytesIO(content)).worksheets[0][1]]
    assert outcomes(brought_in(cast.lyngmo, content, "xlsx")) == {"unchanged": 40}


@pytest.mark.parametrize("file_format", ["xlsx", "csv"])
def test_a_plan_written_into_a_table_in_english_is_read_as_it_says(cast: Cast, file_format: str) -> None:
    make_varied(cast.fjordvik, 3)
    content = taken_out(cast, "en", file_format)
    new = {"Plan": "Plan for vann", "Plan type": "other document", "Status": "in process", "Adopted": "2019",
           "Due for revision": "2031", "Decision": "revise", "Notes": "Ny rad"}  # fmt: skip
    run = brought_in(cast.fjordvik, with_a_row(content, file_format, new), file_format)
    assert outcomes(run) == {"unchanged": 3, "created": 1}
    write(run)
    made = Plan.objects.get(name="Plan for vann")
    assert (made.plan_type, made.status, made.decision) == ("other", "in_process", "revise")
    assert (made.adopted, made.revision_due, made.notes) == (When.parse("2019"), When.parse("2031"), "Ny rad")


def with_a_row(content: bytes, file_format: str, new: dict[str, str]) -> bytes:
    """The file with one more row at the end, as a spreadsheet program would save it."""
    out = io.BytesIO()
    if file_format == "xlsx":
        book = openpyxl.load_workbook(io.BytesIO(content))
        sheet = book.worksheets[0]
        sheet.append([new.get(str(cell.value), "") for cell in sheet[1]])
        book.save(out)
        return out.getvalue()
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    kept = io.StringIO()
    csv.writer(kept, delimiter=";").writerows([*rows, [new.get(heading, "") for heading in rows[0]]])
    return kept.getvalue().encode("utf-8-sig")


# column in the file, what is typed there, field, what the plan then says
EDITS: list[tuple[int, Any, str, Any]] = [
    (0, "Plan for noe annet 2030–2040", "name", "Plan for noe annet 2030–2040"),
    (0, "Sum", "name", "Sum"),
    (1, "kommunedelplan for areal", "plan_type", "partial_plan_area"),
    (1, "kommunedelplan for tema", "plan_type", "partial_plan_theme"),
    (1, "Anna dokument", "plan_type", "other"),
    (2, "besluttet", "status", "decided"),
    (2, "avgjort", "status", "decided"),
    (2, "Under revisjon", "status", "under_revision"),
    (1, "Social element of the municipal master plan", "plan_type", "community_part"),
    (2, "in consultation", "status", "in_consultation"),
    (7, "expire", "decision", "expire"),
    (3, "01.02.2003", "adopted", "2003-02-01"),
    (3, "2004", "adopted", "2004"),
    (4, "2022", "last_revised", "2022"),
    (5, "2025-2037", "period", "2025/2037"),
    (6, "2031-2033", "revision_due", "2031/2033"),
    (7, "utløper", "decision", "expire"),
    (7, "går ut", "decision", "expire"),
    (7, "ny plan", "decision", "new"),
    (8, "99/31", "case_reference", "99/31"),
    (9, "Ny plansjef", "responsible", "Ny plansjef"),
    (10, "2", "priority", "2"),
    (11, "pbl. § 12-3", "legal_basis", "pbl. § 12-3"),
    (12, "Helse og velferd", "section", "Helse og velferd"),
    (13, "Helt andre merknader", "notes", "Helt andre merknader"),
    (14, "20309999", "national_plan_id", "20309999"),
]


@pytest.mark.parametrize("file_format", ["xlsx", "csv"])
@pytest.mark.parametrize("form", ["nb", "nn", "en"])
@pytest.mark.parametrize(("column", "typed", "field", "becomes"), EDITS, ids=lambda value: str(value))
def test_one_changed_cell_is_exactly_that_one_change(
    cast: Cast, column: int, typed: Any, field: str, becomes: Any, form: str, file_format: str
) -> None:
    place = place_of(cast, form)
    make_varied(place, 20)
    plan = plan_in(
        place,
        "Kommunedelplan for klima",
        PlanType.THEME_PLAN,
        adopted="2002",
        responsible="Plansjef",
        notes="Gamle merknader",
        section="Teknisk",
    )
    content = edited(taken_out(cast, form, file_format), file_format, plan, column, typed)
    assert changes_of(brought_in(place, content, file_format)) == [(str(plan.id), field, becomes)]


@pytest.mark.parametrize("number", range(0, 60, 3))
def test_a_changed_cell_in_any_odd_row_is_written_and_nothing_else(cast: Cast, number: int) -> None:
    make_varied(cast.fjordvik, 60)
    plans = list(Plan.objects.order_by("id"))
    before = {plan.id: snapshot(plan) for plan in plans}
    content = edited(taken_out(cast, "nb", "xlsx"), "xlsx", plans[number], 9, "Ny plansjef")
    write(brought_in(cast.fjordvik, content, "xlsx"))
    before[plans[number].id]["responsible"] = "Ny plansjef"
    assert {plan.id: snapshot(plan) for plan in Plan.objects.all()} == before


def test_an_emptied_cell_erases_nothing(cast: Cast) -> None:
    plan = plan_in(cast.fjordvik, "Kulturplan", PlanType.THEME_PLAN, adopted="2019", responsible="Plansjef")
    for column in (0, 1, 2, 3, 9):
        content = edited(taken_out(cast, "nb", "xlsx"), "xlsx", plan, column, None)
        assert outcomes(brought_in(cast.fjordvik, content, "xlsx")) == {"unchanged": 1}


def test_what_a_changed_cell_says_beyond_its_field_goes_to_the_notes(cast: Cast) -> None:
    plan = plan_in(cast.fjordvik, "Kulturplan", PlanType.THEME_PLAN, adopted="2019", notes="Fra før")
    typed = "Revideres i 2029 hvis det blir penger"
    content = edited(taken_out(cast, "nb", "xlsx"), "xlsx", plan, 7, typed)
    told = {field: new for _, field, new in changes_of(brought_in(cast.fjordvik, content, "xlsx"))}
    assert told == {"decision": "revise", "notes": f"Fra før · {typed}"}


def test_a_change_that_makes_the_dates_contradict_each_other_is_an_error_that_can_be_mended(cast: Cast) -> None:
    plan = plan_in(cast.fjordvik, "Kulturplan", PlanType.THEME_PLAN, adopted="2019")
    run = brought_in(cast.fjordvik, edited(taken_out(cast, "nb", "xlsx"), "xlsx", plan, 6, "2010"), "xlsx")
    assert outcomes(run) == {"error": 1}
    answer_about(INGRID, run, "0:2", lambda answer: setattr(answer, "error", "without"))
    assert outcomes(run) == {"unchanged": 1}


def test_a_renamed_plan_is_the_same_plan_and_a_new_row_is_a_new_one(cast: Cast) -> None:
    plan = plan_in(cast.fjordvik, "Kulturplan", PlanType.THEME_PLAN, adopted="2019")
    book = openpyxl.load_workbook(io.BytesIO(taken_out(cast, "nb", "xlsx")))
    book.worksheets[0]["A2"] = "Strategi for kunst"
    book.worksheets[0]["A3"], book.worksheets[0]["B3"] = "Idrettsplan", "temaplan"
    out = io.BytesIO()
    book.save(out)
    write(brought_in(cast.fjordvik, out.getvalue(), "xlsx"))
    assert Plan.objects.get(pk=plan.pk).name == "Strategi for kunst"
    assert sorted(Plan.objects.values_list("name", flat=True)) == ["Idrettsplan", "Strategi for kunst"]


def test_a_row_copied_with_its_id_is_asked_about(cast: Cast) -> None:
    plan_in(cast.fjordvik, "Kulturplan", PlanType.THEME_PLAN, adopted="2019")
    rows = taken_out(cast, "nb", "csv").decode("utf-8-sig").splitlines()
    copied = rows[1].replace("Kulturplan", "Kulturplan to")
    run = brought_in(cast.fjordvik, "\r\n".join([*rows, copied]).encode("utf-8-sig"), "csv")
    assert outcomes(run) == {"question": 2}


def test_the_id_of_a_plan_in_another_municipality_leads_nowhere(cast: Cast) -> None:
    plan_in(cast.lyngmo, "Kulturplan i Lyngmo", PlanType.THEME_PLAN, adopted="2019")
    run = brought_in(cast.fjordvik, taken_out(cast, "nn", "csv"), "csv")
    assert outcomes(run) == {"created": 1}
    write(run)
    assert Plan.objects.of(cast.lyngmo).get().name == "Kulturplan i Lyngmo"
    assert Plan.objects.of(cast.fjordvik).get().name == "Kulturplan i Lyngmo"


def test_a_plan_deleted_meanwhile_comes_back_as_a_new_one(cast: Cast) -> None:
    plan = plan_in(cast.fjordvik, "Kulturplan", PlanType.THEME_PLAN, adopted="2019")
    content = taken_out(cast, "nb", "xlsx")
    delete_plan(INGRID, plan)
    assert outcomes(brought_in(cast.fjordvik, content, "xlsx")) == {"created": 1}


def test_columns_moved_and_taken_out_and_a_title_above_make_no_difference(cast: Cast) -> None:
    make_varied(cast.fjordvik, 30)
    rows = list(csv.reader(io.StringIO(taken_out(cast, "nb", "csv").decode("utf-8-sig")), delimiter=";"))
    kept = [[row[16], row[9], row[0], row[3], row[2]] for row in rows]
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows([["Planer i Fjordvik kommune", "", "", "", ""], *kept])
    assert outcomes(brought_in(cast.fjordvik, out.getvalue().encode("utf-8-sig"), "csv")) == {"unchanged": 30}


def test_of_a_combined_table_only_the_own_municipalitys_rows_come_in(cast: Cast) -> None:
    plan_in(cast.fjordvik, "Kulturplan", PlanType.THEME_PLAN, adopted="2019")
    plan_in(cast.lyngmo, "Idrettsplan", PlanType.THEME_PLAN, adopted="2019")
    client = Client()
    client.force_login(cast.person("Kåre"))
    for file_format in ("xlsx", "csv"):
        content = client.get(f"/samarbeid/{cast.ytre_fjord.id}/uttak/{file_format}/").content
        assert outcomes(brought_in(cast.fjordvik, content, file_format)) == {"unchanged": 1, "skipped": 1}


def test_our_own_words_are_understood_also_without_the_column_of_ids(cast: Cast) -> None:
    plan_in(cast.fjordvik, "Plan for Nes", PlanType.PARTIAL_PLAN_AREA, "decided")
    plan_in(cast.fjordvik, "Kommunedelplan for sentrum", PlanType.PARTIAL_PLAN_THEME, "decided")
    plan_in(cast.fjordvik, "Notat om plan", PlanType.OTHER, "adopted", adopted="2020")
    rows = list(csv.reader(io.StringIO(taken_out(cast, "nb", "csv").decode("utf-8-sig")), delimiter=";"))
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows([row[:16] for row in rows])
    assert outcomes(brought_in(cast.fjordvik, out.getvalue().encode("utf-8-sig"), "csv")) == {"unchanged": 3}


def test_a_new_row_brings_the_columns_only_we_have(cast: Cast) -> None:
    plan_in(cast.fjordvik, "Kulturplan", PlanType.THEME_PLAN, adopted="2019")
    book = openpyxl.load_workbook(io.BytesIO(taken_out(cast, "nb", "xlsx")))
    sheet = book.worksheets[0]
    columns = {str(cell.value): number for number, cell in enumerate(sheet[1], 1)}
    for heading, text in {"Plan": "Idrettsplan", "Tema": "idrett; folkehelse", "Gjelder til": "ut 2029"}.items():
        sheet.cell(3, columns[heading], text)
    out = io.BytesIO()
    book.save(out)
    write(brought_in(cast.fjordvik, out.getvalue(), "xlsx"))
    made = Plan.objects.get(name="Idrettsplan")
    assert (made.themes, str(made.valid_until)) == (["idrett", "folkehelse"], "2029")


def test_undoing_does_not_give_back_a_number_that_a_joint_plan_has_got_meanwhile(cast: Cast) -> None:
    plan = plan_in(cast.lyngmo, "Havneplan", national_plan_id="20180004")
    content = taken_out(cast, "nn", "csv").decode("utf-8-sig").replace("20180004", "20180009")
    run = write(brought_in(cast.lyngmo, content.encode("utf-8-sig"), "csv"))
    assert Plan.objects.get(pk=plan.pk).national_plan_id == "20180009"
    joint = joint_plan(cast, own={"national_plan_id": "20180004"})
    undo_run(INGRID, run)
    having = PlanHere.objects.kept().of(cast.lyngmo).filter(national_plan_id="20180004")
    assert [each.name for each in having] == ["Kystsoneplan"]
    owning.part(INGRID, own_row(joint, cast), keeps_plan=True)
