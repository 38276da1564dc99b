"""Two tables beside one another on a sheet: two lists of plans, or one and something else."""

import json
from dataclasses import replace

import pytest

from plandugnad.engines.tables import Refused, Workbook, guess_table, paste, read_all, read_file, read_table
from tests.engines.tables.tables import PLACES, Value, read, sheet_of

_TWO_LISTS = (
    "Farsund kommune\n\n"
    "Plan\tVedtatt\t\tPlan\tVedtatt\tAnsvar\n"
    "Kommunedelplan for idrett\t2019\t\tHelseplan\t2020\tHelse\n"
    "Kommunedelplan for Vika\t2018\t\tSkoleplan\t2021\tOppvekst\n"
    "\t\t\tKulturplan\t2011\tKultur\n"
    "\t\t\tIdrett\t2010\tKultur\n"
    "Antall 2\n"
)


def test_two_lists_of_plans_are_told_as_the_one_table_a_person_sees() -> None:
    reading = read_file(paste(_TWO_LISTS), places=PLACES)
    assert [(row.source_row, row.name, row.responsible) for row in reading.rows] == [
        (4, "Kommunedelplan for idrett", None), (4, "Helseplan", "Helse"), (5, "Kommunedelplan for Vika", None),
        (5, "Skoleplan", "Oppvekst"), (6, "Kulturplan", "Kultur"), (7, "Idrett", "Kultur"),
    ]  # fmt: skip
    assert (reading.municipality, reading.header_row, reading.skipped_rows) == ("4206", 3, (8,))
    assert reading.headers == {"name": "Plan", "adopted": "Vedtatt", "responsible": "Ansvar"}
    assert all(row.cells["name"][0] == row.source_row for row in reading.rows)


def test_the_page_is_given_each_list_as_a_sheet_with_cells_where_they_stood() -> None:
    workbook = paste(_TWO_LISTS)
    assert [(sheet.name, sheet.is_part) for sheet in workbook.sheets] == [(None, False), ("D–F", True)]
    assert [len(reading.rows) for reading in read_all(workbook, PLACES)] == [2, 4]
    assert workbook.sheets[1].rows[4][3].text == "Helseplan"
    assert Workbook.from_json(json.loads(json.dumps(workbook.to_json()))) == workbook


def test_lists_side_by_side_without_an_empty_column_between() -> None:
    reading = read_file(paste("Plan\tVedtatt\tPlan\tVedtatt\nHelseplan\t2020\tSkoleplan\t2021\n"), places=PLACES)
    assert [(row.name, row.adopted and row.adopted.iso) for row in reading.rows] == [
        ("Helseplan", "2020"), ("Skoleplan", "2021"),
    ]  # fmt: skip


def test_lists_that_begin_at_different_heights() -> None:
    text = "Plan\tVedtatt\nHelseplan\t2020\t\tPlannavn\tPeriode\nKulturplan\t\t\tSkoleplan\t2021-2025\n"
    reading = read_file(paste(text), places=PLACES)
    assert [(row.source_row, row.name) for row in reading.rows] == [
        (2, "Helseplan"), (3, "Kulturplan"), (3, "Skoleplan"),
    ]  # fmt: skip
    assert reading.rows[2].period == (2021, 2025)


def test_columns_left_empty_for_looks_part_nothing() -> None:
    workbook = paste("Plan\t\tVedtatt\t\tMerknad\nHelseplan\t\t2020\t\tse plan\n")
    assert len(workbook.sheets) == 1
    row = read_file(workbook, places=PLACES).rows[0]
    assert (row.adopted and row.adopted.iso, row.notes) == ("2020", "se plan")


