"""A joint plan where plans are listed, counted and waited for: once with each owner, once where they stand together."""

import pytest
from django.urls import reverse

from plandugnad.engines.tables.when import When
from plandugnad.plans import actions, owning
from plandugnad.plans.models import PlanHere
from plandugnad.plans.queries.comparing import counts, joint_rows, once
from plandugnad.plans.queries.narrowing import with_due
from plandugnad.plans.telling import ANSWER, DECISION, DUE
from plandugnad.projections.models import AttentionEntry, CalendarEntry
from tests.cast import Cast
from tests.plans.builders import INGRID, TORE, browser, make_plan
from tests.plans.owners import asked, joint_plan, own_row

pytestmark = pytest.mark.django_db


def waiting(cast: Cast, name: str, kind: str) -> list[str]:
    rows = AttentionEntry.objects.visible_to(cast.actor(name).keys).filter(kind=kind)
    return list(rows.values_list("title", flat=True))


def test_each_owner_counts_it_and_together_it_is_one(cast: Cast) -> None:
    joint_plan(cast, status="adopted", revision_due=When.of_year(2020), own={"status": "adopted"})
    make_plan(cast.lyngmo, "Lyngmos egen", status="adopted")
    plans = with_due(PlanHere.objects.visible_to(cast.actor("Kåre")))
    today = When.parse("2026-11-28").last_day()
    counted, members = counts(plans, today), {cast.fjordvik.id, cast.lyngmo.id}
    assert (counted[cast.fjordvik.id].total, counted[cast.lyngmo.id].total) == (1, 2)
    together = once(counted.values(), joint_rows(plans, today), members)
    assert (together.total, together.overdue, together.with_due) == (2, 1, 1)


def test_the_region_says_how_many_there_are_without_counting_it_twice(cast: Cast) -> None:
    joint_plan(cast, status="adopted", revision_due=When.of_year(2020), own={"status": "adopted"})
    client = browser(cast.person("Kåre"))
    page = client.get(reverse("collaboration_compare", args=[cast.ytre_fjord.pk])).content.decode()
    assert "Planen er over fristen" in page
    table = client.get(reverse("collaboration_plans", args=[cast.ytre_fjord.pk])).content.decode()
    assert table.count("Felles med Lyngmo") == 1
    there = client.get(reverse("collaboration_plans", args=[cast.ytre_fjord.pk]), {"kommune": "9902"}).content.decode()
    assert "Felles med Fjordvik" in there or "Kystsoneplan" in there


def test_its_date_stands_in_each_owners_calendar_and_waits_for_those_who_write_there(cast: Cast) -> None:
    joint_plan(cast, status="adopted", revision_due=When.of_year(2030))
    for name, place in (("Ingrid", cast.fjordvik), ("Marit", cast.lyngmo)):
        assert waiting(cast, name, DUE) == ["Kystsoneplan"]
        dates = CalendarEntry.objects.visible_to(cast.actor(name).keys).filter(kind=DUE, place_id=place.id)
        assert dates.count() == 1


def test_a_council_that_lags_behind_is_waited_for_until_it_decides(cast: Cast) -> None:
    plan = joint_plan(cast, status="in_consultation")
    assert waiting(cast, "Marit", DECISION) == []
    actions.change_plan(INGRID, plan, {"status": "adopted"})
    assert waiting(cast, "Marit", DECISION) == ["Kystsoneplan"]
    assert waiting(cast, "Ingrid", DECISION) == []
    owning.change_own(TORE, own_row(plan, cast), {"status": "adopted"})
    assert waiting(cast, "Marit", DECISION) == []


def test_the_question_waits_for_those_who_may_answer_until_they_have(cast: Cast) -> None:
    row = asked(make_plan(cast.fjordvik, "Kystsoneplan"), cast)
    assert waiting(cast, "Marit", ANSWER) == ["Kystsoneplan"]
    assert waiting(cast, "Ingrid", ANSWER) == []
    owning.answer_ownership(TORE, row, True)
    assert waiting(cast, "Marit", ANSWER) == []


def test_it_stands_in_each_owners_hierarchy_and_timeline(cast: Cast) -> None:
    joint_plan(cast, plan_type="theme_plan", status="adopted", adopted="2025", revision_due=When.of_year(2030))
    client = browser(cast.person("Marit"))
    for page in ("portfolio", "portfolio_timeline", "portfolio_table"):
        assert "Kystsoneplan" in client.get(reverse(page, args=["9902"])).content.decode()
