"""What people do with plans, done by the actions themselves."""

import threading
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from plandugnad.core.models import AuditEvent
from plandugnad.plans import actions
from plandugnad.plans.actions import ChangedMeanwhile, TextChangedMeanwhile
from plandugnad.plans.kinds import LinkKind
from plandugnad.plans.models import Plan, PlanLink, PlanTypeUse
from plandugnad.plans.snapshot import snapshot
from tests.cast import Cast
from tests.plans.builders import INGRID, SQUARE, TORE, fresh, make_plan


def events(plan: Plan) -> list[AuditEvent]:
    return list(AuditEvent.objects.filter(subject_id=plan.pk))


def test_a_new_plan_begins_its_history(cast: Cast) -> None:
    plan = make_plan(cast.fjordvik, status="adopted", adopted="2019-06-12")
    (event,) = events(plan)
    assert (event.verb, event.by_name, event.organisation_id) == ("plan_created", "Ingrid Eksempel", cast.fjordvik.id)
    assert event.after
    assert event.after["adopted"] == "2019-06-12"


def test_the_same_form_sent_twice_makes_one_plan(cast: Cast) -> None:
    id = uuid4()
    first = actions.create_plan(INGRID, cast.fjordvik, {"name": "Næringsplan"}, id=id)
    second = actions.create_plan(INGRID, cast.fjordvik, {"name": "Næringsplan"}, id=id)
    assert first.pk == second.pk
    assert Plan.objects.count() == 1
    assert len(events(first)) == 1


@pytest.mark.django_db(transaction=True)
def test_the_same_form_sent_twice_at_once_makes_one_plan(cast: Cast) -> None:
    organisation, id = cast.fjordvik, uuid4()
    made = at_once(2, lambda: actions.create_plan(INGRID, organisation, {"name": "Næringsplan"}, id=id).pk)
    assert made == [id, id]
    assert Plan.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_plans_cannot_be_put_below_each_other_at_once(cast: Cast) -> None:
    one, other = make_plan(cast.fjordvik, "Samfunnsdel"), make_plan(cast.fjordvik, "Arealdel")
    pairs = iter([(one, other), (other, one)])

    def put_below() -> Any:
        plan, parent = next(pairs)
        try:
            return actions.change_plan(INGRID, plan, {"parent_id": parent.pk}).pk
        except ValidationError:
            return "refused"

    assert at_once(2, put_below).count("refused") == 1
    assert Plan.objects.exclude(parent=None).count() == 1


def at_once(times: int, do: Any) -> list[Any]:
    results: list[Any] = []
    start = threading.Barrier(times)

    def run() -> None:
        start.wait()
        try:
            results.append(do())
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_a_change_tells_only_of_the_fields_that_changed(cast: Cast) -> None:
    plan = make_plan(cast.fjordvik, status="in_process")
    actions.change_plan(TORE, plan, {"status": "adopted", "name": plan.name})
    newest = events(plan)[0]
    assert (newest.before, newest.after) == ({"status": "in_process"}, {"status": "adopted"})
    assert fresh(plan).version == 2


def test_saving_what_stands_already_leaves_no_line(cast: Cast) -> None:
    plan = make_plan(cast.fjordvik)
    actions.change_plan(TORE, plan, {"name": plan.name})
    assert len(events(plan)) == 1
    assert fresh(plan).version == 1


def test_two_people_may_change_different_fields(cast: Cast) -> None:
    plan = make_plan(cast.fjordvik)
    actions.change_plan(TORE, plan, {"responsible": "Tore"}, seen_version=1)
    actions.change_plan(INGRID, plan, {"section": "Oppvekst"}, seen_version=1)
    assert (fresh(plan).responsible, fresh(plan).section) == ("Tore", "Oppvekst")


