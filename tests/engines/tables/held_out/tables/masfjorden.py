"""A strategy where the decision is a cross under one of four columns; section rows in bold; nynorsk."""

from datetime import date

from openpyxl import Workbook

from tests.engines.tables.held_out.sheets import Rows, fill, first_sheet, saved

NAME = "masfjorden_planstrategi.xlsx"

ROWS: Rows = (
    (None, "Masfjorden kommune"),
    (None, "Planstrategi 2024–2027, vedlegg: oversyn over planar"),
    (),
    ("Nr.", "Plan", "Vedteken", "Vidareførast", "Reviderast", "Ny", "Blir oppheva", "Når", "Ansvar", "Prioritet",
     "Kommentar"),
    (None, "Kommuneplanen"),
    # 6
    (1, "Kommuneplanen sin samfunnsdel", 2019, None, "X", None, None, "2025-2026", "Kommunedirektøren", 1),
    (2, "Kommuneplanen sin arealdel 2012–2024", "13.12.2012", None, "X", None, None, "2026/2027", "Plan", 1),
    (3, "Handlingsdel med økonomiplan", date(2025, 12, 18), "X", None, None, None, "årleg", "Økonomi", 1),
    (None, "Kommunedelplanar"),
    (4, "Matre sentrum", 2008, None, None, None, "X", None, "Plan", 3, "Går inn i arealdelen"),
    # 11
    (5, "Idrett og friluftsliv 2020–2024", 2020, None, "X", None, None, 2025, "Kultur", 2),
    (None, "Temaplanar"),
    (6, "Plan for vilt og naturmangfald", None, None, None, "x", None, "2027", "Næring", 2),
    (7, "Beredskapsplan", 2021, "x", None, None, None, None, "Kommunedirektøren", None, "Øving kvart år"),
    (8, "Rusmiddelpolitisk handlingsplan", 2010, None, "x", None, None, 2008, "Helse"),
    # 16
    (9, "Demensplan 2018–2022", 2018, "X", None, None, None, None, "Helse"),
    (10, "Demens-plan 2018-22", 2018, None, None, None, "x", None, "Helse"),
    (None, "Tal på planar", None, 3, 4, 1, 2),
    (),
    (None, "X = tilråding frå administrasjonen"),
)  # fmt: skip


def build() -> bytes:
    book = Workbook()
    fill(first_sheet(book, "Planoversyn"), ROWS, bold=(1, 4, 5, 9, 12, 18))
    return saved(book)
