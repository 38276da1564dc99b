"""An .xls with the decision in words, year-first archive numbers, a repeated header and an Excel day number."""

from datetime import date

from tests.engines.tables.held_out.sheets import Rows, xls

NAME = "planliste hemnes.xls"

HEADER = ("Område", "Dokument", "Vedtatt", "Arkivsak", "Planbehov", "Når", "Ansvarlig avdeling")

ROWS: Rows = (
    ("Hemnes kommune",),
    ("Planliste til planstrategien",),
    HEADER,
    ("Samfunn", "Kommuneplanens samfunnsdel med arealstrategi", date(2017, 6, 22), "2016/1034", "Revideres",
     "2025-2026", "Stab"),
    # 5
    (None, "Planstrategi 2024-2027", date(2024, 10, 3), "2023/998", "Videreføres", 2028, "Stab"),
    (None, "Nærings- og havneplan", 2009, None, "Slås sammen med samfunnsdelen", None, "Næring"),
    (None, "Helhetlig ROS", "ca. 2019", None, "Oppdateres", "innen 2026", "Beredskap"),
    HEADER,
    ("Oppvekst", "Kvalitetsplan 1.–10. trinn", 2020, None, "Revideres", 2023, "Oppvekst"),
    # 10
    (None, "Plan for skolestruktur", None, None, "Ny", "2026", "Oppvekst"),
    (None, "Barnehageplan", "2011", None, "Oppheves", None, "Oppvekst"),
    ("Helse", "Kreftplan", 41000, "11/12", "Videreføres", None, "Helse"),
    (None, None, 2015, None, "Revideres", 2025, "Helse"),
    ("Teknisk", "Hovedplan vei", 2013, None, "Uendret", None, "Teknisk"),
    # 15
    (None, "Brannordning", date(1999, 11, 4), None, "Ny", 2025, "Teknisk"),
    (None, "Detaljregulering Eksempelosen", date(2022, 2, 17), "2021/450", "Ingen endring", None, "Plan"),
    ("Sum", 12),
)  # fmt: skip


def build() -> bytes:
    return xls("Planer", ROWS, bold=(1, 3, 8, 17), merges=((4, 7, 1, 1), (9, 11, 1, 1), (12, 13, 1, 1), (14, 16, 1, 1)))
