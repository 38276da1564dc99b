"""Two columns that make one span: when a plan holds, and when the work with it is to be done."""

import pytest

from plandugnad.engines.tables import Merge, apply_memory, guess_table, read_table, remember
from plandugnad.engines.tables.spans import make_one_span
from tests.engines.tables.tables import PLACES, Value, error_of, read, sheet_of


@pytest.mark.parametrize(
    ("begins", "ends"),
    [
        ("Oppstart", "Ferdig"), ("Planlagt oppstart", "Planlagt ferdig"), ("Startår", "Sluttbehandling"),
        ("Igangsetjing", "Ferdigstilt"), ("Oppstart planarbeid", "Planlagt vedtak"), ("Startes", "Avsluttes"),
    ],
)  # fmt: skip
def test_when_work_begins_and_when_it_is_done_is_one_span(begins: str, ends: str) -> None:
    reading = read([
        ["Plan", "Vedtatt", begins, ends, "Ansvar"], ["Skoleplan", 2015, 2025, 2027, "Oppvekst"],
        ["Helseplan", 2016, "vår 2025", "høst 2026", "Helse"], ["Klimaplan", None, 2026, None, "Plan"],
        ["Kulturplan", 2012, None, 2028, "Kultur"], ["Idrettsplan", 2014, 2025, 2025, "Kultur"],
    ])  # fmt: skip
    due = [row.revision_due and row.revision_due.iso for row in reading.rows]
    assert due == ["2025/2027", "2025/2026", "2026", "2028", "2025"]
    assert (reading.rows[1].notes, reading.headers["revision_due"]) == ("vår 2025 · høst 2026", begins)


def test_start_and_end_under_a_heading_of_work_are_no_period() -> None:
    table: list[list[Value]] = [
        ["Plan", "Vedtatt", "Planarbeid", None], [None, None, "Start", "Slutt"], ["Skoleplan", 2015, 2025, 2027],
        ["Helseplan", 2016, 2026, 2026],
    ]  # fmt: skip
    reading = read(table, merges=[Merge(1, 2, 1, 3)])
    assert [(row.period, row.revision_due and row.revision_due.iso) for row in reading.rows] == [
        (None, "2025/2027"), (None, "2026"),
    ]  # fmt: skip
    table[0][2] = "Planperiode"
    assert [row.period for row in read(table, merges=[Merge(1, 2, 1, 3)]).rows] == [(2025, 2027), (2026, 2026)]


def test_work_that_is_done_before_the_plan_was_adopted_is_an_error_in_its_column() -> None:
    reading = read([["Plan", "Vedtatt", "Oppstart", "Ferdig"], ["Skoleplan", 2020, 2015, 2017],
                    ["Helseplan", 2016, 2026, 2027]])  # fmt: skip
    assert error_of(reading, 2).code == "revision_before_adoption"


_PAIR: list[list[Value]] = [["Plan", "Gjelder fra", "Gjelder til", "Vedtatt"], ["Skoleplan", 2019, 2023, 2018]]


def test_a_pair_of_columns_is_remembered_as_a_pair() -> None:
    sheet = sheet_of(_PAIR)
    guess = guess_table(sheet, "", PLACES)
    assert guess is not None
    memory = remember(guess)
    forgotten = guess.with_field(1, None).with_field(2, None)
    assert [column.field for column in apply_memory(forgotten, memory).columns] == [
        "name",
        "period",
        "period",
        "adopted",
    ]
    assert read_table(sheet, apply_memory(forgotten, memory)).rows[0].period == (2019, 2023)


def test_two_columns_once_said_to_be_the_same_both_keep_that() -> None:
    sheet = sheet_of([
        ["Plan", "Vedtatt", "Kari", "Ola"], ["Skoleplan", 2019, "Skole", None], ["Helseplan", 2020, None, "Helse"]
    ])  # fmt: skip
    guess = guess_table(sheet, "", PLACES)
    assert guess is not None
    told = apply_memory(guess, {"kari": "responsible", "ola": "responsible"})
    assert [row.responsible for row in read_table(sheet, told).rows] == ["Skole", "Helse"]


def test_a_person_gives_one_half_of_a_span_its_meaning_without_taking_it_from_the_other() -> None:
    guess = guess_table(sheet_of(_PAIR), "", PLACES)
    assert guess is not None
    assert guess.with_field(2, None).with_field(2, "period").columns[1].field == "period"
    assert guess.with_field(3, "period").columns[1].field is None


def test_halves_of_other_spans_make_none() -> None:
    assert make_one_span("Til", "Fra")
    assert make_one_span("Oppstart", "Ferdig")
    assert not make_one_span("Gjelder fra", "Ferdig")
    assert not make_one_span("Vedtatt", "Revideres")
