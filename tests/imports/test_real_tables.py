"""The six plan overviews of Lister, through the pages, by one coordinator for them all."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from plandugnad.imports.choices import key_of
from plandugnad.imports.models import ImportRun
from plandugnad.plans.models import Plan
from plandugnad.regions.models import Collaboration, Member
from plandugnad.regions.roles import load_roles
from tests.cast import make_organisation, make_person
from tests.imports.builders import as_file, browser, digest_in, outcomes, planned, text_of

TABLES = Path(__file__).resolve().parents[3] / "shared" / "data" / "plan-tables"
LISTER = {
    "4206": ("Farsund", "farsund_planoversikt.xlsx"),
    "4207": ("Flekkefjord", "flekkefjord_planstrategi_2024-2027.xlsx"),
    "4225": ("Lyngdal", "lyngdal_planer.csv"),
    "4226": ("Hægebostad", "haegebostad_planoversyn.xlsx"),
    "4227": ("Kvinesdal", "kvinesdal_planoversikt.csv"),
    "4228": ("Sirdal", "sirdal_planverk.xlsx"),
}

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not TABLES.is_dir(), reason="the example tables in ../shared/data/plan-tables are not here"),
]


def expected(file: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        (TABLES / f"{file.rpartition('.')[0]}.expected.json").read_text(encoding="utf-8")
    )
    return found


@pytest.fixture
def lister() -> Collaboration:
    load_roles()
    collaboration = Collaboration.objects.create(name="Lister")
    for number, (name, _) in LISTER.items():
        municipality = make_organisation(name, number)
        Member.objects.create(collaboration=collaboration, organisation=municipality, lets_coordinator_import=True)
    return collaboration


def test_a_coordinator_brings_in_all_six_tables_of_lister_and_sees_them_counted_right(lister: Collaboration) -> None:
    client = browser(make_person("Kåre", "coordinator", lister))
    for number, (name, file) in LISTER.items():
        right = expected(file)
        answer = client.post(
            reverse("import_start", args=[number]), {"file": as_file((TABLES / file).read_bytes(), file), "pasted": ""}
        )
        run = ImportRun.objects.get(organisation__number=number)
        assert answer.url == reverse("import_preview", args=[run.id]), f"{file}: the guess is sure"
        assert not run.named_municipality, f"{file}: the table is of {name}"
        asked = sorted(row for group in right["possible_duplicates"] for row in group)
        counts = outcomes(run)
        assert counts.get("created", 0) == len(right["rows"]) - len(asked), file
        assert counts.get("question", 0) == len(asked), file
        assert counts.get("error", 0) == len(right["errors"]), file
        assert counts.get("skipped", 0) == len(right["skipped_rows"]), file
        for group in right["possible_duplicates"]:
            sheet = next(each.row.sheet for each in planned(run).rows if each.row.row == group[0])
            client.post(reverse("import_choice", args=[run.id]), {"row": key_of(sheet, group[0]), "answer": "all"})
        preview = client.get(answer.url)
        done = client.post(reverse("import_write", args=[run.id]), {"seen": digest_in(preview)}, follow=True)
        assert f"{len(right['rows'])} nye planer i {name}" in text_of(done)
        assert_plans_are(number, right)


def assert_plans_are(number: str, right: dict[str, Any]) -> None:
    plans = {
        imported.source_row: imported.plan
        for imported in ImportRun.objects.get(organisation__number=number).plans.all()
    }
    assert sorted(plans) == sorted(row["source_row"] for row in right["rows"])
    for row in right["rows"]:
        plan = plans[row["source_row"]]
        period = "-".join(map(str, dict.fromkeys(row["period"]))) if row["period"] else None
        assert plan.name == row["name"]
        assert (plan.plan_type or None, plan.status or None) == (row["plan_type"], row["status"]), row["name"]
        assert (plan.decision or None, plan.section or None) == (row["decision"], row["section"]), row["name"]
        assert iso(plan.adopted) == row["adopted"], row["name"]
        assert iso(plan.revision_due) == row["revision_due"], row["name"]
        assert iso(plan.period) == period, row["name"]
        assert (plan.responsible or None, plan.case_reference or None) == (row["responsible"], row["case_reference"])


def iso(when: Any) -> str | None:
    return when.written if when else None


@pytest.mark.parametrize("number", LISTER)
def test_the_same_file_again_changes_nothing(lister: Collaboration, number: str) -> None:
    client = browser(make_person("Kåre", "coordinator", lister))
    file = LISTER[number][1]
    for _ in range(2):
        client.post(reverse("import_start", args=[number]), {"file": as_file((TABLES / file).read_bytes(), file)})
        run = ImportRun.objects.filter(organisation__number=number).latest("made_at", "id")
        preview = client.get(reverse("import_preview", args=[run.id]))
        client.post(reverse("import_write", args=[run.id]), {"seen": digest_in(preview)})
    counts = outcomes(run)
    right = expected(file)
    asked = sum(map(len, right["possible_duplicates"]))
    assert counts.get("unchanged") == len(right["rows"]) - asked
    assert not counts.get("created")
    assert not counts.get("changed")
    assert Plan.objects.count() == counts["unchanged"]


def test_a_table_of_the_neighbour_is_asked_about(lister: Collaboration) -> None:
    client = browser(make_person("Kåre", "coordinator", lister))
    file = LISTER["4206"][1]
    answer = client.post(
        reverse("import_start", args=["4228"]), {"file": as_file((TABLES / file).read_bytes(), file)}, follow=True
    )
    assert "Tabellen nevner Farsund, men du importerer til Sirdal" in text_of(answer)