def test_the_second_to_change_the_same_field_is_told(cast: Cast) -> None:
    plan = make_plan(cast.fjordvik)
    actions.change_plan(TORE, plan, {"responsible": "Tore"}, seen_version=1)
    with pytest.raises(ChangedMeanwhile) as meanwhile:
        actions.change_plan(INGRID, plan, {"responsible": "Ingrid"}, seen_version=1)
    assert meanwhile.value.plan.responsible == "Tore"
    assert meanwhile.value.fields == {"responsible"}
    assert meanwhile.value.by_name == "Tore Eksempel"
    assert fresh(plan).responsible == "Tore"


def test_what_happens_beside_the_fields_does_not_hide_that_somebody_changed_one(cast: Cast) -> None:
    plan, other = make_plan(cast.fjordvik), make_plan(cast.fjordvik, "Arealdel")
    actions.change_plan(TORE, plan, {"responsible": "Tore"}, seen_version=1)
    actions.link_plans(TORE, plan, LinkKind.ELABORATES, other)
    actions.share_plan(TORE, plan, cast.lyngmo)
    with pytest.raises(ChangedMeanwhile):
        actions.change_plan(INGRID, plan, {"responsible": "Ingrid"}, seen_version=1)


def test_the_same_change_by_two_people_is_no_conflict(cast: Cast) -> None:
    plan = make_plan(cast.fjordvik)
    actions.change_plan(TORE, plan, {"status": "adopted"}, seen_version=1)
    actions.change_plan(INGRID, plan, {"status": "adopted"}, seen_version=1)
    assert fresh(plan).version == 2


def test_no_plan_is_above_itself_however_far_up(cast: Cast) -> None:
    top = make_plan(cast.fjordvik, "Samfunnsdel")
    middle = make_plan(cast.fjordvik, "Arealdel", parent_id=top.pk)
    low = make_plan(cast.fjordvik, "Reguleringsplan", parent_id=middle.pk)
    with pytest.raises(ValidationError, match="under seg selv"):
        actions.change_plan(INGRID, top, {"parent_id": low.pk})


def test_the_plan_above_is_in_the_same_municipality(cast: Cast) -> None:
    plan = make_plan(cast.fjordvik)
    with pytest.raises(ValidationError, match="samme kommune"):
        actions.change_plan(INGRID, plan, {"parent_id": make_plan(cast.lyngmo).pk})


def test_a_national_plan_id_is_used_once_in_a_municipality(cast: Cast) -> None:
    make_plan(cast.fjordvik, "Gamle Skolen", national_plan_id="9901_2020-01")
    make_plan(cast.lyngmo, "Annen kommune", national_plan_id="9901_2020-01")
    with pytest.raises(ValidationError, match="«Gamle Skolen» har denne planID-en"):
        make_plan(cast.fjordvik, "Ny", national_plan_id="9901_2020-01")


def test_a_deleted_plan_comes_back_whole(cast: Cast) -> None:
    plan = make_plan(cast.fjordvik, themes=["klima"], extent=SQUARE)
    before = snapshot(plan)
    actions.delete_plan(INGRID, plan)
    assert not Plan.objects.kept().exists()
    actions.undelete_plan(INGRID, plan)
    assert snapshot(fresh(plan)) == before
    assert [event.verb for event in events(plan)] == ["plan_undeleted", "plan_deleted", "plan_created"]


def test_deleting_twice_is_deleting_once(cast: Cast) -> None:
    plan = make_plan(cast.fjordvik)
    actions.delete_plan(INGRID, plan)
    actions.delete_plan(TORE, fresh(plan))
    assert [event.verb for event in events(plan)] == ["plan_deleted", "plan_created"]


def test_a_plan_whose_id_was_taken_meanwhile_does_not_come_back(cast: Cast) -> None:
    plan = make_plan(cast.fjordvik, national_plan_id="77")
    actions.delete_plan(INGRID, plan)
    make_plan(cast.fjordvik, "Den nye", national_plan_id="77")
    with pytest.raises(ValidationError, match="arealplan-ID"):
        actions.undelete_plan(INGRID, plan)


