"""A plan several municipalities own: each comes in by its own yes, decides for itself, and goes when it wants."""

import pytest
from django.core.exceptions import ValidationError

from plandugnad.core.models import AuditEvent
from plandugnad.engines.tables.when import When
from plandugnad.plans import actions, owning
from plandugnad.plans.actions import ChangedMeanwhile
from plandugnad.plans.models import OwnerState, Plan, PlanHere, PlanOwner
from plandugnad.plans.snapshot import EDITABLE
from tests.cast import Cast
from tests.plans.builders import INGRID, TORE, fresh, make_plan
from tests.plans.owners import asked, joint_plan, own_row

pytestmark = pytest.mark.django_db


def here(plan: Plan, place: str) -> PlanHere:
    return PlanHere.objects.get(pk=plan.pk, organisation__name=place)


def places_of(plan: Plan) -> set[str]:
    return set(PlanHere.objects.filter(pk=plan.pk).values_list("organisation__name", flat=True))


def test_the_list_has_every_field_of_a_plan(cast: Cast) -> None:
    """When this fails, a field has come to the plan: drop the view `plans_here` and make it anew in a migration."""
    plan = joint_plan(cast)
    assert {name for name in EDITABLE if not hasattr(here(plan, "Lyngmo"), name)} == set()


def test_a_municipality_that_is_asked_owns_nothing_before_it_says_yes(cast: Cast) -> None:
    plan = make_plan(cast.fjordvik)
    row = asked(plan, cast)
    assert places_of(plan) == {"Fjordvik"}
    owning.answer_ownership(TORE, row, True)
    assert places_of(plan) == {"Fjordvik", "Lyngmo"}


def test_a_no_leaves_the_plan_as_it_was_and_may_become_a_yes(cast: Cast) -> None:
    plan = make_plan(cast.fjordvik)
    row = owning.answer_ownership(TORE, asked(plan, cast), False)
    assert row.state is OwnerState.DECLINED
    assert places_of(plan) == {"Fjordvik"}
    assert owning.answer_ownership(TORE, row, True).state is OwnerState.OWNS


def test_who_owns_the_plan_or_is_asked_is_not_asked_again(cast: Cast) -> None:
    plan = make_plan(cast.fjordvik)
    asked(plan, cast)
    assert owning.invite_owner(INGRID, plan, cast.lyngmo) is None
    assert owning.invite_owner(INGRID, plan, cast.fjordvik) is None
    assert owning.invite_owner(INGRID, plan, cast.county) is None


def test_a_question_taken_back_cannot_be_answered(cast: Cast) -> None:
    row = asked(make_plan(cast.fjordvik), cast)
    owning.withdraw_owner(INGRID, row)
    with pytest.raises(ValidationError, match="trukket tilbake"):
        owning.answer_ownership(TORE, row, True)


def test_a_municipality_that_has_said_yes_is_not_put_out_by_another(cast: Cast) -> None:
    plan = joint_plan(cast)
    with pytest.raises(ValidationError, match="går ut selv"):
        owning.withdraw_owner(INGRID, own_row(plan, cast))


def test_adopted_in_one_council_is_not_adopted_in_the_next(cast: Cast) -> None:
    plan = joint_plan(cast, status="in_consultation")
    assert here(plan, "Lyngmo").status == "in_consultation"
    actions.change_plan(INGRID, plan, {"status": "adopted", "adopted": "2026-06-12"})
    assert (here(plan, "Fjordvik").status, here(plan, "Lyngmo").status) == ("adopted", "in_process")
    assert here(plan, "Lyngmo").adopted is None
    owning.change_own(TORE, own_row(plan, cast), {"status": "adopted", "adopted": When.parse("2026-06-20")})
    assert (here(plan, "Lyngmo").status, here(plan, "Lyngmo").adopted) == ("adopted", When.parse("2026-06-20"))


def test_what_one_intends_is_not_what_the_other_intends(cast: Cast) -> None:
    plan = joint_plan(cast, notes="Fjordviks", priority="1", own={"notes": "Lyngmos", "decision": "revise"})
    lyngmo, fjordvik = here(plan, "Lyngmo"), here(plan, "Fjordvik")
    assert (lyngmo.notes, lyngmo.priority, lyngmo.decision) == ("Lyngmos", "", "revise")
    assert (fjordvik.notes, fjordvik.priority, fjordvik.decision) == ("Fjordviks", "1", "")


def test_two_people_in_one_municipality_do_not_overwrite_each_other(cast: Cast) -> None:
    row = own_row(joint_plan(cast), cast)
    owning.change_own(TORE, row, {"notes": "Først"}, seen_version=1)
    with pytest.raises(ChangedMeanwhile):
        owning.change_own(TORE, row, {"notes": "Sist"}, seen_version=1)


def test_a_joint_plan_is_deleted_by_nobody_alone(cast: Cast) -> None:
    plan = joint_plan(cast)
    with pytest.raises(ValidationError, match="felles med Lyngmo"):
        actions.delete_plan(INGRID, plan)
    assert fresh(plan).deleted_at is None


def test_who_goes_takes_its_own_decision_along(cast: Cast) -> None:
    plan = joint_plan(
        cast, status="adopted", notes="Fjordviks", own={"status": "adopted", "adopted": When.of_year(2026)}
    )
    actions.add_address(INGRID, plan, "Plankart", "https://eksempel.no/kart.pdf")
    child = make_plan(cast.lyngmo, "Havneplan", parent_id=str(plan.pk))
    own = owning.part(TORE, own_row(plan, cast), keeps_plan=True)
    assert own is not None
    assert (own.organisation, own.name, own.status, own.notes) == (cast.lyngmo, "Kystsoneplan", "adopted", "")
    assert own.adopted == When.of_year(2026)
    assert [each.title for each in own.documents.all()] == ["Plankart"]
    assert fresh(child).parent_id == own.pk
    assert places_of(plan) == {"Fjordvik"}


