"""Values merged down hold for every row under them; such a row is a plan, however little of its own it has."""

from plandugnad.engines.tables import Merge
from tests.engines.tables.tables import Value, read

_HEADINGS: list[Value] = ["Plan", "Vedtatt", "2026", "Ansvarlig"]


def test_two_units_share_a_plan_whose_other_cells_are_merged_over_both() -> None:
    reading = read(
        [_HEADINGS, ["Skredsikringsplan", 2014, "x", "Teknisk"], [None, None, None, "Beredskap"],
         ["Helseplan", 2020, None, "Helse"]],
        merges=[Merge(2, 0, 3, 0), Merge(2, 1, 3, 1), Merge(2, 2, 3, 2)],
    )  # fmt: skip
    assert [(row.source_row, row.name, row.responsible, row.section) for row in reading.rows] == [
        (2, "Skredsikringsplan", "Teknisk", None), (3, "Skredsikringsplan", "Beredskap", None),
        (4, "Helseplan", "Helse", None),
    ]  # fmt: skip
    assert [row.revision_due and row.revision_due.iso for row in reading.rows] == ["2026", "2026", None]


def test_a_bold_unit_beside_a_merged_name_is_no_section() -> None:
    reading = read(
        [_HEADINGS, ["Skredsikringsplan", 2014, "x", "Teknisk"], [None, None, None, "Beredskap"],
         ["Helseplan", 2020, None, "Helse"], ["Klimaplan", 2021, None, "Plan"], ["Kulturplan", 2021, None, "Kultur"]],
        merges=[Merge(2, 0, 3, 0)], bold=[3],
    )  # fmt: skip
    assert [row.source_row for row in reading.rows] == [2, 3, 4, 5, 6]
    assert reading.rows[1].responsible == "Beredskap"
    assert reading.rows[2].section is None


def test_a_service_area_in_its_own_column_is_no_section_beside_a_merged_name() -> None:
    reading = read(
        [["Område", "Plan", "Vedtatt"], ["Helse", "Folkehelseplan", 2019], ["Oppvekst", None, None],
         ["Kultur", "Kulturplan", 2020]],
        merges=[Merge(2, 1, 3, 1), Merge(2, 2, 3, 2)],
    )  # fmt: skip
    assert [(row.name, row.section) for row in reading.rows] == [
        ("Folkehelseplan", "Helse"), ("Folkehelseplan", "Oppvekst"), ("Kulturplan", "Kultur"),
    ]  # fmt: skip


def test_a_total_under_a_merged_name_is_still_a_row_of_its_own() -> None:
    reading = read(
        [_HEADINGS, ["Skredsikringsplan", 2014, "x", "Teknisk"], [None, None, None, "Beredskap"],
         ["Sum", None, 1, None]],
        merges=[Merge(2, 0, 3, 0)],
    )  # fmt: skip
    assert ([row.source_row for row in reading.rows], reading.skipped_rows) == ([2, 3], (4,))