def test_restoring_gives_exactly_the_state_right_after_each_line(cast: Cast) -> None:
    plan = make_plan(cast.fjordvik, status="idea")
    states = {events(plan)[0].pk: snapshot(fresh(plan))}
    steps: list[dict[str, Any]] = [
        {"status": "in_process"},
        {"name": "Ny temaplan", "themes": ["klima", "natur"]},
        {"adopted": "2019"},
        {"adopted": "2019-06-12", "status": "adopted"},
        {"extent": SQUARE},
        {"themes": [], "extent": None},
    ]
    for values in steps:
        actions.change_plan(TORE, fresh(plan), values)
        states[events(plan)[0].pk] = snapshot(fresh(plan))
    for event in reversed(events(plan)):
        actions.restore_plan(INGRID, fresh(plan), AuditEvent.objects.get(pk=event.pk))
        assert snapshot(fresh(plan)) == states[event.pk], event.after


def test_a_restoring_can_itself_be_gone_back_from(cast: Cast) -> None:
    plan = make_plan(cast.fjordvik, status="idea")
    actions.change_plan(TORE, plan, {"status": "adopted"})
    created, adopted = events(plan)[1], events(plan)[0]
    actions.restore_plan(INGRID, fresh(plan), created)
    assert events(plan)[0].verb == "plan_restored"
    actions.restore_plan(INGRID, fresh(plan), adopted)
    assert fresh(plan).status == "adopted"
    assert len(events(plan)) == 4


def test_restoring_to_a_line_about_something_else_keeps_the_fields_of_that_moment(cast: Cast) -> None:
    plan, other = make_plan(cast.fjordvik, status="idea"), make_plan(cast.fjordvik, "Arealdel")
    actions.change_plan(TORE, plan, {"status": "in_process"})
    actions.link_plans(TORE, plan, LinkKind.ELABORATES, other)
    linked = events(plan)[0]
    actions.change_plan(TORE, fresh(plan), {"status": "adopted"})
    actions.restore_plan(INGRID, fresh(plan), linked)
    assert fresh(plan).status == "in_process"
    assert PlanLink.objects.filter(plan=plan).exists()


def test_one_field_can_be_restored_alone(cast: Cast) -> None:
    plan = make_plan(cast.fjordvik, status="idea", extent=SQUARE)
    created = events(plan)[0]
    actions.change_plan(TORE, plan, {"extent": None, "status": "adopted"})
    actions.restore_plan(INGRID, fresh(plan), created, only="extent")
    assert (fresh(plan).extent, fresh(plan).status) == (SQUARE, "adopted")


def test_a_conflict_is_one_link_seen_from_both_sides(cast: Cast) -> None:
    one, other = make_plan(cast.fjordvik, "En"), make_plan(cast.fjordvik, "To")
    actions.link_plans(INGRID, one, LinkKind.CONFLICTS, other)
    actions.link_plans(INGRID, other, LinkKind.CONFLICTS, one)
    assert PlanLink.objects.count() == 1


def test_a_document_removed_twice_is_removed_once(cast: Cast) -> None:
    plan = make_plan(cast.fjordvik)
    document = actions.add_address(INGRID, plan, "Vedtaket", "https://eksempel.no/1")
    for _ in range(2):
        actions.remove_document(INGRID, document)
    actions.bring_back_document(INGRID, document)
    assert [event.verb for event in events(plan)][:3] == ["document_added", "document_removed", "document_added"]


def test_a_text_of_the_plan_system_is_not_overwritten_unseen(cast: Cast) -> None:
    def describe(text: str, seen: str | None) -> None:
        actions.describe_plan_type(INGRID, cast.fjordvik, "theme_plan", is_used=True, text=text, seen=seen)

    describe("Første", "")
    row = PlanTypeUse.objects.get()
    seen = actions.fingerprint(row)
    describe("Andre", seen)
    with pytest.raises(TextChangedMeanwhile) as meanwhile:
        describe("Tredje", seen)
    assert meanwhile.value.row.text == "Andre"
