"""Tables as municipalities keep them, and runs of the import at the point a test begins."""

import io
import re
from collections.abc import Iterable, Sequence
from html import unescape
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook as XlsxFile

from plandugnad.accounts.models import Person
from plandugnad.core.audit import By
from plandugnad.engines.tables import Workbook, open_workbook
from plandugnad.imports.actions import start_run
from plandugnad.imports.matching.comparison import Outcome, Planned, Plannings
from plandugnad.imports.models import ImportRun
from plandugnad.imports.queries.planned import planned_for
from plandugnad.imports.writing.write import write_run
from plandugnad.plans.models import Plan
from plandugnad.regions.models import Organisation

Grid = Sequence[Sequence[object]]
INGRID = By(None, "Ingrid Eksempel")

HEADINGS = (
    "Plan",
    "Plantype",
    "Status",
    "Vedtatt",
    "Planperiode",
    "Skal revideres",
    "Saksnummer",
    "Ansvarlig",
    "Merknader",
)
CULTURE = (
    "Kulturplan",
    "Temaplan",
    "Gjeldende",
    "12.06.2019",
    "2019-2029",
    2027,
    "45/19",
    "Kultursjefen",
    "Følges opp årlig",
)
TRAFFIC = ("Trafikksikkerhetsplan", "Temaplan", "Gjeldende", "K-sak 12/20", "", 2026, "", "Teknisk sjef", "")
CLIMATE = ("Klima- og energiplan", "Kommunedelplan", "Under arbeid", "", "2024-2036", "", "", "Miljørådgiver", "")
PLANS = (HEADINGS, CULTURE, TRAFFIC, CLIMATE)
WITH_FAULTS = (
    *PLANS,
    ("Lesestrategi", "Temaplan", "Gjeldende", "14.12.2022", "", 2020, "", "", ""),
    ("", "Temaplan", "Gjeldende", "2018", "", "", "", "", ""),
)
WITH_TWINS = (*PLANS, ("Kultur-plan", "Temaplan", "Gjeldende", "2019", "", "", "", "", ""))


def xlsx(grid: Grid, sheet: str = "Planer", **other_sheets: Grid) -> bytes:
    book = XlsxFile()
    book.remove(book.worksheets[0])
    for name, rows in ((sheet, grid), *other_sheets.items()):
        page = book.create_sheet(name)
        for row in rows:
            page.append([value if value != "" else None for value in row])
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def workbook(grid: Grid, filename: str = "planer.xlsx", **other_sheets: Grid) -> Workbook:
    return open_workbook(xlsx(grid, "Planer", **other_sheets), filename)


def draft(
    organisation: Organisation, grid: Grid = PLANS, filename: str = "planer.xlsx", **other_sheets: Grid
) -> ImportRun:
    return start_run(INGRID, organisation, workbook(grid, filename, **other_sheets))


def fresh(run: ImportRun) -> ImportRun:
    return ImportRun.objects.select_related("organisation").get(pk=run.pk)


def planned(run: ImportRun) -> Plannings:
    return planned_for(fresh(run))


def planned_row(run: ImportRun, row: int, sheet: int = 0) -> Planned:
    return next(each for each in planned(run).rows if each.row.row == row and each.row.sheet == sheet)


def write(run: ImportRun, by: By = INGRID) -> ImportRun:
    return write_run(by, run, planned(run).digest())


def imported(organisation: Organisation, grid: Grid = PLANS, **other_sheets: Grid) -> ImportRun:
    return write(draft(organisation, grid, "planer.xlsx", **other_sheets))


def outcomes(run: ImportRun) -> dict[str, int]:
    return {str(outcome): count for outcome, count in planned(run).counts().items() if count}


def names_of(plannings: Plannings, outcome: Outcome) -> list[str]:
    return [each.row.name for each in plannings.of(outcome)]


def plan_named(organisation: Organisation, name: str) -> Plan:
    return Plan.objects.kept().get(organisation=organisation, name=name)


def names(organisation: Organisation) -> list[str]:
    return sorted(Plan.objects.kept().of(organisation).values_list("name", flat=True))


def browser(person: Person, *, with_htmx: bool = False) -> Any:
    client = Client(headers={"HX-Request": "true"} if with_htmx else {})
    client.force_login(person)
    return client


def as_file(content: bytes, name: str = "planer.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def upload(client: Any, number: str, content: bytes, name: str = "planer.xlsx") -> Any:
    return client.post(f"/kommuner/{number}/import/", {"file": as_file(content, name), "pasted": ""})


def run_id_in(address: str) -> UUID:
    found = re.search(r"/import/([0-9a-f-]{36})/", address)
    assert found, address
    return UUID(found[1])


def text_of(answer: Any) -> str:
    """What a reader sees: without tags, and with spaces evened out."""
    without_tags = re.sub(r"<[^>]*>", " ", answer.content.decode())
    return " ".join(unescape(without_tags).split())


def digest_in(answer: Any) -> str:
    found = re.search(r'name="seen" value="([0-9a-f]{64})"', answer.content.decode())
    return found[1] if found else ""


def snapshot_of_plans(organisations: Iterable[Organisation]) -> list[tuple[Any, ...]]:
    return list(Plan.objects.filter(organisation__in=organisations).order_by("id").values_list())
