"""The six columns no other table has: what a person writes in them comes in again, also in a row of her own."""

import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from django.test import Client

from plandugnad.engines.tables import Cell, open_workbook
from plandugnad.engines.tables.text import visible
from plandugnad.plans.exports.added import read_added
from plandugnad.plans.exports.contents import COLUMNS, ONLY_OURS
from plandugnad.plans.exports.own import own_additions, own_changes
from plandugnad.plans.snapshot import snapshot
from tests.cast import Cast
from tests.plans.portfolios import plan_in


@pytest.mark.parametrize(
    ("text", "value", "beyond"),
    [
        ("2029", "2029", ""),
        ("31.12.2029", "2029-12-31", ""),
        ("31.12.29", "2029-12-31", ""),
        ("31. desember 2029", "2029-12-31", ""),
        ("2029-12-31", "2029-12-31", ""),
        ("ut 2029", "2029", ""),
        ("til og med 2029", "2029", ""),
        ("2029–2031", "2029/2031", ""),
        ("juni 2029", "2029", "juni 2029"),
        ("2029, men kortere hvis loven endres", "2029", "2029, men kortere hvis loven endres"),
        ("2029 eller 1.1.2030", None, "2029 eller 1.1.2030"),
        ("til den erstattes", None, "til den erstattes"),
        ("31.02.2029", None, "31.02.2029"),
    ],
)
def test_until_when_a_plan_counts_is_read_as_people_write_it(text: str, value: str | None, beyond: str) -> None:
    assert read_added("valid_until", text) == (value, beyond)


@pytest.mark.parametrize(
    ("text", "themes"),
    [
        ("klima, natur", ["klima", "natur"]),
        ("klima; natur;", ["klima", "natur"]),
        ("klima / natur", ["klima", "natur"]),
        ("- klima\n- natur", ["klima", "natur"]),
        ("vann/avløp, klima", ["vann/avløp", "klima"]),
        ("Klima, klima", ["Klima"]),
        ("vann og avløp", ["vann og avløp"]),
    ],
)
def test_themes_are_read_however_they_are_kept_apart(text: str, themes: list[str]) -> None:
    assert read_added("themes", text) == (themes, "")


def test_a_text_there_is_no_room_for_is_kept_whole_in_the_notes() -> None:
    long = "Formannskapet " * 30
    added = read_added("adopted_by", long)
    assert len(added.value) <= 200
    assert added.value.endswith("…")
    assert added.beyond == long.strip()


def cells_of(content: bytes, change: Callable[[Any], None]) -> list[dict[str, str]]:
    """The rows as an import sees them, after a person has worked in the spreadsheet."""
    book, out = openpyxl.load_workbook(io.BytesIO(content)), io.BytesIO()
    change(book["Planer"])
    book.save(out)
    sheet = open_workbook(out.getvalue(), "planer.xlsx").sheets[0]
    headings = {index: str(column.heading) for index, column in enumerate(COLUMNS)}
    return [
        {heading: _text(sheet.cell(row, index)) for index, heading in headings.items()}
        for row in sorted(sheet.rows)[1:]
    ]


def _text(cell: Cell | None) -> str:
    return "" if cell is None else visible(cell.value) if isinstance(cell.value, str) else cell.text


WRITTEN = {
    "Vedtatt av": ("Formannskapet", "adopted_by", "Formannskapet"),
    "Eierenhet": ("  Plan og\nmiljø ", "owner_unit", "Plan og miljø"),
    "Tema": ("klima;natur", "themes", ["klima", "natur"]),
    "Mål i overordnet plan": ("Mål 3: Trygge barn", "goal", "Mål 3: Trygge barn"),
    "Gjelder til": ("ut juni 2029", "valid_until", "2029"),
    "Arbeidsår": (2027, "work_years", "2027"),
}


def write(sheet: Any, row: int) -> None:
    headings = {cell.value: cell.column for cell in sheet[1]}
    for heading, (written, _field, _value) in WRITTEN.items():
        sheet.cell(row, headings[heading], written)


@pytest.mark.django_db
def test_what_is_written_in_the_added_columns_comes_in_again(cast: Cast) -> None:
    assert {field for _, field, _ in WRITTEN.values()} == ONLY_OURS
    plan = plan_in(cast.fjordvik, "Kystplan", "theme_plan", adopted_by="Kommunestyret", themes=["hav"], notes="Før")
    client = Client()
    client.force_login(cast.person("Ingrid"))
    content = bytes(client.get("/kommuner/9901/uttak/xlsx/").content)

    def change(sheet: Any) -> None:
        write(sheet, 2)
        sheet.cell(3, 1, "En ny plan")
        write(sheet, 3)

    own, new = cells_of(content, change)
    expected = {field: value for _, field, value in WRITTEN.values()}
    changes = own_changes(snapshot(plan), own)
    assert changes.unread == frozenset()
    assert changes.read == expected | {"notes": "Før · Gjelder til: ut juni 2029"}
    assert own_additions({}, new) == expected | {"notes": "Gjelder til: ut juni 2029"}
    assert own_changes(snapshot(plan) | dict(changes.read), own).fields == frozenset()
