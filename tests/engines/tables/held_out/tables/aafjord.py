"""Five sheets, the municipality only in the file name (aa for å), the service area merged downwards."""

from datetime import date

from openpyxl import Workbook
from openpyxl.comments import Comment

from tests.engines.tables.held_out.sheets import Rows, fill, first_sheet, saved

NAME = "aafjord_planer_2025.xlsx"

ROWS: Rows = (
    ("Planer og strategier",),
    ("Tjenesteområde", "Tittel", "Vedtatt av kommunestyret", "Sist revidert", "Neste revisjon", "Status",
     "Lovhjemmel", "Ansvar", "Merknader"),
    # 3
    ("Strategi og stab", "Kommuneplanens samfunnsdel", 2010, date(2021, 11, 25), 2027, "gjeldende", "pbl § 11-2",
     "Stab"),
    (None, "Kommunal planstrategi 2024–2027", date(2024, 9, 19), None, 2028, "gjeldende", "pbl § 10-1", "Stab"),
    (None, "Arbeidsgiverstrategi", "2016", "2020", "2024 eller 2025", "skal revideres", None, "Stab"),
    # 6
    ("Oppvekst", "Kvalitetsplan for oppvekst", 2015, 2012, 2025, "gjeldende", None, "Oppvekst"),
    (None, "Kompetanseplan for barnehager", "13.06.2023", None, "ca. 2027", "gjeldende", None, "Oppvekst"),
    (None, "Leseplan", None, None, 2026, "under arbeid", None, "Oppvekst", "Bestilt av utvalget"),
    # 9
    ("Helse", "Legevaktplan", None, None, None, "idé", None, "Helse"),
    (None, "Folkehelseoversikt", date(2023, 10, 5), None, 2027, "gjeldende", "folkehelseloven § 5", "Helse"),
    # 11
    ("Teknisk", "Hovedplan for vann 2015–2025", date(2015, 1, 1), None, "1. kvartal 2026", "under arbeid", None,
     "Teknisk"),
    (None, "Eksempelfjorden strand, gnr. 900 bnr. 1", date(2009, 3, 26), None, None, "erstattet", "pbl § 12-3", "Plan"),
    (None, "Reguleringsplan for Eksempelvatnet", 2023, None, None, "under revisjon", None, "Plan"),
    (),
    ("Antall planer", 11),
)  # fmt: skip

BUDGET: Rows = (
    ("Konto", "Tekst", 2025, 2026),
    (11000, "Konsulent, arealdelen", 400000, 300000),
    (11100, "Annonser", 20000, 20000),
)

GLOSSARY: Rows = (
    ("Begrep", "Forklaring"),
    ("Kommuneplan", "Samlet plan for kommunen"),
    ("Kommunedelplan", "Plan for et område eller et tema"),
    ("Temaplan", "Plan for et fag"),
    ("Reguleringsplan", "Plan for bruk av et område"),
    ("Planstrategi", "Hvilke planer kommunen skal arbeide med"),
)


def build() -> bytes:
    book = Workbook()
    fill(first_sheet(book, "Forside"), (("Planverk",), ("Se arket Oversikt",)))
    fill(book.create_sheet("Kontakter"), (("Navn", "Enhet", "E-post"), ("Prøve Prøvesen", "Plan", "prove@example.com")))
    fill(book.create_sheet("Budsjett"), BUDGET)
    sheet = book.create_sheet("Oversikt")
    fill(sheet, ROWS, bold=(1, 2, 15), merges=("A3:A5", "A6:A8", "A9:A10", "A11:A13"))
    sheet["C11"].number_format = "yyyy"
    sheet["C7"].comment = Comment("Datoen er møtedatoen", "Prøve")
    fill(book.create_sheet("Ordliste"), GLOSSARY)
    return saved(book)
