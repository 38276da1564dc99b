"""Shortened headings, a heading with a year in it, and the difficult ways of writing status and dates."""

from datetime import date

from openpyxl import Workbook

from tests.engines.tables.held_out.sheets import Rows, fill, first_sheet, saved

NAME = "Planoversikt.xlsx"

ROWS: Rows = (
    ("Lierne kommune",),
    ("Slik står det til med planverket",),
    (),
    ("Plan (navn)", "Vedtatt", "Status per 2025", "Neste rullering (år)", "Ansv.", "Pri.", "Merkn."),
    # 5
    ("Kommuneplanens samfunnsdel", "vedtatt i KS 12.6.2019, sak 30/19", "gjeldende", "2025 - 27", "Kommunedirektør", 1,
     "Arbeidet er utsatt"),
    ("Handlingsplan mot ensomhet", "K-sak 008/19", "ikke lenger gjeldende", None, "Helse"),
    ("Omsorgsplan", "desember 2014", "erstattet av Helse- og mestringsplan", None, "Helse"),
    ("Helse- og mestringsplan (under arbeid)", None, None, "våren 2026", "Helse", 1),
    ("Frivillighetsplan", "45/19", None, None, "Kultur"),
    # 10
    ("Skogbruksplan 2019–2023", "ca 2018", "gjeldende", "Rullering 2023", "Næring"),
    ("Snøscooterplan (skal rulleres)", "1.3.07", None, 2026, "Teknisk"),
    ("Friluftsplan",),
    ("Kommunedelplaner",),
    ("Nordli sentrum", date(1994, 3, 17), "gjeldende", "skal oppdateres", "Plan"),
    # 15
    ("Vassdrag og vannkraft", 2012, "gjeldende", "Ny 2027", "Plan"),
    ("Oppvekst",),
    ("Totalplan for skolebygg", 2020, "gjeldende", "løpende rullering", "Oppvekst"),
    ("Barnehageplan", "2024 (under arbeid)", None, 2025, "Oppvekst", None, "Planen er utgått"),
    ("Kulturminner i Lierne", 2016, "gjeldende", "-", "Kultur", None, "Skal revideres en gang"),
    # 20
    ("Antall planer: 13",),
)  # fmt: skip


def build() -> bytes:
    book = Workbook()
    fill(first_sheet(book, "Ark1"), ROWS, bold=(1, 4))
    return saved(book)
