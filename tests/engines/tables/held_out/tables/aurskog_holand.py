"""Printed pages: the header again on each page; the name in the last column; every way of writing a date."""

from datetime import date

from openpyxl import Workbook

from tests.engines.tables.held_out.sheets import Rows, fill, first_sheet, saved

NAME = "Planer AH.xlsx"

HEADER = ("Ansvar", "Rullering", "Vedtatt dato", "Sak", "Planperiode", "Status", "Planens navn")

ROWS: Rows = (
    ("Aurskog-Høland kommune",),
    (),
    HEADER,
    ("Overordnede planer",),
    # 5
    ("Stab", "Rull. 2025", date(2019, 5, 6), "23/19", "2019-2031", "gjeldende", "Kommuneplanens samfunnsdel"),
    ("Plan", "2026–28", "12.06.19", "K-sak 33/19", "2019–2030", "under rullering", "Kommuneplanens arealdel"),
    ("Økonomi", "årlig rullering", 44545, None, "2022-2025", "erstattet", "Handlings- og økonomiplan"),
    ("Stab", "3. kvartal 2026", "6. mai 2021", None, None, "gjeldende", "Eierstrategi"),
    HEADER,
    # 10
    ("Helse og mestring",),
    ("Helse", "2024/25", "vedtatt KS 19.11.15 sak 87/15", None, "2016-2020", "gjeldende", "Helse- og omsorgsplan"),
    ("Helse", "Rulleres 2026", "2018-2022", None, None, None, "Boligsosial handlingsplan"),
    ("Helse", "rullering ved behov", "2020", None, None, "gjeldende", "Pandemiplan"),
    ("Helse", 2019, date(2021, 4, 14), None, None, "gjeldende", "Kreftplan"),
    # 15
    ("Teknisk drift",),
    ("Teknisk", "løpende", "2023", None, "2023", "gjeldende", "Vedlikeholdsplan for vei"),
    ("Plan", None, "Ikke vedtatt", None, None, "på høring", "Detaljregulering for Eksempelmåsan"),
    ("Plan", "2027", "01.02.2022", "PS 9/22", None, "gjeldende", "Hovedplan vann,\navløp og\u00a0vannmiljø"),
    HEADER,
    # 20
    ("Plan", None, 2002, None, None, "opphevet", "Reguleringsplan for Eksempelfeltet (del 2)"),
    ("Teknisk", None, 2024, None, None, "gjeldende", "+Hjemme – plan for velferdsteknologi"),
    ("Totalt", 13),
)


def build() -> bytes:
    book = Workbook()
    fill(first_sheet(book, "Planer"), ROWS, bold=(1, 3, 4, 9, 10, 15, 19, 22))
    return saved(book)
