"""A table that tells of a plan the municipality owns with others: matched, not doubled, and not written by it."""

import pytest
from django.urls import reverse

from plandugnad.engines.tables.when import When
from plandugnad.imports.models import ImportRun
from plandugnad.imports.writing.undo import undo_run
from plandugnad.plans import owning
from plandugnad.plans.models import Plan, PlanHere, PlanOwner
from tests.cast import Cast
from tests.imports.builders import (
    CLIMATE,
    CULTURE,
    HEADINGS,
    INGRID,
    TRAFFIC,
    draft,
    fresh,
    imported,
    names,
    outcomes,
    plan_named,
)
from tests.plans.builders import TORE, browser, make_plan
from tests.plans.owners import asked, own_row

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


def lyngmo_leads(plan: Plan, cast: Cast) -> None:
    owning.offer_lead(INGRID, own_row(plan, cast), is_offered=True)
    owning.take_lead(TORE, own_row(plan, cast))


def kept_of(run: ImportRun) -> list[tuple[str, str]]:
    outcome = fresh(run).outcome
    assert outcome is not None
    return [(kept["name"], kept["why"]) for kept in outcome["undo"]["kept"]]


@pytest.mark.parametrize("has_gone", [False, True])
def test_undoing_an_import_leaves_a_plan_another_municipality_leads_now(cast: Cast, *, has_gone: bool) -> None:
    run = imported(cast.fjordvik)
    plan = plan_named(cast.fjordvik, "Kulturplan")
    lyngmo_leads(plan, cast)
    if has_gone:
        owning.part(INGRID, PlanOwner.objects.get(plan=plan, organisation=cast.fjordvik), keeps_plan=False)
    undo_run(INGRID, run)
    assert names(cast.lyngmo) == ["Kulturplan"]
    assert kept_of(run) == [("Kulturplan", "led_by_another")]
    page = browser(cast.person("Ingrid")).get(reverse("import_done", args=[run.pk])).content.decode()
    assert "En annen kommune leder arbeidet med den nå." in page


def test_undoing_an_import_changes_nothing_in_a_plan_another_municipality_leads_now(cast: Cast) -> None:
    imported(cast.fjordvik)
    later = (*CULTURE[:5], 2031, *CULTURE[6:])
    run = imported(cast.fjordvik, [HEADINGS, later, TRAFFIC, CLIMATE])
    plan = plan_named(cast.fjordvik, "Kulturplan")
    assert plan.revision_due == When.of_year(2031)
    lyngmo_leads(plan, cast)
    undo_run(INGRID, run)
    assert plan_named(cast.lyngmo, "Kulturplan").revision_due == When.of_year(2031)
    assert kept_of(run) == [("Kulturplan", "led_by_another")]


def coast_plan_that_was(own: Plan, cast: Cast) -> Plan:
    """Fjordvik's, that Lyngmo has said yes to with a plan of its own by another name."""
    plan = make_plan(cast.fjordvik, "Kystsoneplan")
    owning.answer_ownership(TORE, asked(plan, cast), True, own)
    return plan


def test_a_plan_it_had_by_another_name_before_it_was_joint_is_known_in_its_next_table(cast: Cast) -> None:
    imported(cast.lyngmo)
    plan = coast_plan_that_was(plan_named(cast.lyngmo, "Kulturplan"), cast)
    assert outcomes(draft(cast.lyngmo)) == {"unchanged": 2, "skipped": 1}
    lyngmo_leads(plan, cast)
    assert outcomes(draft(cast.lyngmo)) == {"unchanged": 3}


def test_so_is_one_that_no_table_had_told_of(cast: Cast) -> None:
    coast_plan_that_was(make_plan(cast.lyngmo, "Kulturplan", period="2019/2029"), cast)
    assert outcomes(draft(cast.lyngmo)) == {"created": 2, "skipped": 1}


def test_so_is_one_that_has_become_its_own_again(cast: Cast) -> None:
    imported(cast.lyngmo)
    plan = coast_plan_that_was(plan_named(cast.lyngmo, "Kulturplan"), cast)
    owning.part(TORE, own_row(plan, cast), keeps_plan=True)
    assert outcomes(draft(cast.lyngmo)) == {"unchanged": 3}


def test_one_of_another_period_than_the_one_it_had_is_asked_about(cast: Cast) -> None:
    coast_plan_that_was(make_plan(cast.lyngmo, "Kulturplan", period="2030/2040"), cast)
    assert outcomes(draft(cast.lyngmo)) == {"created": 2, "question": 1}
