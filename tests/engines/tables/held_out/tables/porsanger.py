"""Header on row 9 under a letter head; archive numbers; Sami and Kven names; a hidden column."""

from datetime import date

from openpyxl import Workbook

from tests.engines.tables.held_out.sheets import Rows, fill, first_sheet, saved

NAME = "Planoversikt 2025.xlsx"

ROWS: Rows = (
    ("Porsanger kommune",),
    ("Porsáŋggu gielda – Porsangin komuuni",),
    ("Eksempelveien 1",),
    (),
    ("Oversikt over planer i kommunen",),
    ("Utskrift 03.02.2025",),
    (),
    (),
    ("Plannavn", "Plantype", "Sist behandlet politisk", "Ephorte", "Planhorisont", "Rulleringsår", "Status",
     "Ansvarlig virksomhet", "Kommentar fra administrasjonen"),
    # 10
    ("Kommuneplanens samfunnsdel", "KP", date(2019, 12, 12), "2019/412", "2019-2031", 2025, "gjeldende",
     "Kommunedirektør"),
    ("Kommunedelplan for Lakselv sentrum", "KDP", "mai 2011", "2009/77", None, "2026–2027", "under revisjon", "Plan"),
    ("Strategiplan for samiske språk – Sámegielaid strategiijaplána", "TP", 2022, None, "2022–2026", "2026",
     "Gjeldende", "Oppvekst"),
    ("Kvensk språkplan – Kväänin kielen plaani", "TP", None, None, None, 2026, "planlagt", "Oppvekst",
     "Avventer tilskudd"),
    ("Kommunedelplan for kystsonen i Porsangerfjorden (Porsáŋgguvuotna)", "KDP", "PS 31/15", None, None, "ved behov",
     "gjeldende", "Plan"),
    # 15
    ("Detaljregulering for Eksempelnes hyttefelt", "Reguleringsplan", "05.03.98", "1997/1003", None, "-", "gjeldende",
     "Plan"),
    ("Handlingsplan mot vold i nære relasjoner", "TP", 38322, None, None, 2010, "utgått", "Helse"),
    ("Årsmelding", None, 2024, None, None, "løpende", "gjeldende", "Økonomi"),
    ("Reindrift i Eksempelvidda", "R", 2018, None, None, None, "gjeldende", "Fylkeskommunen"),
    ("Helse- og omsorgsplan", "TP", "vedtatt KS 20.06.2019 sak 44/19", None, None, "Rull. 2023", "gjeldende", "Helse"),
    # 20
    (None, "TP", "14.02.2013", None, None, None, None, "Helse"),
    (),
    ("Totalt", 11),
)  # fmt: skip


def build() -> bytes:
    book = Workbook()
    sheet = first_sheet(book, "Ark1")
    fill(sheet, ROWS, bold=(1, 9))
    sheet.column_dimensions["E"].hidden = True
    return saved(book)
