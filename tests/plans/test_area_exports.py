"""What is read side by side may be taken out: the same rows, as they are chosen."""

import csv
import io
import json

import openpyxl
import pytest
from django.test import Client

from plandugnad.plans.kinds import PlanType
from plandugnad.regions.models import Organisation
from tests.cast import Cast
from tests.plans.portfolios import make_main_plans, plan_in

pytestmark = pytest.mark.django_db


def taken(cast: Cast, name: str, address: str) -> bytes:
    client = Client()
    client.force_login(cast.person(name))
    answer = client.get(address)
    assert answer.status_code == 200
    assert "attachment" in answer.headers["Content-Disposition"]
    return bytes(answer.content)


def lines(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


def test_the_table_goes_out_as_csv_with_what_is_missing_in_words(cast: Cast) -> None:
    make_main_plans(cast.fjordvik)
    (fjordvik, lyngmo) = lines(taken(cast, "Guri", "/fylker/99/uttak/csv/"))
    assert (fjordvik["Kommune"], fjordvik["Planer"], fjordvik["Over fristen"]) == ("Fjordvik", "3", "1")
    assert fjordvik["Samfunnsdel, vedtatt"] == "15.06.2023"
    assert fjordvik["Arealdel, skal revideres"] == "2022"
    assert fjordvik["Mangler etter loven"] == "Handlingsdel (pbl. § 11-1), økonomiplan (koml. § 14-4)"
    assert (lyngmo["Planer"], lyngmo["Mangler etter loven"], lyngmo["Du ser"]) == ("", "", "vedtatte planer")
    assert "Eksempeldata" in fjordvik


def test_the_spreadsheet_has_numbers_as_numbers_and_says_where_it_is_from(cast: Cast) -> None:
    make_main_plans(cast.fjordvik)
    book = openpyxl.load_workbook(io.BytesIO(taken(cast, "Guri", "/fylker/99/uttak/xlsx/?frist=over")))
    sheet, about = book.worksheets
    headings = [cell.value for cell in sheet[1]]
    assert sheet.max_row == 2
    assert sheet.cell(2, headings.index("Planer") + 1).value == 3
    told = {row[0].value: row[1].value for row in about.iter_rows()}
    assert told["Område"] == "Eksempelfylket"
    assert told["Utvalg"] == "Har planer over fristen"
    assert "oppdiktet" in str(told["Eksempeldata"])


def test_programs_get_codes(cast: Cast) -> None:
    make_main_plans(cast.fjordvik)
    found = json.loads(taken(cast, "Guri", "/fylker/99/uttak/json/?sorter=-navn"))
    assert (found["format"], found["version"], found["area"]) == ("plandugnad/kommuner", 1, "Eksempelfylket")
    lyngmo, fjordvik = found["municipalities"]
    assert "plans" not in lyngmo  # nobody has entered any, which is not the same as none
    assert fjordvik["missing_by_law"] == ["action_part", "economy_plan"]
    assert fjordvik["main_plans"]["land_use_part"]["revision_due"] == "2022"


def test_what_one_does_not_see_does_not_go_out(cast: Cast) -> None:
    plan_in(cast.fjordvik, "Hemmelig utkast", PlanType.LAND_USE_PART, "in_process")
    for file_format in ("csv", "json"):
        for area in ("/fylker/99", "/norge"):
            assert b"Hemmelig" not in taken(cast, "Guri", f"{area}/uttak/{file_format}/")
            assert b"in_process" not in taken(cast, "Guri", f"{area}/uttak/{file_format}/")


def test_a_name_that_looks_like_a_formula_is_kept_as_text(cast: Cast) -> None:
    Organisation.objects.filter(pk=cast.fjordvik.pk).update(name="=HYPERLINK(1)")
    assert lines(taken(cast, "Guri", "/fylker/99/uttak/csv/"))[0]["Kommune"].startswith("'=")
    sheet = openpyxl.load_workbook(io.BytesIO(taken(cast, "Guri", "/fylker/99/uttak/xlsx/"))).worksheets[0]
    assert {sheet.cell(2, 1).data_type, sheet.cell(3, 1).data_type} == {"s"}


@pytest.mark.parametrize(
    ("name", "address", "status"),
    [
        ("Even", "/fylker/99/uttak/csv/", 404),
        ("Guri", "/fylker/99/uttak/exe/", 404),
        ("Even", "/norge/uttak/csv/", 200),
    ],
)
def test_strangers_and_unknown_formats_are_refused(cast: Cast, name: str, address: str, status: int) -> None:
    cast.person("Guri")
    client = Client()
    client.force_login(cast.person(name))
    assert client.get(address).status_code == status


def test_the_file_is_named_by_its_area_and_day(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.person("Guri"))
    disposition = client.get("/fylker/99/uttak/csv/").headers["Content-Disposition"]
    assert "eksempelfylket-kommuner-eksempeldata-" in disposition
