"""An .xls with two groups of crosses under merged headings: what was decided, and the year the work starts."""

from datetime import date

from tests.engines.tables.held_out.sheets import Rows, xls

NAME = "Vedlegg 3.xls"

ROWS: Rows = (
    ("KARLSØY KOMMUNE",),
    ("Kommunal planstrategi 2024-2027",),
    (),
    ("Plan", "Vedtatt", "Vedtak i planstrategien", None, None, None, "Oppstart", None, None, None, "Ansvarlig"),
    (None, None, "Videreføres", "Revideres", "Ny", "Utgår", 2024, 2025, 2026, 2027),
    ("Kommuneplan",),
    ("Samfunnsdel", 2014, None, "x", None, None, "x", "x", None, None, "Kommunedirektør"),
    ("Arealdel", date(2013, 2, 13), None, "x", None, None, None, None, "x", "x", "Plan"),
    ("Temaplaner",),
    # 10
    ("Havneplan", 2012, None, None, None, "x", None, None, None, None, "Teknisk"),
    ("Klimaplan", None, None, None, "x", None, None, None, "x", None, "Plan"),
    ("Ungdomsplan", 2021, "x", None, None, None, None, None, None, None, "Oppvekst"),
    ("Kyst og fiske", 2010, None, "X", None, None, None, None, None, "x", "Næring"),
    ("Plan for legetjenesten", 2018, None, None, "x", None, None, "vår", None, None, "Helse"),
    # 15
    ("Bosettingsplan", 2016, None, None, None, None, None, None, None, None, "Helse"),
    ("Reguleringsplaner",),
    ("Eksempelhamn fiskeindustri", date(1994, 6, 2), "x", None, None, None, None, None, None, None, "Plan"),
    ("Eksempeløya hyttefelt", None, None, None, "x", None, None, "x", None, None, "Plan"),
    ("Sum", None, 2, 3, 3, 1, 1, 3, 2, 2),
    # 20
    (),
    ("x = anbefalt av kommunedirektøren",),
)  # fmt: skip


def build() -> bytes:
    return xls(
        "Ark1",
        ROWS,
        bold=(1, 4, 5, 6, 9, 16, 19),
        merges=((4, 5, 1, 1), (4, 5, 2, 2), (4, 4, 3, 6), (4, 4, 7, 10), (4, 5, 11, 11)),
    )