def test_columns_of_the_plans_set_apart_keep_their_meaning() -> None:
    reading = read([
        ["Plan", "Vedtatt", None, "Type", "Forklaring", None, "Ansvarlig", "Telefon"],
        ["Skoleplan", 2019, None, "TP", "Etter læreplanen", None, "Oppvekst", 38380000],
        ["Vika", 2020, None, "KDP", "For tettstedet", None, "Plan", 38380001],
    ])  # fmt: skip
    assert [(row.plan_type, row.notes, row.responsible) for row in reading.rows] == [
        ("theme_plan", "Etter læreplanen", "Oppvekst"), ("partial_plan_theme", "For tettstedet", "Plan"),
    ]  # fmt: skip


def test_a_sheet_named_is_read_with_all_that_stands_on_it() -> None:
    workbook = paste(_TWO_LISTS)
    named = replace(workbook, sheets=(replace(workbook.sheets[0], name="Planer"), *workbook.sheets[1:]))
    assert len(read_file(named, sheet="planer ", places=PLACES).rows) == 6
    with pytest.raises(Refused, match="Arkene heter: Planer"):
        read_file(named, sheet="D–F", places=PLACES)


_BESIDE: dict[str, list[list[Value]]] = {
    "a legend": [["Forklaring"], ["KP = kommuneplan"], ["TP = temaplan"], ["x = arbeid i 2025"], ["Oppdatert 2024"]],
    "a key of codes": [["Kode", "Forklaring"], ["OPP", "Oppvekst"], ["HEL", "Helse"], ["TEK", "Teknisk"]],
    "who to call": [["Navn", "Ansvarlig", "Telefon"], ["Kari Prøve", "leder", 38380000],
                    ["Ola Prøve", "planlegger", 2019],
                    ["Anne Prøve", "rådgiver", 2021]],
    "what it costs": [["Tiltak", "Kostnad", "2025"], ["Kart", 400_000, 1], ["Konsulent", 50, 2], ["Møter", 12, 2]],
}  # fmt: skip


@pytest.mark.parametrize("other", _BESIDE)
@pytest.mark.parametrize("is_left", [False, True])
def test_what_stands_beside_the_plans_is_not_read_as_theirs(other: str, is_left: bool) -> None:
    plans: list[list[Value]] = [
        ["Plan", "Vedtatt", "Skal revideres"], ["Oppvekst"], ["Skoleplan", 2019, 2026], ["Helse"], ["Helseplan", 2020]
    ]  # fmt: skip
    beside: list[list[Value]] = [*_BESIDE[other], ["ML = merk", "og flere", 2022], ["NL = nytt", "og enda flere", 2023]]
    height, width = max(len(plans), len(beside)), len(beside[0])
    grid: list[list[Value]] = []
    for number in range(height):
        ours = [*(plans[number] if number < len(plans) else []), *[None] * 3][:3]
        theirs = [*(beside[number] if number < len(beside) else []), *[None] * width][:width]
        grid.append([*theirs, None, *ours] if is_left else [*ours, None, *theirs])
    reading = read(grid)
    assert [(row.name, row.section) for row in reading.rows] == [("Skoleplan", "Oppvekst"), ("Helseplan", "Helse")]
    assert reading.headers == {"name": "Plan", "adopted": "Vedtatt", "revision_due": "Skal revideres"}
    assert (reading.errors, 2 in reading.skipped_rows, height in reading.skipped_rows) == ((), True, True)
    assert [(row.responsible, row.notes) for row in reading.rows] == [(None, None)] * 2


def test_a_person_may_say_that_a_column_beside_belongs_to_the_plans() -> None:
    sheet = sheet_of([
        ["Plan", "Vedtatt", None, "Navn", "Telefon"], ["Skoleplan", 2019, None, "Kari Prøve", 38380000],
        ["Helseplan", 2020, None, "Ola Prøve", 38380001],
    ])  # fmt: skip
    guess = guess_table(sheet, "", PLACES)
    assert guess is not None
    assert guess.beside == {3, 4}
    reading = read_table(sheet, guess.with_field(3, "responsible"))
    assert [row.responsible for row in reading.rows] == ["Kari Prøve", "Ola Prøve"]
