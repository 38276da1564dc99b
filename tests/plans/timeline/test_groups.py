"""Sixty plans are bars, seven hundred are counted, and one is still a line."""

from dataclasses import replace
from datetime import date

import pytest

from plandugnad.plans.kinds import PlanType
from plandugnad.plans.timeline.bars import PlanSpan
from plandugnad.plans.timeline.groups import FLOOR, MOST_BARS, timeline_of
from plandugnad.plans.words.timeline import group_words
from tests.plans.timeline.test_bars import span

TODAY = date(2026, 11, 21)


def many(count: int, plan_type: str = PlanType.ZONING_DETAIL) -> list[PlanSpan]:
    plans = [span(adopted=str(2000 + at % 20), revision_due=str(2010 + at % 25)) for at in range(count)]
    return [replace(one, name=f"Plan {at:03}", plan_type=plan_type) for at, one in enumerate(plans)]


def test_without_plans_there_is_nothing_to_draw() -> None:
    found = timeline_of([], TODAY, 1, 100)
    assert (found.groups, found.number, found.pages) == ((), 0, 1)


def test_groups_stand_in_the_order_of_the_hierarchy_and_what_is_due_first_stands_first() -> None:
    plans = many(3) + many(2, PlanType.PLANNING_STRATEGY) + many(1, "")
    found = timeline_of(plans, TODAY, 1, 100)
    assert [group.plan_type for group in found.groups] == [PlanType.PLANNING_STRATEGY, PlanType.ZONING_DETAIL, ""]
    dues = [bar.plan.due_on for bar in found.groups[1].bars]
    assert dues == sorted(due for due in dues if due)


def test_a_large_group_is_counted_year_by_year_and_no_plan_is_lost() -> None:
    found = timeline_of(many(700) + many(1, PlanType.COMMUNITY_PART), TODAY, 1, 100)
    assert [group.is_counted for group in found.groups] == [False, True]
    counted = found.groups[1]
    assert sum(year.count for year in counted.years) == 700
    assert max(year.height for year in counted.years) <= FLOOR
    assert all(0 <= year.at <= 100 for year in counted.years)
    assert {year.year for year in counted.years if year.is_late} == set(range(2010, 2026))
    assert group_words(counted) == "700 planer, 448 over fristen"


def test_what_was_due_before_the_first_year_stands_in_it_and_is_late() -> None:
    old = [span(revision_due="1999") for _ in range(30)]
    group = timeline_of([*old, *many(1)], TODAY, 1, 100).groups[0]
    assert [(year.is_first, year.is_late, year.count) for year in group.years] == [(True, True, 30)]


def test_a_group_alone_is_drawn_in_full_a_page_at_a_time() -> None:
    first, last = timeline_of(many(230), TODAY, 1, 100), timeline_of(many(230), TODAY, 3, 100)
    assert (len(first.groups[0].bars), len(last.groups[0].bars), last.pages) == (100, 30, 3)
    assert first.groups[0].number == 230


@pytest.mark.parametrize("page", [-4, 0, 99])
def test_a_page_there_is_none_of_is_the_nearest_there_is(page: int) -> None:
    assert timeline_of(many(230), TODAY, page, 100).page in (1, 3)


def test_the_largest_group_that_is_drawn_is_as_large_as_is_said() -> None:
    found = timeline_of(many(MOST_BARS) + many(1, PlanType.COMMUNITY_PART), TODAY, 1, 100)
    assert not any(group.is_counted for group in found.groups)
