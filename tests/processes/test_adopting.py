"""The day the council adopted the plan, in the process and on the plan: what stands in one is offered to the other."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from plandugnad.engines.tables.when import When
from plandugnad.plans.actions import change_plan
from plandugnad.plans.models import Plan, PlanOwner
from plandugnad.plans.owning import answer_ownership, change_own, invite_owner
from plandugnad.processes.actions import set_dates
from plandugnad.processes.adopting import Offer, offers_of
from plandugnad.processes.dates import Dates, Place, kept_dates
from plandugnad.processes.models import Process
from plandugnad.processes.queries.process import keep
from tests.cast import Cast
from tests.processes.builders import INGRID, a_plan, a_process, at_screen, fresh, happened

pytestmark = pytest.mark.django_db

TODAY, DAY = date(2026, 11, 29), date(2026, 11, 27)
OFFERED = "Før inn vedtaket på planen"


@pytest.fixture
def process(cast: Cast) -> Process:
    plan = a_plan(cast.fjordvik)
    change_plan(INGRID, plan, {"status": "under_revision", "adopted": "2006-08-26"})
    return fresh(a_process(Plan.objects.get(pk=plan.pk)))


@pytest.fixture
def joint(cast: Cast) -> Process:
    plan = a_plan(cast.fjordvik, "Kystsoneplan")
    row = invite_owner(cast.actor("Ingrid").by, plan, cast.lyngmo)
    assert row
    answer_ownership(cast.actor("Marit").by, row, is_yes=True)
    return fresh(a_process(plan))


def offers(process: Process) -> list[Offer]:
    again = fresh(process)
    return offers_of(again, keep(again, TODAY), TODAY)


def pressed(offer: Offer) -> dict[str, Any]:
    return {"kommune": str(offer.organisation), "dag": offer.day.isoformat()}


def test_an_adoption_in_the_process_is_offered_to_the_plan_and_taken_with_one_press(
    cast: Cast, process: Process
) -> None:
    ingrid, address = at_screen(cast, "Ingrid"), reverse("process", args=[process.id])
    assert OFFERED not in ingrid.get(address).content.decode()
    happened(process, "KPA-9", DAY)
    shown = ingrid.get(address).content.decode()
    assert "«vedtatt 26. august 2006, nå under revisjon»" in shown
    assert "27. november 2026" in shown
    assert OFFERED in shown
    [offer] = offers(process)
    answer = ingrid.post(reverse("process_adopt", args=[process.id]), pressed(offer), follow=True)
    plan = Plan.objects.get()
    assert (plan.status, plan.adopted) == ("adopted", When.on(DAY))
    assert OFFERED not in answer.content.decode()
    assert "vedtatt 27. november 2026" in ingrid.get(reverse("process_history", args=[process.id])).content.decode()


def test_what_was_entered_on_the_plan_is_taken_back_as_it_was(cast: Cast, process: Process) -> None:
    happened(process, "KPA-9", DAY)
    ingrid, [offer] = at_screen(cast, "Ingrid"), offers(process)
    answer = ingrid.post(reverse("process_adopt", args=[process.id]), pressed(offer), follow=True)
    undo = next(one for one in answer.context["messages"]).extra_tags.split("undo:")[1].split()[0]
    told = ingrid.post(undo, follow=True).content.decode()
    assert "angret vedtaket som var ført inn på planen" in told
    assert "«vedtatt 26. august 2006, nå under revisjon», før «vedtatt 27. november 2026»" in told
    plan = Plan.objects.get()
    assert (plan.status, plan.adopted) == ("under_revision", When.parse("2006-08-26"))
    assert [one.to_plan for one in offers(process)] == [True]


def test_what_somebody_has_changed_on_the_plan_since_is_not_taken_back(cast: Cast, process: Process) -> None:
    happened(process, "KPA-9", DAY)
    ingrid, [offer] = at_screen(cast, "Ingrid"), offers(process)
    answer = ingrid.post(reverse("process_adopt", args=[process.id]), pressed(offer), follow=True)
    undo = next(one for one in answer.context["messages"]).extra_tags.split("undo:")[1].split()[0]
    change_plan(INGRID, Plan.objects.get(), {"status": "repealed"})
    assert "endret igjen siden" in ingrid.post(undo, follow=True).content.decode()
    assert Plan.objects.get().status == "repealed"


@pytest.mark.parametrize(
    "stands",
    [
        {"status": "adopted", "adopted": "2026-11-27"},
        {"status": "adopted", "adopted": "2026"},  # as exact as they wrote it, and the same
        {"status": "under_revision", "adopted": "2028-02-01"},  # adopted anew since
        {"status": "repealed", "adopted": "2006-08-26"},
    ],
)
def test_nothing_is_offered_where_the_plan_says_it_already(process: Process, stands: dict[str, str]) -> None:
    happened(process, "KPA-9", DAY)
    change_plan(INGRID, process.plan, stands)
    assert offers(process) == []


def test_each_owner_of_a_joint_plan_enters_its_own_councils_decision(cast: Cast, joint: Process) -> None:
    for place in (cast.fjordvik, cast.lyngmo):
        set_dates(INGRID, joint, {Place("KPA-9", organisation=place.id): Dates(happened_on=DAY)})
    assert [(one.council, one.to_plan) for one in offers(joint)] == [("Fjordvik", True), ("Lyngmo", True)]
    address, marit = reverse("process_adopt", args=[joint.id]), at_screen(cast, "Marit")
    of_fjordvik, of_lyngmo = (pressed(one) for one in offers(joint))
    assert marit.post(address, of_fjordvik).status_code == 404
    assert at_screen(cast, "Ingrid").post(address, of_lyngmo).status_code == 404
    assert at_screen(cast, "Åse").post(address, of_fjordvik).status_code == 404
    assert marit.get(reverse("process", args=[joint.id])).content.decode().count(OFFERED) == 1
    answer = marit.post(address, of_lyngmo, follow=True)
    row = PlanOwner.objects.get()
    assert (row.status, row.adopted) == ("adopted", When.on(DAY))
    assert Plan.objects.get().status == "in_process"
    assert [one.council for one in offers(joint)] == ["Fjordvik"]
    undo = next(one for one in answer.context["messages"]).extra_tags.split("undo:")[1].split()[0]
    assert at_screen(cast, "Ingrid").post(undo).status_code == 404
    marit.post(undo)
    assert PlanOwner.objects.get().adopted is None


def test_a_plan_adopted_in_some_councils_offers_those_days_to_its_new_process(cast: Cast, joint: Process) -> None:
    change_own(cast.actor("Marit").by, PlanOwner.objects.get(), {"status": "adopted", "adopted": When.on(DAY)})
    [offer] = offers(joint)
    assert (offer.council, offer.to_plan, offer.day) == ("Lyngmo", False, DAY)
    ingrid = at_screen(cast, "Ingrid")
    assert "Før datoen inn i prosessen" in ingrid.get(reverse("process", args=[joint.id])).content.decode()
    ingrid.post(reverse("process_adopt", args=[joint.id]), pressed(offer))
    assert kept_dates(joint.dates.all()) == {
        Place("KPA-9", organisation=cast.lyngmo.id): Dates(happened_on=DAY),
    }
    assert offers(joint) == []


def test_what_the_plan_was_adopted_as_before_is_not_offered_to_the_process_that_revises_it(process: Process) -> None:
    change_plan(INGRID, process.plan, {"status": "adopted"})
    assert offers(process) == []
    happened(process, "KPA-7", date(2026, 6, 1))
    assert offers(process) == []
    change_plan(INGRID, process.plan, {"adopted": "2026-11-27"})
    assert [(one.to_plan, one.day) for one in offers(process)] == [(False, DAY)]


def test_an_offer_that_no_longer_stands_writes_nothing(cast: Cast, process: Process) -> None:
    happened(process, "KPA-9", DAY)
    [offer] = offers(process)
    set_dates(INGRID, process, {Place("KPA-9"): Dates(happened_on=date(2026, 11, 20))})
    answer = at_screen(cast, "Ingrid").post(reverse("process_adopt", args=[process.id]), pressed(offer), follow=True)
    assert "endret siden" in answer.content.decode()
    assert Plan.objects.get().adopted == When.parse("2006-08-26")


@pytest.mark.parametrize("given", [{}, {"kommune": "x", "dag": "y"}])
def test_nonsense_writes_nothing(cast: Cast, process: Process, given: dict[str, str]) -> None:
    assert at_screen(cast, "Ingrid").post(reverse("process_adopt", args=[process.id]), given).status_code == 302
