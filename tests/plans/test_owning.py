"""A plan several municipalities own: each comes in by its own yes, decides for itself, and goes when it wants."""

import re
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from plandugnad.core.models import AuditEvent
from plandugnad.engines.tables.when import When
from plandugnad.plans import actions, owning
from plandugnad.plans.actions import ChangedMeanwhile
from plandugnad.plans.kinds import LinkKind
from plandugnad.plans.models import OwnerState, Plan, PlanHere, PlanLink, PlanOwner
from plandugnad.plans.snapshot import EDITABLE
from tests.archive.builders import make_room, put_file
from tests.cast import Cast
from tests.plans.builders import INGRID, TORE, browser, fresh, make_plan
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


def test_the_list_of_the_asked_marks_where_nobody_can_answer(cast: Cast) -> None:
    plan, marked = make_plan(cast.fjordvik), "Ingen derfra er her ennå"
    asked(plan, cast)
    page, address = browser(cast.person("Ingrid")), reverse("plan_owners", args=[plan.pk])
    assert marked in page.get(address).content.decode()
    cast.person("Marit")
    assert marked not in page.get(address).content.decode()


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


def archived(plan: Plan) -> list[tuple[Any, ...]]:
    return list(plan.archive_links.kept().order_by("made_at").values_list("room__name", "file__name", "fixed_number"))


def related(plan: Plan) -> set[tuple[str, str, str]]:
    ends = PlanLink.objects.filter(plan=plan) | PlanLink.objects.filter(other=plan)
    return set(ends.values_list("plan__name", "kind", "other__name"))


@pytest.mark.parametrize("is_ended", [False, True])
def test_who_goes_takes_the_links_along_and_puts_none_on_anothers_plans(cast: Cast, *, is_ended: bool) -> None:
    plan = joint_plan(cast)
    room = make_room(cast.ytre_fjord, "Kysten")
    actions.link_to_archive(INGRID, plan, room)
    actions.link_to_archive(INGRID, plan, put_file(room, "forslag.txt"), fixed_number=1)
    gone = actions.link_to_archive(INGRID, plan, make_room(cast.fjordvik, "Tatt bort"))
    actions.unlink_from_archive(INGRID, gone)
    actions.link_plans(INGRID, plan, LinkKind.ELABORATES, make_plan(cast.fjordvik, "Samfunnsdelen"))
    actions.link_plans(TORE, make_plan(cast.lyngmo, "Havneplan"), LinkKind.ELABORATES, plan)
    actions.link_plans(INGRID, make_plan(cast.fjordvik, "Fjordviks"), LinkKind.ELABORATES, plan)
    if is_ended:
        owning.end_joint(INGRID, plan)
    else:
        owning.part(TORE, own_row(plan, cast), keeps_plan=True)
    own = Plan.objects.get(organisation=cast.lyngmo, name="Kystsoneplan")
    assert archived(own) == archived(plan)
    assert len(archived(own)) == 2
    assert related(own) == {
        ("Kystsoneplan", "elaborates", "Samfunnsdelen"),
        ("Havneplan", "elaborates", "Kystsoneplan"),
    }


def test_what_the_plan_from_before_had_comes_along_to_the_joint_one(cast: Cast) -> None:
    own, plan = make_plan(cast.lyngmo, "Kystsoneplan Lyngmo"), make_plan(cast.fjordvik, "Kystsoneplan")
    room = make_room(cast.ytre_fjord, "Kysten")
    same = "https://eksempel.no/kart.pdf"
    for one in (own, plan):
        actions.add_address(TORE, one, "Plankart", same)
    actions.add_address(TORE, own, "Vedtaket", "https://eksempel.no/vedtak.pdf")
    actions.link_to_archive(TORE, own, room)
    actions.link_plans(TORE, own, LinkKind.ELABORATES, make_plan(cast.lyngmo, "Samfunnsdelen"))
    actions.link_plans(TORE, own, LinkKind.KNOWLEDGE_FOR, plan)
    owning.answer_ownership(TORE, asked(plan, cast), True, own)
    assert [each.title for each in plan.documents.all()] == ["Plankart", "Vedtaket"]
    assert archived(plan) == [("Kysten", None, None)]
    assert ("Kystsoneplan", "elaborates", "Samfunnsdelen") in related(plan)
    assert not PlanLink.objects.filter(plan=plan, other=plan).exists()


def test_the_page_that_asks_says_what_comes_along(cast: Cast) -> None:
    make_plan(cast.lyngmo, "Kystsoneplan")
    plan = make_plan(cast.fjordvik, "Kystsoneplan")
    asked(plan, cast)
    address = reverse("plan_owner_answer", args=[plan.pk, cast.lyngmo.pk])
    assert "ser dokumenta" in browser(cast.person("Marit")).get(address).content.decode()


def test_who_ends_it_as_another_goes_is_told_in_words(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = joint_plan(cast)

    def goes_meanwhile(*about: Any, **values: Any) -> Any:
        raise ValidationError("Kommunen eier ikke lenger planen sammen med de andre.")

    monkeypatch.setattr(owning, "part", goes_meanwhile)
    answer = browser(cast.person("Ingrid")).post(reverse("plan_owners_end", args=[plan.pk]), follow=True)
    assert "eier ikke lenger planen" in answer.content.decode()
    assert places_of(plan) == {"Fjordvik", "Lyngmo"}


def test_the_history_offers_to_go_back_only_to_what_can_be_gone_back_to(cast: Cast) -> None:
    plan = joint_plan(cast, status="in_process")
    actions.change_plan(INGRID, plan, {"goal": "Levende kyst"})
    owning.offer_lead(INGRID, own_row(plan, cast), is_offered=True)
    owning.take_lead(TORE, own_row(plan, cast))
    for goal in ("Ren kyst", "Åpen kyst"):
        actions.change_plan(TORE, fresh(plan), {"goal": goal})
    marit = browser(cast.person("Marit"))
    page = marit.get(reverse("plan_history", args=[plan.pk])).content.decode()
    offered = re.findall(r'href="(/planer/[^"]*/gjenopprett/[^"]*)"', page)
    assert len(offered) == 1
    assert marit.get(offered[0]).status_code == 200
