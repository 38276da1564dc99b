"""A table that tells of a plan the municipality owns with others: matched, not doubled, and not written by it."""

import pytest
from django.urls import reverse

from plandugnad.imports.writing.undo import undo_run
from plandugnad.plans import owning
from plandugnad.plans.models import Plan, PlanHere
from tests.cast import Cast
from tests.imports.builders import INGRID, draft, fresh, imported, names, outcomes, plan_named
from tests.plans.builders import TORE, browser
from tests.plans.owners import own_row

pytestmark = pytest.mark.django_db


def joint_culture_plan(cast: Cast) -> Plan:
    """Made by Fjordvik's own import, and then owned with Lyngmo."""
    imported(cast.fjordvik)
    plan = plan_named(cast.fjordvik, "Kulturplan")
    own_row(plan, cast)
    return plan


def test_a_row_of_a_joint_plan_makes_no_second_one_and_changes_nothing(cast: Cast) -> None:
    plan = joint_culture_plan(cast)
    imported(cast.lyngmo)
    assert names(cast.lyngmo) == ["Klima- og energiplan", "Trafikksikkerhetsplan"]
    assert PlanHere.objects.of(cast.lyngmo).filter(name="Kulturplan").count() == 1
    row = own_row(plan, cast)
    assert (row.status, row.adopted, row.notes) == ("", None, "")


def test_the_preview_says_who_leads_it(cast: Cast) -> None:
    joint_culture_plan(cast)
    run = draft(cast.lyngmo)
    assert outcomes(run) == {"created": 2, "skipped": 1}
    page = browser(cast.person("Marit")).get(reverse("import_preview", args=[run.id])).content.decode()
    assert "Fellesplan som Fjordvik leier" in page


def test_the_leading_municipalitys_table_writes_it_as_before(cast: Cast) -> None:
    plan = joint_culture_plan(cast)
    owning.change_own(TORE, own_row(plan, cast), {"notes": "Lyngmos"})
    assert outcomes(draft(cast.fjordvik)) == {"unchanged": 3}


def test_undoing_an_import_leaves_a_plan_that_has_become_joint(cast: Cast) -> None:
    run = imported(cast.fjordvik)
    plan = plan_named(cast.fjordvik, "Kulturplan")
    own_row(plan, cast)
    undo_run(INGRID, run)
    outcome = fresh(run).outcome
    assert outcome is not None
    assert [kept["why"] for kept in outcome["undo"]["kept"]] == ["is_joint"]
    assert names(cast.fjordvik) == ["Kulturplan"]
