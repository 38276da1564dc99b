"""Appendix to a planning strategy: two header rows, a column per year, the sector merged downwards."""

from datetime import date

from openpyxl import Workbook

from tests.engines.tables.held_out.sheets import Rows, fill, first_sheet, saved

NAME = "alvdal_planstrategi_vedlegg.xlsx"

ROWS: Rows = (
    ("Alvdal kommune",),
    ("Kommunal planstrategi 2024–2027 – vedlegg 1: planbehov",),
    (),
    ("Sektor", "Plan/dokument", "Gjeldende plan", None, "Planlagt arbeid", None, None, None, "Ansvarlig", "Merknad"),
    (None, None, "Vedtatt", "Sak", 2024, 2025, 2026, 2027),
    # 6
    ("Overordnet planlegging", "Kommuneplanens samfunnsdel 2020–2032", date(2020, 6, 25), "K-sak 34/20", "-", "x", "x",
     "-", "Kommunedirektør"),
    (None, "Kommuneplanens arealdel", 2014, "-", None, None, "x", "X", "Plan og næring", "Se også NVEs kart"),
    (None, "Budsjett og økonomiplan 2026–2029", date(2025, 12, 11), "88/25", "✓", "✓", "✓", "✓", "Økonomi"),
    (None, "Eierskapsmelding", None, None, None, "vår", None, None, "Økonomi"),
    # 10
    ("Oppvekst og kultur", "Oppvekstplan", "vedtatt KS 15.06.17 sak 41/17", None, "x", None, None, None, "Oppvekst"),
    (None, "Barnehage- og skolebruksplan (ny)", None, None, None, None, None, "x", "Oppvekst"),
    (None, "Kulturminneplan 2016–2020", "K-sak 12/16", None, None, None, None, None, "Kultur"),
    (None, "Trafikksikkerhetsplan", 2021, None, "nei", "nei", "nei", "nei", "Oppvekst"),
    # 14
    ("Helse", "Helse- og velferdsplan", "Ikke vedtatt", None, " x ", "x", None, None, "Helse"),
    (None, "Smittevernplan", 2020, None, None, "høst", None, None, "Kommuneoverlege"),
    (None, None, 2019, None, "x", None, None, None, "Helse"),
    (None, "Rusmiddelpolitisk handlingsplan 2012–2015 (utgått)", "2012", None, None, None, None, None, "Helse"),
    # 18
    ("Sum planer med arbeid", None, None, None, 3, 4, 3, 3),
    (),
    ("Tegnforklaring: x = planarbeid det året",),
    ("Kilde: saksarkivet, januar 2025",),
)  # fmt: skip


def build() -> bytes:
    book = Workbook()
    fill(
        first_sheet(book, "Vedlegg 1"),
        ROWS,
        bold=(1, 4, 5, 18),
        merges=("A1:J1", "A4:A5", "B4:B5", "C4:D4", "E4:H4", "I4:I5", "J4:J5", "A6:A9", "A10:A13", "A14:A17"),
    )
    return saved(book)
