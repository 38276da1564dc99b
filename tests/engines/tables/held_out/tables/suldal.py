"""An .ods in nynorsk with headings as small phrases and outline numbers before every name; no sections."""

from datetime import date

from tests.engines.tables.held_out.sheets import OdsSheet, Rows

NAME = "oversyn.ods"

ROWS: Rows = (
    ("Suldal kommune – oversyn",),
    ("Planen sitt namn", "Vedtaksår", "Gjeld for perioden", "Neste rullering", "Kven har ansvar", "Status for planen",
     "Kommentarar"),
    ("1.1 Kommuneplanen sin samfunnsdel", 2023, "2023-35", 2027, "Rådmannen", "gjeldande"),
    ("1.2 Kommuneplanen sin arealdel", "2016-2026", None, "2025 eller 2026", "Plan", "gjeldande"),
    # 5
    ("1.3 Handlingsplan med økonomiplan", 2025, "2026–2029", "kvart år", "Økonomi", "gjeldande"),
    ("• Ungdomsplan", None, "2024/25", None, "Oppvekst", "skal utarbeidast"),
    ("2.1 Skulebruksplan", 2010, None, "vidareførast", "Oppvekst"),
    ("2.2 Psykisk helse", 2019, None, "Rullerast 2026", "Helse", "gjeldande"),
    ("2.3 Beredskapsplan (erstatta)", 2012, None, None, "Rådmannen"),
    # 10
    ("2.4 Trafikktryggingsplan – vedteken 12.05.22", None, "2022–2026", 2026, "Teknisk"),
    ("3.1 Detaljplan for Eksempelneset", "02.11.2017", None, None, "Plan", "ikkje lenger gjeldande"),
    ("3.2 Reguleringsendring Eksempelvegen", None, None, 2025, "Plan", "planlagt"),
    ("3.3 Verneplan for Eksempelbua", date(2011, 1, 20), None, "ved behov", "Kultur", "gjeldande", "Eigar er varsla"),
    (None, None, "2015-2018", None, "Helse"),
    # 15
    (None, None, None, None, "Rådmannen", "gjeldande"),
    ("Tal på planar", 11),
)  # fmt: skip


def build() -> bytes:
    sheet = OdsSheet("Ark 1")
    sheet.columns(7)
    sheet.rows(ROWS, bold=(1, 2))
    return sheet.saved()