def test_who_goes_without_keeping_the_plan_has_none_of_it(cast: Cast) -> None:
    plan = joint_plan(cast)
    child = make_plan(cast.lyngmo, "Havneplan", parent_id=str(plan.pk))
    assert owning.part(TORE, own_row(plan, cast), keeps_plan=False) is None
    assert not PlanHere.objects.of(cast.lyngmo).filter(name="Kystsoneplan").exists()
    assert fresh(child).parent_id is None


def test_who_went_may_be_asked_anew_and_begins_afresh(cast: Cast) -> None:
    plan = joint_plan(cast, own={"notes": "Den gangen"})
    owning.part(TORE, own_row(plan, cast), keeps_plan=False)
    row = owning.answer_ownership(TORE, asked(plan, cast), True)
    assert (row.state, row.notes) == (OwnerState.OWNS, "")


def test_when_it_ends_each_has_a_plan_of_its_own(cast: Cast) -> None:
    plan = joint_plan(cast, own={"status": "adopted"})
    owning.invite_owner(cast.actor("Ingrid").by, plan, cast.storoy)
    assert owning.end_joint(INGRID, plan) == 1
    assert Plan.objects.of(cast.lyngmo).get().status == "adopted"
    assert not PlanOwner.objects.standing().exists()
    assert not PlanOwner.objects.invited().exists()
    actions.delete_plan(INGRID, plan)


def test_a_plan_the_municipality_had_from_before_becomes_its_part_of_the_joint_one(cast: Cast) -> None:
    own = make_plan(cast.lyngmo, "Kystsoneplan Lyngmo", status="adopted", notes="Vårt", national_plan_id="2020001")
    child = make_plan(cast.lyngmo, "Havneplan", parent_id=str(own.pk))
    plan = make_plan(cast.fjordvik, "Kystsoneplan")
    row = owning.answer_ownership(TORE, asked(plan, cast), True, own)
    assert (row.status, row.notes, row.national_plan_id) == ("adopted", "Vårt", "2020001")
    assert fresh(own).deleted_at is not None
    assert fresh(child).parent_id == plan.pk


def test_a_number_is_one_plans_also_where_one_of_them_is_joint(cast: Cast) -> None:
    plan = joint_plan(cast, own={"national_plan_id": "2026001"})
    with pytest.raises(ValidationError, match="Kystsoneplan"):
        make_plan(cast.lyngmo, "Annen", national_plan_id="2026001")
    make_plan(cast.lyngmo, "Tredje", national_plan_id="2026002")
    with pytest.raises(ValidationError, match="Tredje"):
        owning.change_own(TORE, own_row(plan, cast), {"national_plan_id": "2026002"})


def test_a_plan_is_not_above_itself_by_way_of_a_joint_one(cast: Cast) -> None:
    plan = joint_plan(cast)
    child = make_plan(cast.lyngmo, "Havneplan", parent_id=str(plan.pk))
    with pytest.raises(ValidationError, match="under seg selv"):
        owning.change_own(TORE, own_row(plan, cast), {"parent_id": child.pk})
    with pytest.raises(ValidationError, match="samme kommune"):
        owning.change_own(TORE, own_row(plan, cast), {"parent_id": make_plan(cast.fjordvik, "Fjordviks").pk})


def test_the_lead_goes_over_by_a_yes_and_each_keeps_its_own(cast: Cast) -> None:
    plan = joint_plan(
        cast, status="adopted", notes="Fjordviks", own={"notes": "Lyngmos", "adopted": When.of_year(2025)}
    )
    actions.share_plan(INGRID, plan, cast.county)
    row = own_row(plan, cast)
    with pytest.raises(ValidationError, match="trukket tilbake"):
        owning.take_lead(TORE, row)
    owning.offer_lead(INGRID, row, is_offered=True)
    owning.take_lead(TORE, row)
    plan = fresh(plan)
    assert (plan.organisation, plan.notes, plan.status) == (cast.lyngmo, "Lyngmos", "in_process")
    fjordvik = here(plan, "Fjordvik")
    assert (fjordvik.notes, fjordvik.status, fjordvik.is_led) == ("Fjordviks", "adopted", False)
    assert not plan.shares.exists()


def test_all_of_it_stands_in_the_history(cast: Cast) -> None:
    plan = joint_plan(cast, own={"status": "adopted"})
    owning.part(TORE, own_row(plan, cast), keeps_plan=True)
    verbs = list(AuditEvent.objects.filter(subject_id=plan.pk).order_by("made_at", "id").values_list("verb", flat=True))
    assert verbs == [
        "plan_created",
        "plan_owner_invited",
        "plan_owner_joined",
        "plan_owner_decided",
        "plan_owner_left",
    ]


def test_what_several_own_is_listed_once_where_they_stand_together(cast: Cast) -> None:
    plan = joint_plan(cast)
    make_plan(cast.lyngmo, "Lyngmos egen")
    both = PlanHere.objects.filter(organisation__in=[cast.fjordvik, cast.lyngmo])
    assert both.count() == 3
    assert sorted(both.once().values_list("name", "organisation__name")) == [
        ("Kystsoneplan", "Fjordvik"),
        ("Lyngmos egen", "Lyngmo"),
    ]
    assert ("Kystsoneplan", "Lyngmo") in both.once("9902").values_list("name", "organisation__name")
    assert both.once("9902").filter(pk=plan.pk).count() == 1
    without_the_leader = PlanHere.objects.filter(organisation=cast.lyngmo).once()
    assert without_the_leader.filter(pk=plan.pk).count() == 1
