import pytest

from plandugnad.plans.models import Plan
from plandugnad.plans.snapshot import EDITABLE, apply, changes, snapshot
from tests.cast import Cast
from tests.plans.builders import SQUARE, fresh, make_plan

NOT_A_PERSONS_TO_EDIT = {
    "id",
    "made_at",
    "organisation",
    "changed_at",
    "version",
    "deleted_at",
    "became",
    "sort_key",
    "search_key",
}


def test_every_field_of_a_plan_is_kept_in_history_or_known_not_to_be() -> None:
    fields = {"parent_id" if field.name == "parent" else field.name for field in Plan._meta.concrete_fields}
    assert fields - NOT_A_PERSONS_TO_EDIT == set(EDITABLE)


def test_a_plan_made_from_a_snapshot_has_the_same_snapshot(cast: Cast) -> None:
    parent = make_plan(cast.fjordvik, "Samfunnsdel")
    plan = make_plan(
        cast.fjordvik, adopted="2019-06-12", period="2024/2026", parent_id=parent.pk, themes=["klima"], extent=SQUARE
    )
    kept = snapshot(fresh(plan))
    again = Plan(organisation=cast.fjordvik)
    apply(again, kept)
    again.save()
    assert snapshot(fresh(again)) == kept
    assert kept["parent_id"] == str(parent.pk)


def test_fields_an_older_version_had_are_left_out(cast: Cast) -> None:
    plan = make_plan(cast.fjordvik)
    apply(plan, {"colour": "blue", "version": 99, "name": "Nytt navn"})
    assert (plan.name, plan.version) == ("Nytt navn", 1)


@pytest.mark.parametrize(
    ("before", "after", "halves"),
    [
        ({"a": 1, "b": 2}, {"a": 1, "b": 3}, ({"b": 2}, {"b": 3})),
        ({}, {"a": 1}, ({"a": None}, {"a": 1})),
        ({"a": 1}, {"a": 1}, ({}, {})),
    ],
)
def test_changes_are_what_differs(before: dict[str, int], after: dict[str, int], halves: tuple[object, object]) -> None:
    assert changes(before, after) == halves
