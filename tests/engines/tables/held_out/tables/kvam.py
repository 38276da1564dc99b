"""A herad's .ods: section rows merged across, «Planhorisont», «Neste hovudrevisjon», «Fagansvarleg»."""

from datetime import date

from tests.engines.tables.held_out.sheets import OdsSheet, Rows

NAME = "kvam_planregister.ods"

ROWS: Rows = (
    ("Kvam herad",),
    ("Planregister, oppdatert 1. mars 2025",),
    ("Plan", "Planhorisont", "Vedtak", "ePhorte", "Neste hovudrevisjon", "Status", "Fagansvarleg",
     "Kommentar frå administrasjonen"),
    ("Overordna planar",),
    # 5
    ("Kommuneplanen sin samfunnsdel", "2019–2030", "vedteken KS 11.06.19 sak 41/19", None, 2026, "gjeldande",
     "Plansjefen"),
    ("Kommuneplanen sin arealdel", "2020 – 2032", date(2020, 12, 15), "2017/2210", "2027-2028", "gjeldande",
     "Plansjefen"),
    ("Budsjett og økonomiplan", "2026-2029", "16. desember 2025", None, "årleg", "gjeldande", "Økonomisjefen"),
    ("Kultur og idrett",),
    ("Kulturplan", "2016-2020", "sak 18/16", None, 2024, "gjeldande", "Kultursjefen"),
    # 10
    ("Kommunedelplan for idrett, fysisk aktivitet og friluftsliv", "2022–2026", 2022, None, "haust 2025", "gjeldande",
     "Kultursjefen", "Krav for spelemidlar"),
    ("Helse og omsorg",),
    ("Helse- og omsorgsplan", None, "april 2018", "2017/88", "2025-27", "skal reviderast", "Helsesjefen"),
    ("Demensplan (erstatta)", "2010–2014", 2010, None, None, None, "Helsesjefen"),
    ("Rusplan", None, None, None, 2026, "skal utarbeidast", "Helsesjefen"),
    # 15
    ("Tekniske tenester",),
    ("Hovudplan for avløp", "2014-2024", 2014, None, 2025, "under revidering", "Teknisk sjef"),
    ("Eksempelvika sentrum, områderegulering", None, None, "2023/101", None, "på høyring", "Plansjefen"),
    ("Reguleringsplan for Eksempeltun", None, date(1986, 9, 30), None, None, "blir oppheva", "Plansjefen"),
    ("Klimaplan", "2030", 2021, None, 2025, "gjeldande", "Plansjefen"),
    # 20
    ("Kyrkjebyggplan", None, "ukjent", None, "?", "gjeldande", "Kyrkjeverja"),
    (None, None, None, None, None, None, "Plansjefen", "sjå arkivet"),
    (),
    ("Sum", 14),
    ("Kjelde: heradsarkivet",),
)  # fmt: skip


def build() -> bytes:
    sheet = OdsSheet("Planregister")
    sheet.columns(8)
    sheet.rows(ROWS, bold=(1, 3, 23), across=(1, 4, 8, 11, 15))
    return sheet.saved()
