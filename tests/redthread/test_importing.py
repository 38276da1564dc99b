"""Budget lines from a table: read, shown, written, written again, undone; and tables that want to do harm."""

import io

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from plandugnad.core.models import AuditEvent
from plandugnad.redthread.importing import read_amount
from plandugnad.redthread.models import Anchor, BudgetLine
from tests.cast import Cast
from tests.plans.builders import browser
from tests.redthread.builders import a_goal

pytestmark = pytest.mark.django_db
TABLE = (
    "Konto\tBudsjettlinje\tMål\t2026\t2027\n254\tTo årsverk\tTrygg alderdom hjemme\t1 640\t1.680\n"
    "325\tNæringsfond\t\t1500\t\nSum\t\t\t3140\t1680"
)


def _at(cast: Cast) -> str:
    return f"/kommuner/{cast.fjordvik.number}/rod-trad/les-inn/"


def test_a_pasted_table_is_shown_first_then_written_and_again_changes_and_can_be_undone(cast: Cast) -> None:
    goal, client = a_goal(cast.fjordvik), browser(cast.person("Ingrid"))
    shown = client.post(_at(cast), {"pasted": TABLE, "unit": "1000"}).content.decode()
    assert "Les inn 2 linjer" in shown
    assert "1 rad uten beløp eller med en sum er hoppet over" in shown
    assert not BudgetLine.objects.exists()
    assert client.post(_at(cast), {"pasted": TABLE, "unit": "1000", "do": "write"}).status_code == 302
    line = BudgetLine.objects.get(name="To årsverk")
    assert (line.amounts, line.anchors.get().goal) == ({"2026": 1640, "2027": 1680}, goal)
    client.post(_at(cast), {"pasted": TABLE.replace("1 640", "1 700"), "do": "write"})
    assert BudgetLine.objects.count() == 2
    line.refresh_from_db()
    assert line.amounts == {"2026": 1700, "2027": 1680}
    batch = AuditEvent.objects.get(verb="budget_line_changed").batch_id
    client.post(f"/kommuner/{cast.fjordvik.number}/rod-trad/angre/{batch}/")
    line.refresh_from_db()
    assert line.amounts["2026"] == 1640
    first = AuditEvent.objects.filter(verb="anchor_made").first()
    assert first is not None
    assert Anchor.objects.count() == 1


def test_a_spreadsheet_is_read_and_comes_along_to_the_preview(cast: Cast) -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Økonomiplan"])
        sheet.write_row(2, 0, ["Tiltak", "Budsjett 2026", "Budsjett 2027"])
        sheet.write_row(3, 0, ["Leirskole", 260000, 260000])
    file = SimpleUploadedFile("plan.xlsx", out.getvalue())
    client = browser(cast.person("Ingrid"))
    shown = client.post(_at(cast), {"file": file, "unit": "kr"}).content.decode()
    assert "Leirskole" in shown
    assert "Les inn 1 linje" in shown
    assert "260000" in shown  # the table as it was, to be sent again


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ("bare tull", "Fant ingen overskrifter"),
        ("Budsjettlinje\t2026\nA\tmye", "Rad 2: «mye» under 2026 er ikke et beløp"),
        ("Budsjettlinje\t2026\nA\t1e9", "er ikke et beløp"),
        ("Budsjettlinje\t2026\nA\t99999999999999", "er ikke et beløp"),
        ("Budsjettlinje\t2026\nA\t1\nA\t2", "Den samme linjen står i rad 2 også"),
        ("Budsjettlinje\tMål\t2026\nA\tUkjent\t1", "Fant ikke målet «Ukjent»"),
        ("Konto\tBudsjettlinje\t2026\n254\t\t12", "ikke noe navn"),
        (f"Budsjettlinje\t2026\n{'x' * 400}\t1", "for lang"),
    ],
)
def test_what_is_wrong_is_told_by_row_and_nothing_is_written(cast: Cast, table: str, words: str) -> None:
    client = browser(cast.person("Ingrid"))
    answer = client.post(_at(cast), {"pasted": table, "do": "write"})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not BudgetLine.objects.exists()


def test_what_is_pasted_is_never_run_as_a_page(cast: Cast) -> None:
    table = "Budsjettlinje\t2026\n</textarea><script>alert(1)</script>\t1"
    content = browser(cast.person("Ingrid")).post(_at(cast), {"pasted": table}).content.decode()
    assert "<script>alert(1)" not in content


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        *(("1 200", 1200), ("1.200", 1200), ("-300", -300), ("(300)", -300), ("\u2212300", -300)),
        *(("kr 1 200,-", 1200), ("1200,5", 1200), ("-", 0), ("mye", None), ("1e9", None), ("", None)),
    ],
)
def test_amounts_as_people_write_them(text: str, amount: int | None) -> None:
    assert read_amount(text) == amount


@given(st.text(max_size=40))
def test_no_text_breaks_the_reading_of_amounts(text: str) -> None:
    found = read_amount(text)
    assert found is None or isinstance(found, int)
