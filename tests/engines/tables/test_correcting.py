"""A planner corrects the guess: another meaning, another header, a mended cell; and is not asked again next time."""

import pytest

from plandugnad.engines.tables import (
    Refused,
    Sheet,
    TableGuess,
    apply_memory,
    guess_table,
    paste,
    read_file,
    read_table,
    remember,
)
from tests.engines.tables.tables import PLACES, Value, error_of, read, row_of, sheet_of

_TABLE: list[list[Value]] = [
    ["Plan", "Vedtatt", "Skal revideres", "Greier", "Ansvar"],
    ["Kulturplan", 2019, 2017, "viktig", "Kultur"],
    [None, 2020, None, None, "Helse"],
    ["Helseplan", "2021", "2025", None, "Helse"],
]


def _guess(sheet: Sheet) -> TableGuess:
    guess = guess_table(sheet, "planer.xlsx", PLACES)
    assert guess is not None
    return guess


def test_a_column_is_given_another_meaning_and_loses_it_elsewhere() -> None:
    sheet = sheet_of(_TABLE)
    guess = _guess(sheet).with_field(3, "priority").with_field(4, "section")
    reading = read_table(sheet, guess)
    assert row_of(reading, 4).section == "Helse"
    assert row_of(reading, 4).responsible is None
    assert guess.with_field(1, "revision_due").columns[2].field is None


def test_meanings_are_remembered_by_heading() -> None:
    memory = remember(_guess(sheet_of(_TABLE)).with_field(3, "priority"))
    moved = sheet_of([["GREIER:", "Plan", "Vedtatt"], ["høg", "Kulturplan", 2019]])
    guess = apply_memory(_guess(moved), memory)
    assert row_of(read_table(moved, guess), 2).priority == "høg"


def test_a_mended_cell_mends_the_row() -> None:
    reading = read(_TABLE)
    assert [error.code for error in reading.errors] == ["revision_before_adoption", "name_missing"]
    mended = read(_TABLE, amendments={(2, 2): "2027", (3, 0): "Barnehageplan"})
    assert mended.errors == ()
    assert row_of(mended, 3).name == "Barnehageplan"
    emptied = read(_TABLE, amendments={(2, 2): ""})
    assert row_of(emptied, 2).revision_due is None


def test_every_value_points_at_its_cell() -> None:
    reading = read(_TABLE)
    assert row_of(reading, 4).cells == {
        "name": (4, 0),
        "adopted": (4, 1),
        "revision_due": (4, 2),
        "responsible": (4, 4),
    }
    assert error_of(reading, 2).column is not None


def test_a_header_row_is_pointed_out() -> None:
    sheet = sheet_of([["Plan", "Vedtatt"], ["Kulturplan", 2019], ["Strategi", "Godkjent"], ["Helseplan", 2020]])
    guess = guess_table(sheet, "", PLACES, header_row=3)
    assert guess is not None
    assert guess.header_row == 3
    assert [row.name for row in read_table(sheet, guess).rows] == ["Helseplan"]


def test_a_pasted_table_with_line_breaks_in_quoted_cells() -> None:
    reading = read_file(paste('Plan\tVedtatt\tMerknad\r\n"Plan for ""alle""\nbarn"\t2019\t"én\nto"\r\n'), places=PLACES)
    assert (reading.rows[0].name, reading.rows[0].notes) == ('Plan for "alle" barn', "én to")


def test_a_pasted_list_of_names_without_headings() -> None:
    reading = read_file(paste("Kulturplan 2018–2022\nSkoleplan\nHelseplan (utgått)\n"), places=PLACES)
    assert reading.header_row == 0
    assert [row.name for row in reading.rows] == ["Kulturplan 2018–2022", "Skoleplan", "Helseplan"]


def test_a_pasted_list_without_headings_may_say_first_what_it_is() -> None:
    reading = read_file(
        paste(
            "Planer i Sirdal kommune\nKommuneplanens arealdel\t2016\nTemaplan for oppvekst\t2021\n"
            "Plan for idrett\tvedtatt 12.06.2019\n"
        ),
        places=PLACES,
    )
    assert [row.name for row in reading.rows] == ["Kommuneplanens arealdel", "Temaplan for oppvekst", "Plan for idrett"]
    assert (reading.header_row, reading.skipped_rows, reading.municipality) == (0, (1,), "4228")


@pytest.mark.parametrize("adopted", ["vedtatt 12.06.2019", "Vedtatt 2019"])
def test_a_plan_and_its_date_are_no_headings_wherever_they_stand(adopted: str) -> None:
    reading = read_file(paste(f"Plan for idrett\t{adopted}\nKulturplan\t2020\nSkoleplan\t2021\n"), places=PLACES)
    assert [row.name for row in reading.rows] == ["Plan for idrett", "Kulturplan", "Skoleplan"]


def test_the_day_a_heading_speaks_of_leaves_it_a_heading() -> None:
    reading = read_file(paste("Plan\tStatus pr. 01.01.2026\nKulturplan\tVedtatt\nSkoleplan\tVedtatt\n"), places=PLACES)
    assert reading.headers["status"] == "Status pr. 01.01.2026"


def test_headings_with_nothing_under_them_are_no_plans() -> None:
    with pytest.raises(Refused, match="ingen tabell med planer"):
        read_file(paste("Planer i Sirdal\nPlan\tVedtatt\tStatus\n"), places=PLACES)
