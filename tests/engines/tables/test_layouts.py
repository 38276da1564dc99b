"""Layouts nobody has drawn a form for: the same rules must hold."""

import pytest

from plandugnad.engines.tables import Merge, Refused, open_workbook, read_file
from tests.engines.tables.tables import PLACES, Value, read, row_of


def test_a_period_in_two_columns_is_joined() -> None:
    reading = read([
        ["Plan", "Gjelder fra", "Gjelder til", "Ansvarlig"],
        ["Helseplan", 2019, 2023, "Helse"], ["Rusplan", 2015, None, "Helse"], ["Klimaplan", None, "2030", "Plan"],
        ["Kulturplan", None, None, "Kultur"],
    ])  # fmt: skip
    assert [row.period for row in reading.rows] == [(2019, 2023), (2015, 2015), (2030, 2030), None]
    assert [row.adopted for row in reading.rows] == [None, None, None, None]


def test_the_first_responsible_that_is_filled_counts() -> None:
    reading = read([
        ["Plan", "Vedtatt", "Ansvarlig enhet", "Kontaktperson"],
        ["Helseplan", 2019, "Helse", "Kari Prøve"], ["Rusplan", 2015, None, "Ola Prøve"],
    ])  # fmt: skip
    assert [row.responsible for row in reading.rows] == ["Helse", "Ola Prøve"]
    assert reading.headers["responsible"] == "Ansvarlig enhet"


def test_halves_of_a_year_are_that_year() -> None:
    reading = read([
        ["Plan", "Vedtatt", "1. halvår 2025", "2. halvår 2025", "1. halvår 2026", "2. halvår 2026"],
        ["Kulturplan", 2015, "x", "x", None, None], ["Helseplan", None, None, "x", "x", None],
    ])  # fmt: skip
    assert [row.revision_due and row.revision_due.iso for row in reading.rows] == ["2025", "2025/2026"]


def test_a_step_named_under_a_year_is_no_state_of_the_plan() -> None:
    reading = read([
        ["Plan", "Vedtatt", 2025, 2026, 2027], ["Kulturplan", None, "oppstart", "høring", "ferdig"],
        ["Helseplan", 2019, None, "revideres", None],
    ])  # fmt: skip
    assert [(row.status, row.decision) for row in reading.rows] == [("decided", "new"), ("adopted", "revise")]
    assert reading.rows[0].notes == "oppstart · høring · ferdig"


def test_money_under_years_is_no_work() -> None:
    reading = read([["Plan", "Status", 2025, 2026], ["Kulturplan", "gjeldende", 100_000, 50_000],
                    ["Helseplan", "gjeldende", None, 25_000]])  # fmt: skip
    assert (reading.headers, reading.rows[0].revision_due) == ({"name": "Plan", "status": "Status"}, None)


def test_crosses_under_states() -> None:
    reading = read([
        ["Plan", "Gjeldende", "Under arbeid", "Planlagt"], ["Kulturplan", "x", None, None],
        ["Helseplan", None, "x", None], ["Klimaplan", None, None, "x"],
    ])  # fmt: skip
    assert [row.status for row in reading.rows] == ["adopted", "in_process", "decided"]
    assert [(row.notes, row.decision) for row in reading.rows] == [(None, None)] * 3


def test_a_section_that_speaks_of_a_decision_decides_nothing() -> None:
    reading = read([
        ["Plan", "Vedtatt", "Ansvarlig"], ["Planer som videreføres"], ["Kulturplan", 2019, "Kultur"], ["Nye planer"],
        ["Klimaplan", None, "Plan"],
    ])  # fmt: skip
    assert [(row.section, row.status, row.decision) for row in reading.rows] == [
        ("Planer som videreføres", "adopted", None), ("Nye planer", None, None),
    ]  # fmt: skip
    assert reading.skipped_rows == (2, 4)


def test_one_heading_over_outline_numbers_and_names() -> None:
    reading = read(
        [["Plan", None, "Vedtatt"], ["1", "Kommuneplan"], ["1.1", "Samfunnsdel", 2019], ["1.2", "Arealdel", 2017],
         ["2", "Temaplaner"], ["2.1", "Kulturplan", None]],
        merges=[Merge(1, 0, 1, 1)],
    )  # fmt: skip
    assert [(row.name, row.section) for row in reading.rows] == [
        ("Samfunnsdel", "Kommuneplan"), ("Arealdel", "Kommuneplan"), ("Kulturplan", "Temaplaner"),
    ]  # fmt: skip
    assert reading.headers == {"name": "Plan", "adopted": "Vedtatt"}


