"""Three header rows; the adoption merged downwards over several plans; one plan merged over two responsible units."""

from datetime import date

from openpyxl import Workbook

from tests.engines.tables.held_out.sheets import Rows, fill, first_sheet, saved

NAME = "planar i arbeid.xlsx"

ROWS: Rows = (
    ("Hjelmeland kommune – planar i arbeid og i kø",),
    (),
    ("Plan", "Gjeldande plan", None, "Arbeid i perioden", None, None, None, "Ansvarleg"),
    (None, "Vedtak", None, "Oppstart i år", None, None, None),
    (None, "Dato", "Sak", 2025, 2026, 2027, 2028),
    # 6
    ("Kommunedelplan for kystsona", date(2010, 6, 16), "33/10", "x", None, None, None, "Plan"),
    ("Retningsliner for leige av lokale", 2019, "14/19", None, None, None, None, "Kultur"),
    ("Delegeringsreglement", None, None, None, None, None, None, "Stab"),
    ("Eigarskapsmelding", None, None, None, None, "x", None, "Økonomi"),
    # 10
    ("Skredsikringsplan", 2014, None, None, "x", None, None, "Teknisk"),
    (None, None, None, None, None, None, None, "Beredskap"),
    ("Reguleringsplan Eksempelelva", 2001, None, None, None, None, None, "Plan"),
    ("Reguleringsplan Eksempelelven", 2001, None, None, None, None, None, "Plan"),
    ("Avløpsplan", 2020, None, None, None, None, None, "Teknisk"),
)


def build() -> bytes:
    book = Workbook()
    heads = ("A3:A5", "B3:C3", "D3:G3", "H3:H5", "B4:C4", "D4:G4")
    down = ("B7:B9", "C7:C9", "A10:A11", "B10:B11", "E10:E11")
    fill(first_sheet(book, "Planar"), ROWS, bold=(1, 3, 4, 5), merges=(*heads, *down))
    return saved(book)
