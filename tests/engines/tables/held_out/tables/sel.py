"""The contact list and the budget name more plans than the plan table does; every kind is told by the name."""

from datetime import date

from openpyxl import Workbook

from tests.engines.tables.held_out.sheets import Rows, fill, first_sheet, saved

NAME = "Sel kommune planer.xlsx"

ROWS: Rows = (
    ("Strategi/plan", "Vedtatt", "Hjemmel", "Status", "Revideres", "Ansvarlig"),
    ("Strategi for planarbeidet 2024–2027", date(2024, 10, 21), "pbl § 10-1", "gjeldende", 2028, "Kommunedirektør"),
    ("Bestemmelser til arealdelen", 2019, "pbl § 11-5", "gjeldende", None, "Plan"),
    ("Planprogram for samfunnsdelen", 2024, None, "gjeldende", None, "Kommunedirektør"),
    # 5
    ("Interkommunal planstrategi", 2024, None, "gjeldende", None, "Kommunedirektør"),
    ("Årsbudsjett 2026", "11.12.2025", None, "gjeldende", "årlig", "Økonomi"),
    ("Investeringsplan for bygg", 2023, None, "gjeldende", None, "Eiendom"),
    ("Virksomhetsplan kultur", 2025, None, "gjeldende", None, "Kultur"),
    ("Kommunedelplan for kulturminner i strandsona ved Eksempelvatnet", "FSK 12/11", None, "under rullering", "2026",
     "Plan"),
    # 10
    ("Boligmelding", 2020, None, "utgått", None, "Eiendom"),
    ("Ottaprogrammet", None, None, "idé", None, "Plan"),
    ("Behovsplan for helsebygg", None, None, "ny", 2026, "Eiendom"),
)  # fmt: skip

THEMES = ("Helse", "Oppvekst", "Kultur", "Landbruk", "Beredskap", "Bolig", "Klima", "Vei", "Vann", "Avløp", "Idrett")
PLANS = tuple(f"{theme}plan" for theme in (*THEMES, "Nærings", "Ungdoms", "Språk", "Skog"))
CONTACTS: Rows = (
    ("Plan", "Kontaktperson", "Telefon", "E-post"),
    *((plan, "Prøve Prøvesen", "00 00 00 00", "prove@example.com") for plan in PLANS),
)
BUDGET: Rows = (
    ("Plan", "Budsjett 2025", "Budsjett 2026", "Sum"),
    *((plan, 20000 + 1000 * number, 15000, 35000 + 1000 * number) for number, plan in enumerate(PLANS)),
)


def build() -> bytes:
    book = Workbook()
    fill(first_sheet(book, "Kontaktliste"), CONTACTS, bold=(1,))
    fill(book.create_sheet("Budsjett"), BUDGET, bold=(1,))
    fill(book.create_sheet("Temaplaner og strategier"), ROWS, bold=(1,))
    return saved(book)
