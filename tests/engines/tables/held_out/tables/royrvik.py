"""A cost column that must not be read as dates, South Sami in names and title, sector merged downwards."""

from openpyxl import Workbook

from tests.engines.tables.held_out.sheets import Rows, fill, first_sheet, saved

NAME = "plan2025.xlsx"

ROWS: Rows = (
    ("Raarvihken tjïelte",),
    ("Røyrvik kommune",),
    (),
    ("Planer i perioden 2024–2027",),
    (),
    ("Fagområde", "Plan", "Vedtaksår", "Behov", "Tidspunkt", "Kostnad (kr)", "Ansvarlig", "Prioritet (1–3)", "Merknad"),
    ("Felles", "Kommuneplanens samfunnsdel", 2016, "Revideres", "2025 - 2026", 25000, "Kommunedirektør", 1),
    (None, "Kommuneplanens arealdel", 2009, "Revideres", "innen 2027", 60000, "Plan", 1),
    (None, "Økonomiplan 2026-2029", 2025, "Rulleres", "hvert år", None, "Økonomi", 1),
    # 10
    ("Oppvekst", "Åarjelsaemien – plan for sørsamisk språk i barnehage og skole", None, "Ny", "2026", 50000, "Oppvekst",
     1),
    (None, "Kvalitetsplan «Små skoler – store muligheter»", 2019, "Uendret", None, None, "Oppvekst", 3),
    ("Helse", "Helse- og omsorgsplan", 2020, "Slås sammen med folkehelseplanen", None, None, "Helse", 2),
    (None, "Legeplan", 2018, "Utgår", None, None, "Helse"),
    (None, None, 2014, "Revideres", None, None, "Helse"),
    # 15
    ("Næring og natur", "Kommunedelplan for Eksempelvatnet strandsone", 2011, "Oppheves", None, None, "Plan", None,
     "Tas inn i arealdelen"),
    (None, "Beiteplan", "2023", "Ingen endring", None, None, "Landbruk"),
    (None, "Reguleringsplan Eksempelfjellet hytteområde", 2003, "Inngår i kommuneplanens arealdel", None, None, "Plan"),
    ("Til sammen", None, None, None, None, 135000),
    (),
    # 20
    ("* Kostnad er anslag uten egne timer.",),
)  # fmt: skip


def build() -> bytes:
    book = Workbook()
    fill(
        first_sheet(book, "Ark1"),
        ROWS,
        bold=(1, 2, 6, 18),
        merges=("A1:I1", "A2:I2", "A7:A9", "A10:A11", "A12:A14", "A15:A17"),
    )
    return saved(book)
