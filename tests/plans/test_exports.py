"""Plans out again: what the files hold, that they harm nobody, and that they come in as they went out."""

import csv
import io
import json
from datetime import datetime
from typing import Any

import openpyxl
import pytest
from django.test import Client

from plandugnad.engines.tables import Places, Reading, open_workbook, read_file
from plandugnad.plans.exports.contents import COLUMNS
from plandugnad.plans.exports.own import ID_HEADING, is_own_table, own_changes, unchanged_fields
from plandugnad.plans.kinds import Decision, PlanStatus, PlanType
from plandugnad.plans.models import Plan, PlanShare
from plandugnad.plans.snapshot import EDITABLE, snapshot
from tests.cast import Cast
from tests.plans.portfolios import make_main_plans, make_many, plan_in

pytestmark = pytest.mark.django_db
FORMULAS = ("=cmd|' /C calc'!A0", "+1+1", "-1+1", "@SUM(A1)", '=HYPERLINK("http://example.no")')


def taken(cast: Cast, file_format: str, query: str = "", name: str = "Ingrid") -> bytes:
    client = Client()
    client.force_login(cast.person(name))
    response = client.get(f"/kommuner/9901/uttak/{file_format}/{query}")
    assert response.status_code == 200
    assert response["Content-Disposition"].startswith("attachment")
    assert f".{file_format}" in response["Content-Disposition"]
    return bytes(response.content)


def sheet_of(content: bytes, name: str = "Planer") -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))[name]


