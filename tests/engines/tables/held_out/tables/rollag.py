"""An .ods with type codes, a formula with its stored value, a cell comment, a hidden row and a hidden column."""

from datetime import date

from odf.office import Annotation
from odf.table import TableCell
from odf.text import P

from tests.engines.tables.held_out.sheets import OdsSheet, Rows

NAME = "rollag_planoversikt.ods"

ROWS: Rows = (
    ("Rollag kommune",),
    ("Planoversikt per 1. januar 2025",),
    (),
    ("Plan", "Type", "Vedtatt år", "Saksnummer", "Periode", "Rulleres", "Ansvarlig", "Prioritet", "Kommentar"),
    ("Kommuneplan",),
    # 6
    ("Samfunnsdel", "KP", 2021, "2020/310", "2021–2033", None, "Kommunedirektør", "Høy"),
    ("Arealdel", "KP", date(2015, 6, 18), None, "2015-2027", "2026-2028", "Plan", "Høy"),
    ("Økonomiplan", "KP", 2025, None, "2026-2029", "Årlig", "Økonomi"),
    ("Oppvekst",),
    ("Oppvekstplan", "TP", 2018, None, "2018–2022", 2024, "Oppvekst", "Middels"),
    # 11
    ("Plan for svømmeopplæring", "F", "Ikke vedtatt", None, None, None, "Oppvekst"),
    ("Alle med – sammen mot utenforskap", "TP", date(2022, 9, 22), "58/22", None, 2026, "Oppvekst", "Lav"),
    ("Helse",),
    ("Helse og omsorg", "KD", 2016, "22/16", "2016-2024", "Rulleres 2025", "Helse", "Høy", "Legges fram til jul"),
    ("Veien hjem", "KD", 2017, None, None, "Utgår", "Helse"),
    # 16
    ("Teknisk",),
    ("Veggli tettsted", "KD", "2013", None, None, 2027, "Plan", "Middels"),
    ("Trafikksikkerhetsplan", "TP", "2018-2021", None, None, "Rull. 2025", "Teknisk"),
    ("ROS-analyse", None, "mars 2020", None, None, None, "Beredskap"),
    ("Antall", 12),
    (),
    ("Forklaring: KP = kommuneplan, KD = kommunedelplan, TP = temaplan, F = fagplan",),
)


def formula() -> TableCell:
    cell = TableCell(formula="of:=[.C6]+4", valuetype="float", value="2025")
    cell.addElement(P(text="2025"))
    return cell


def commented(sheet: OdsSheet) -> TableCell:
    cell = sheet.cell(2018)
    note = Annotation()
    note.addElement(P(text="Utsatt av utvalget"))
    cell.insertBefore(note, cell.firstChild)
    return cell


def build() -> bytes:
    sheet = OdsSheet("Planoversikt")
    sheet.columns(9, hidden=(8,))
    sheet.rows(ROWS, bold=(1, 4, 5, 9, 13, 16, 20), hidden=(11,), cells={(6, 6): formula(), (10, 3): commented(sheet)})
    return sheet.saved()
