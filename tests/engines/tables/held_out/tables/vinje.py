"""The municipality only as the sheet's name; service areas in ordinary type as section rows; nynorsk headings."""

from datetime import date

from openpyxl import Workbook
from openpyxl.comments import Comment

from tests.engines.tables.held_out.sheets import Rows, fill, first_sheet, saved

NAME = "Planoversyn 2025.xlsx"

ROWS: Rows = (
    ("Planoversyn",),
    (),
    ("Namn på plan", "Vedteken", "Sak", "Heimel", "Skal reviderast", "Ansvarleg eining", "Status", "Merknad"),
    ("Kommuneplan",),
    # 5
    ("Kommuneplanen sin samfunnsdel", date(2018, 11, 15), "KS 77/18", "pbl § 11-2", 2026, "Stab", "gjeldande"),
    ("Kommunedelplan for Eksempellia hytteområde", "K-sak 19/13", None, "pbl § 11-5", "2024-2026", "Plan",
     "under rullering"),
    ("Områdeplan for Eksempelgrend", None, None, "pbl § 12-2", 2027, "Plan", "planlagt"),
    ("Eksempelkrossen aust", date(2005, 6, 30), None, "pbl § 12-3", None, "Plan", "gjeldande"),
    ("Oppvekst",),
    # 10
    ("Oppvekstplan 2021–2025", 2021, "FSK 8/21", None, "Vidareførast", "Oppvekst", "gjeldande"),
    ("Språkplan", 2016, None, None, 2015, "Oppvekst", "gjeldande"),
    ("Rutineplan for skuleskyss", "2014", None, None, "Går inn i Oppvekstplan", "Oppvekst"),
    ("Helse og omsorg",),
    ("Omsorgsplan «Heime heile livet»", "09.02.2017", "sak 5/17", "hol § 3-1", "2025", "Helse", "gjeldande"),
    # 15
    ("Plan for psykisk helse og rus", None, None, None, 2026, "Helse", "ny"),
    ("Oversiktsdokument om folkehelsen 2024", 2024, None, "folkehelselova § 5", 2028, "Helse", "gjeldande"),
    ("Tekniske tenester",),
    ("Hovudplan for vatn og avlaup", date(2012, 1, 1), None, None, "2. halvår 2026", "Teknisk", "gjeldande"),
    ("Trafikktryggingsplan 2019–2023", "14.02.19", None, None, "2024", "Teknisk", "gjeldande",
     "Fylket ventar på oppdatert plan"),
    # 20
    ("Trafikktryggingsplanen 2019–23", 2019, None, None, None, "Teknisk", "oppheva"),
    (),
    ("Til saman", 14),
)  # fmt: skip


def build() -> bytes:
    book = Workbook()
    sheet = first_sheet(book, "Vinje")
    fill(sheet, ROWS, bold=(1, 3, 22), merges=("A1:H1",))
    sheet["B18"].number_format = "yyyy"
    sheet["E19"].comment = Comment("Avklart med lensmannen", "Prøve")
    return saved(book)
