"""Columns that mean nothing (ID, Lenkje), both adoption and last revision, a very long name, hidden rows; nynorsk."""

from datetime import date

from openpyxl import Workbook

from tests.engines.tables.held_out.sheets import Rows, fill, first_sheet, saved

NAME = "planar-og-strategiar.xlsx"

LONG = (
    "Strategi for inkluderande barnehage- og skulemiljø, tidleg innsats, tverrfagleg samarbeid, overgangar mellom "
    "barnehage, barneskule, ungdomsskule og vidaregåande opplæring, foreldresamarbeid, språkstimulering, digital "
    "dømmekraft, fysisk aktivitet, psykisk helse, nærmiljø og fritid i Bryne, Undheim, Lye og Kvernaland"
)

ROWS: Rows = (
    ("Time kommune: planar og strategiar",),
    ("Sektor", "ID", "Tittel", "Type plan", "Godkjend", "Siste revisjon", "Ny revisjon", "Ansvarleg", "Lenkje",
     "Merknad"),
    (),
    ("Stab", "T-01", "Kommuneplanen sin samfunnsdel 2018–2030", "KP", 2011, date(2018, 5, 29), 2026, "Kommunedirektør"),
    # 5
    ("Stab", "T-02", "Interkommunal arealplan for Jæren, Klepp, Hå og Time", "KDP", 2020, None, "2028", "Plan",
     "https://example.com/t02"),
    ("Stab", "T-03", "Verksemdsplan for stab 2025", None, 2025, None, "årleg", "Stab"),
    ("Oppvekst", "T-10", "Meistring for alle", "TP", "14.11.2019", None, "2023/24", "Oppvekst"),
    ("Oppvekst", "T-11", "Plan mot mobbing", "TP", 2015, 2014, 2024, "Oppvekst"),
    ("Oppvekst", "T-12", LONG, "TP", 2022, None, 2026, "Oppvekst"),
    # 10
    ("Kultur", "T-20", "Kulturminneplan", "fagplan", 2008, 2016, 2025, "Kultur"),
    ("Kultur", "T-21", "Kulturminneplanen", None, None, None, None, "Kultur", None, "dobbel?"),
    ("Teknisk", "T-30", "Hovudplan for vatn 2016–2026", "TP", date(2016, 3, 31), None, 2026, "Teknisk"),
    ("Teknisk", "T-31", "Kommunedelplan for kollektivtrafikk", "KDP", "vedteken KS 12.12.2017 sak 88/17", None, None,
     "Teknisk"),
    ("Teknisk", "T-32", "Eksempelgarden felt A", "Reguleringsplan", date(2021, 9, 7), None, None, "Plan"),
    # 15
    ("Helse", "T-40", "Retningslinjer for tildeling av bustad", None, 2019, None, "løpande", "Helse"),
    ("Helse", "T-41", "Bustadsosial handlingsplan", "TP", 2013, None, "Vidareførast", "Helse"),
    ("Helse", "T-42", "Driftsanalyse for heimetenesta", None, 2022, None, None, "Helse"),
    (None, "T-99"),
)  # fmt: skip


def build() -> bytes:
    book = Workbook()
    sheet = first_sheet(book, "Planar")
    fill(sheet, ROWS, bold=(1, 2))
    for row in (12, 13):
        sheet.row_dimensions[row].hidden = True
    sheet.column_dimensions["D"].hidden = True
    return saved(book)