def records(content: bytes) -> list[dict[str, str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


def test_a_day_is_a_real_date_a_year_is_a_number_and_a_span_is_text(cast: Cast) -> None:
    plan_in(
        cast.fjordvik, "A", adopted="2019-06-12", last_revised="2022", revision_due="2026/2028", period="1890-01-02"
    )
    row = [cell.value for cell in sheet_of(taken(cast, "xlsx"))[2]]
    assert row[3:7] == [datetime(2019, 6, 12), 2022, "02.01.1890", "2026-2028"]  # noqa: DTZ001


def test_the_sheet_is_ready_to_work_in(cast: Cast) -> None:
    make_main_plans(cast.fjordvik)
    sheet = sheet_of(taken(cast, "xlsx"))
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == "A1:W4"
    assert sheet["A1"].font.b
    assert sheet.column_dimensions["A"].width > 40


def test_the_sheet_om_says_where_it_comes_from_and_that_it_is_an_example(cast: Cast) -> None:
    plan_in(cast.fjordvik, "A", PlanType.THEME_PLAN)
    about = {row[0].value: row[1].value for row in sheet_of(taken(cast, "xlsx", "?type=theme_plan"), "Om").rows}
    assert about["Eksempeldata"] == "Kommunen og planene er oppdiktet."
    assert about["Kommune"] == "Fjordvik (9901)"
    assert about["Antall planer"] == "1"
    assert about["Utvalg"] == "Temaplan"


@pytest.mark.parametrize("text", FORMULAS)
def test_text_that_looks_like_a_formula_is_text_in_a_spreadsheet(cast: Cast, text: str) -> None:
    plan_in(cast.fjordvik, text, responsible=text, notes=text)
    cells = [cell for cell in sheet_of(taken(cast, "xlsx"))[2] if cell.value == text]
    assert len(cells) == 3
    assert {cell.data_type for cell in cells} == {"s"}


@pytest.mark.parametrize("text", [*FORMULAS, "\t=1+1", " =1+1", "＝1+1"])
def test_text_that_looks_like_a_formula_is_harmless_in_csv(cast: Cast, text: str) -> None:
    plan_in(cast.fjordvik, text, notes=text)
    (row,) = records(taken(cast, "csv"))
    assert row["Merknader"] == f"'{text}"
    assert all(not value.lstrip().startswith(("=", "+", "-", "@")) for value in row.values())


def test_csv_has_semicolons_and_keeps_what_is_inside_a_cell(cast: Cast) -> None:
    plan_in(cast.fjordvik, "Kåfjord; «Gáivuotna»", notes='to\nlinjer "og"')
    (row,) = records(taken(cast, "csv"))
    assert row["Plan"] == "Kåfjord; «Gáivuotna»"
    assert row["Merknader"] == 'to\nlinjer "og"'
    assert row["Eksempeldata"] == "Eksempeldata"


def test_json_has_every_field_with_its_code_and_the_parent_by_name(cast: Cast) -> None:
    plans = make_main_plans(cast.fjordvik)
    shape = json.loads(taken(cast, "json"))
    assert shape["format"] == "plandugnad/planer"
    assert shape["is_example"] is True
    land = next(plan for plan in shape["plans"] if plan["plan_type"] == "land_use_part")
    assert land["parent"] == {"id": str(plans["community"].id), "name": "Kommuneplanens samfunnsdel 2023–2035"}
    assert land["revision_due"] == "2022"
    assert set(EDITABLE) - {"parent_id"} <= set(land)


def test_an_export_is_the_same_every_time(cast: Cast) -> None:
    make_many(cast.fjordvik, 30)
    assert taken(cast, "json") == taken(cast, "json")


def test_an_export_carries_the_filters_and_order_of_the_table_and_is_not_cut_at_a_page(cast: Cast) -> None:
    make_many(cast.fjordvik, 240)
    plans = json.loads(taken(cast, "json", "?type=theme_plan&sorter=-navn"))["plans"]
    expected = Plan.objects.filter(plan_type="theme_plan").order_by("-sort_key").values_list("name", flat=True)
    assert [plan["name"] for plan in plans] == list(expected)
    assert len(json.loads(taken(cast, "json"))["plans"]) == 240


def test_the_name_of_a_plan_one_may_not_see_is_not_told_as_a_parent(cast: Cast) -> None:
    draft = plan_in(cast.fjordvik, "Hemmelig utkast", PlanType.PARTIAL_PLAN_THEME, "in_process")
    plan_in(cast.fjordvik, "Vedtatt plan", PlanType.THEME_PLAN, parent=draft)
    for file_format in ("csv", "json"):
        assert "Hemmelig" not in taken(cast, file_format, name="Guri").decode()
        assert "Hemmelig" in taken(cast, file_format).decode()


def test_a_note_longer_than_a_cell_can_hold_is_cut_rather_than_lost(cast: Cast) -> None:
    plan_in(cast.fjordvik, "A", notes="x" * 40_000)
    assert len(sheet_of(taken(cast, "xlsx"))["N2"].value) == 32_767


def read_back(content: bytes, file_name: str) -> Reading:
    return read_file(open_workbook(content, file_name), places=Places.from_rows([("9901", "Fjordvik", (), ())]))


ROUND_TRIP = (
    "name",
    "plan_type",
    "status",
    "decision",
    "adopted",
    "last_revised",
    "revision_due",
    "case_reference",
    "responsible",
    "priority",
    "section",
    "notes",
    "legal_basis",
)


@pytest.mark.parametrize("file_format", ["xlsx", "csv"])
def test_what_goes_out_comes_in_again_the_same(cast: Cast, file_format: str) -> None:
    make_main_plans(cast.fjordvik)
    make_many(cast.fjordvik, 40)
    Plan.objects.filter(plan_type__in=("", PlanType.PARTIAL_PLAN_AREA)).delete()
    Plan.objects.filter(status="").update(status="idea")
    plan_in(
        cast.fjordvik,
        "Temaplan for idrett",
        PlanType.THEME_PLAN,
        adopted="2019-06-12",
        revision_due="2024/2026",
        case_reference="45/19",
        responsible="Kultur",
        priority="Høy",
        section="Oppvekst",
        notes="Se også folkehelseoversikten",
        legal_basis="pbl. § 11-1",
        decision="revise",
    )
    reading = read_back(taken(cast, file_format), f"fjordvik.{file_format}")
    assert reading.errors == ()
    assert reading.municipality == "9901"
    plans = list(Plan.objects.in_norwegian_order())
    assert len(reading.rows) == len(plans)
    for plan, row in zip(plans, reading.rows, strict=True):
        stood = {name: getattr(plan, name) or None for name in ROUND_TRIP}
        assert {name: getattr(row, name) for name in ROUND_TRIP} == stood


HARD = [
    {"plan_type": PlanType.PARTIAL_PLAN_AREA, "name": "Kommunedelplan for Nes"},
    {"plan_type": PlanType.OTHER, "name": "Notat"},
    {"status": PlanStatus.DECIDED},
    {"status": PlanStatus.IN_PROCESS, "adopted": "2010"},
    {"status": "", "adopted": "2010"},
    {"decision": Decision.NEW, "adopted": "2019", "status": PlanStatus.ADOPTED},
    {"decision": Decision.EXPIRE},
    {"decision": Decision.MERGE},
    {"adopted": "2015-03-04", "last_revised": "2020"},
    {"notes": "- første\n- andre", "responsible": "+47 123", "name": "=1+1"},
    {"name": "Temaplan 2024–2028", "period": None},
    {"period": "2024"},
    {"adopted_by": "Kommunestyret", "owner_unit": "Plan og næring", "goal": "Et levende sentrum", "work_years": "2025"},
    {"themes": ["klima", "folkehelse"], "valid_until": "2030-12-31"},
    {"themes": ["=1+1"], "valid_until": "2030/2032", "adopted_by": "-"},
]


@pytest.mark.parametrize("file_format", ["xlsx", "csv"])
@pytest.mark.parametrize("fields", HARD, ids=lambda fields: " ".join(f"{k}={v}" for k, v in fields.items()))
def test_what_a_stranger_would_read_otherwise_is_known_as_unchanged(
    cast: Cast, file_format: str, fields: dict[str, str]
) -> None:
    plan = plan_in(cast.fjordvik, **{"name": "Temaplan for bolig", **fields})
    sheet = open_workbook(taken(cast, file_format), f"fjordvik.{file_format}").sheets[0]
    cells = by_heading(sheet)
    assert is_own_table(cells)
    assert cells[ID_HEADING] == str(plan.id)
    plan.refresh_from_db()
    assert unchanged_fields(snapshot(plan), cells) == {column.field for column in COLUMNS if column.field}


@pytest.mark.parametrize(
    ("heading", "typed", "field", "becomes"),
    [
        ("Vedtatt av", "Formannskapet", "adopted_by", "Formannskapet"),
        ("Eierenhet", "Oppvekst", "owner_unit", "Oppvekst"),
        ("Tema", "klima, vann", "themes", ["klima", "vann"]),
        ("Mål i overordnet plan", "Trygge skoleveier", "goal", "Trygge skoleveier"),
        ("Gjelder til", "31.12.2031", "valid_until", "2031-12-31"),
        ("Arbeidsår", "2027, 2028", "work_years", "2027, 2028"),
    ],
)
def test_every_field_has_a_column_and_an_edit_in_it_comes_back(
    cast: Cast, heading: str, typed: str, field: str, becomes: Any
) -> None:
    plan = plan_in(cast.fjordvik, "Temaplan for bolig", themes=["klima"], valid_until="2030", adopted_by="Utvalget")
    plan.refresh_from_db()
    (row,) = records(taken(cast, "csv"))
    assert own_changes(snapshot(plan), row).fields == set()
    assert own_changes(snapshot(plan), {**row, heading: typed}).read == {field: becomes}


def test_no_field_of_a_plan_leaves_as_json_only() -> None:
    of_the_page = {"parent_id", "extent", "is_adopted_year_from_case"}  # by name, on a map, beside the adoption
    assert {column.field for column in COLUMNS if column.field} == set(EDITABLE) - of_the_page


INTERNAL_TEXTS = {
    "notes": "Internt notat",
    "decision": "repeal",
    "priority": "Førsteprioritet",
    "work_years": "2029–31",
}


@pytest.mark.parametrize("file_format", ["csv", "json"])
@pytest.mark.parametrize(
    ("name", "sees"), [("Ingrid", True), ("Åse", True), ("Marit", False), ("Guri", False), ("Per", False)]
)
def test_what_is_internal_leaves_only_with_those_who_may_see_it(
    cast: Cast, name: str, sees: bool, file_format: str
) -> None:
    plan_in(cast.fjordvik, "Vedtatt plan", PlanType.THEME_PLAN, **INTERNAL_TEXTS)
    text = taken(cast, file_format, name=name).decode("utf-8-sig")
    assert "Vedtatt plan" in text
    for said in ("Internt notat", "Førsteprioritet", "2029–31"):
        assert (said in text) is sees
    assert ("ppheves" in text or '"repeal"' in text) is sees


def test_what_is_internal_leaves_with_whom_the_plan_is_shared(cast: Cast) -> None:
    open_plan = plan_in(cast.fjordvik, "Delt plan", **INTERNAL_TEXTS)
    plan_in(cast.fjordvik, "Bare vedtatt", **INTERNAL_TEXTS)
    PlanShare.objects.create(plan=open_plan, collaboration=cast.ytre_fjord)
    notes = {row["Plan"]: row["Merknader"] for row in records(taken(cast, "csv", name="Kåre"))}
    assert notes == {"Delt plan": "Internt notat", "Bare vedtatt": "Internt notat"}
    cast.person("Marit")
    of_marit = json.loads(taken(cast, "json", name="Marit"))["plans"]
    assert {plan["name"]: plan["notes"] for plan in of_marit} == {"Delt plan": "Internt notat", "Bare vedtatt": ""}


@pytest.mark.parametrize(("name", "found"), [("Ingrid", 1), ("Guri", 0)])
def test_a_filter_does_not_tell_what_the_plan_does_not(cast: Cast, name: str, found: int) -> None:
    plan_in(cast.fjordvik, "Vedtatt plan", decision="repeal")
    assert len(json.loads(taken(cast, "json", "?valg=repeal", name=name))["plans"]) == found
    client = Client()
    client.force_login(cast.person(name))
    page = client.get("/kommuner/9901/tabell/").content.decode()
    assert ('name="valg"' in page) is bool(found)


def by_heading(sheet: Any) -> dict[str, str]:
    texts = dict(sheet.own_texts(1))
    below = dict(sheet.own_texts(2))
    return {heading: below.get(column, "") for column, heading in texts.items()}


def test_a_cell_that_has_been_edited_is_not_unchanged(cast: Cast) -> None:
    plan = plan_in(cast.fjordvik, "Temaplan for bolig", PlanType.THEME_PLAN, adopted="2019")
    plan.refresh_from_db()
    cells = {"Plan": "Temaplan for bolig og tomter", "Status": "vedtatt", "Vedtatt": "2020", "Ansvarlig": ""}
    assert unchanged_fields(snapshot(plan), cells) == {"status", "responsible"}