def test_one_heading_over_groups_and_the_plans_in_them() -> None:
    reading = read([
        ["Plan", None, "Vedtatt"], ["Kommuneplan"], [None, "Samfunnsdel", 2019], [None, "Arealdel", 2017],
        ["Økonomiplan", None, 2024], ["Temaplaner"], [None, "Kulturplan", None], [None, None, 2012],
    ])  # fmt: skip
    assert [(row.source_row, row.name) for row in reading.rows] == [
        (3, "Samfunnsdel"), (4, "Arealdel"), (5, "Økonomiplan"), (7, "Kulturplan"),
    ]  # fmt: skip
    assert [error.source_row for error in reading.errors] == [8]
    assert row_of(reading, 7).section == "Temaplaner"


def test_numbers_of_a_plan_register() -> None:
    reading = read([
        ["PlanID", "Plannavn", "Plantype", "Planstatus", "Ikrafttredelsesdato"],
        ["20120001", "Vika hyttefelt", 35, 3, "12.06.2012"], ["20120002", "Nes", "34", "3", "12.06.2013"],
        ["19990001", "Sentrum", 21, 4, "1.1.1999"], ["20200001", "Hele kommunen", 20, 1, None],
    ])  # fmt: skip
    assert [(row.plan_type, row.status, row.notes) for row in reading.rows] == [
        ("zoning_detail", "adopted", None), ("zoning_area", "adopted", None), ("partial_plan_area", "repealed", None),
        ("land_use_part", "in_process", None),
    ]  # fmt: skip


def test_what_has_been_revised_is_not_to_be_revised() -> None:
    table: list[list[Value]] = [["Plan", "Vedtatt"], ["Idrettsplan", "Rev. 2018"], ["Helseplan", "Revidert 2019"]]
    assert [(row.adopted and row.adopted.iso, row.decision) for row in read(table).rows] == [
        ("2018", None), ("2019", None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Plannavn;Kulturplan;Helseplan;Klimaplan\nVedtatt;2019;2020;2021\nStatus;gjeldende;utgått;gjeldende\n"
        "Planperiode;2019-2023;2020-2024;2021-2030\nPlanansvarlig;Kultur;Helse;Plan\n",
        "Plan;Kulturplan;Kommunedelplan for idrett;Strategi for helse\nPlantype;2019;2020;2021\n"
        "Planansvarlig;A;B;C\nPlanperiode;2026;2027;\nPlanstatus;;;\n",
        "Plan;Kulturplan;Helseplan\nVedtatt;2019;2020\nAnsvarlig;A;B\nSkal revideres;2026;2027\n",
    ],
)
def test_a_table_lying_on_its_side_is_refused_and_not_misread(text: str) -> None:
    with pytest.raises(Refused):
        read_file(open_workbook(text.encode(), "planer.csv"), places=PLACES)


def test_decisions_with_auxiliary_verbs_over_crosses_beside_years_of_work() -> None:
    reading = read([
        ["Plan", "Sist handsama", "Vert vidareført", "Vert revidert", "Nytt planarbeid", "Vert oppheva",
         "Går inn i anna plan", "Oppstart 2026", "Oppstart 2027", "Eining"],
        ["Skuleplan", 2015, None, "X", None, None, None, "x", None, "Oppvekst"],
        ["Kulturplan", "KS 12/19", "x", None, None, None, None, None, None, "Kultur"],
        ["Klimaplan", None, None, None, "x", None, None, None, "x", "Plan"],
        ["Rusplan", 2009, None, None, None, "x", None, None, None, "Helse"],
        ["Energiplan", 2011, None, None, None, None, "x", None, None, "Plan"],
    ])  # fmt: skip
    assert [(row.decision, row.status, row.revision_due and row.revision_due.iso) for row in reading.rows] == [
        ("revise", "adopted", "2026"), ("continue", "adopted", None), ("new", "decided", "2027"),
        ("repeal", "adopted", None), ("merge", "adopted", None),
    ]  # fmt: skip
    assert (reading.language, reading.headers["adopted"]) == ("nn", "Sist handsama")


def test_yes_and_no_under_a_question_about_a_decision() -> None:
    reading = read([
        ["Plan", "Vedtatt", "Behov for revisjon?", "Når"], ["Kulturplan", 2015, "Ja", 2025],
        ["Helseplan", 2020, "Nei", None],
    ])  # fmt: skip
    assert [(row.decision, row.notes) for row in reading.rows] == [("revise", None), (None, None)]
