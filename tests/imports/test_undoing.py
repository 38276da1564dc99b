"""An import taken back: what it did is undone, what people did since is kept and said."""

import pytest

from plandugnad.core.models import AuditEvent
from plandugnad.imports.models import ImportRun, RunState
from plandugnad.imports.writing.undo import CannotBeUndone, undo_run
from plandugnad.plans.actions import add_address, change_plan, create_plan, delete_plan, link_plans, share_plan
from plandugnad.plans.kinds import LinkKind
from plandugnad.plans.models import Plan
from plandugnad.plans.snapshot import snapshot
from tests.cast import Cast
from tests.imports.builders import CULTURE, HEADINGS, INGRID, PLANS, draft, fresh, imported, names, outcomes, plan_named


def undone(run: ImportRun) -> dict[str, object]:
    undo_run(INGRID, run)
    outcome = fresh(run).outcome
    assert outcome is not None
    told: dict[str, object] = outcome["undo"]
    return told


def test_what_the_import_made_is_gone_and_what_it_changed_is_as_before(cast: Cast) -> None:
    plan = create_plan(
        INGRID, cast.fjordvik, {"name": "Kulturplan", "period": "2019/2029", "adopted": "2018", "responsible": "Kari"}
    )
    before = snapshot(plan)
    run = imported(cast.fjordvik)
    assert snapshot(Plan.objects.get(pk=plan.pk)) != before
    assert undone(run) == {"removed": 2, "restored": 1, "kept": []}
    assert names(cast.fjordvik) == ["Kulturplan"]
    assert snapshot(Plan.objects.get(pk=plan.pk)) == before
    assert fresh(run).state == RunState.UNDONE


def test_undoing_is_part_of_the_history(cast: Cast) -> None:
    run = imported(cast.fjordvik)
    plan = plan_named(cast.fjordvik, "Kulturplan")
    undo_run(INGRID, run)
    assert list(AuditEvent.objects.filter(subject_id=plan.id).values_list("verb", flat=True)) == [
        "plan_deleted",
        "plan_created",
    ]
    assert AuditEvent.objects.filter(verb="import_undone", subject_id=run.id).exists()


def test_a_field_edited_since_is_kept_and_the_others_go_back(cast: Cast) -> None:
    plan = create_plan(
        INGRID, cast.fjordvik, {"name": "Kulturplan", "period": "2019/2029", "adopted": "2018", "responsible": "Kari"}
    )
    run = imported(cast.fjordvik)
    change_plan(INGRID, Plan.objects.get(pk=plan.pk), {"responsible": "Ola"})
    told = undone(run)
    plan.refresh_from_db()
    assert plan.responsible == "Ola"
    assert plan.adopted is not None
    assert plan.adopted.iso == "2018"
    assert told["kept"] == [{"plan": str(plan.id), "name": "Kulturplan", "why": "edited", "fields": ["responsible"]}]


def test_a_new_plan_somebody_has_worked_on_is_kept(cast: Cast) -> None:
    run = imported(cast.fjordvik)
    change_plan(INGRID, plan_named(cast.fjordvik, "Kulturplan"), {"goal": "Et levende kulturliv"})
    told = undone(run)
    assert told["removed"] == 2
    assert names(cast.fjordvik) == ["Kulturplan"]


def test_plans_others_lean_on_are_kept_and_said(cast: Cast) -> None:
    run = imported(cast.fjordvik)
    culture, traffic, climate = (plan_named(cast.fjordvik, str(row[0])) for row in PLANS[1:])
    child = create_plan(INGRID, cast.fjordvik, {"name": "Bibliotekplan", "parent_id": str(culture.id)})
    link_plans(INGRID, child, LinkKind.ELABORATES, traffic)
    add_address(INGRID, climate, "Planen", "https://www.example.no/plan.pdf")
    told = undone(run)
    assert told["removed"] == 0
    assert {kept["name"]: kept["why"] for kept in told["kept"]} == {  # type: ignore[attr-defined]
        "Kulturplan": "has_children",
        "Trafikksikkerhetsplan": "is_linked",
        "Klima- og energiplan": "has_documents",
    }
    child.refresh_from_db()
    assert child.parent_id == culture.id


def test_a_shared_plan_is_kept(cast: Cast) -> None:
    run = imported(cast.fjordvik, [HEADINGS, CULTURE])
    share_plan(INGRID, plan_named(cast.fjordvik, "Kulturplan"), cast.lyngmo)
    told = undone(run)
    assert [kept["why"] for kept in told["kept"]] == ["is_shared"]  # type: ignore[attr-defined]


def test_a_plan_deleted_since_stays_deleted(cast: Cast) -> None:
    run = imported(cast.fjordvik, [HEADINGS, CULTURE])
    delete_plan(INGRID, plan_named(cast.fjordvik, "Kulturplan"))
    assert undone(run)["removed"] == 0
    assert names(cast.fjordvik) == []


def test_an_earlier_import_undone_does_not_undo_a_later(cast: Cast) -> None:
    first = imported(cast.fjordvik, [HEADINGS, CULTURE])
    imported(cast.fjordvik, [HEADINGS, (*CULTURE[:5], 2031, *CULTURE[6:])])
    undo_run(INGRID, first)
    plan = plan_named(cast.fjordvik, "Kulturplan")
    assert plan.revision_due is not None
    assert plan.revision_due.iso == "2031"


def test_undoing_the_last_import_of_two_gives_the_first(cast: Cast) -> None:
    imported(cast.fjordvik, [HEADINGS, CULTURE])
    second = imported(cast.fjordvik, [HEADINGS, (*CULTURE[:5], 2031, *CULTURE[6:])])
    assert undone(second) == {"removed": 0, "restored": 1, "kept": []}
    plan = plan_named(cast.fjordvik, "Kulturplan")
    assert plan.revision_due is not None
    assert plan.revision_due.iso == "2027"
    assert outcomes(draft(cast.fjordvik, [HEADINGS, CULTURE])) == {"unchanged": 1}


def test_an_import_is_undone_once(cast: Cast) -> None:
    run = imported(cast.fjordvik)
    undo_run(INGRID, run)
    with pytest.raises(CannotBeUndone):
        undo_run(INGRID, run)
    with pytest.raises(CannotBeUndone):
        undo_run(INGRID, draft(cast.fjordvik))


def test_after_an_undo_the_same_table_can_be_imported_again(cast: Cast) -> None:
    undo_run(INGRID, imported(cast.fjordvik))
    imported(cast.fjordvik)
    assert len(names(cast.fjordvik)) == 3
